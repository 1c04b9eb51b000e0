import type { AuthorizationRecord, CaseEvent, CaseHold, Warning } from '@assent/application';
import type { CompactDetermination, Facts } from '@assent/criteria';
import type { Actor, InformationRequest, Modification } from '@assent/domain';
import { z, type ZodType } from 'zod';
import { word } from './table';

/*
 * The content of JSON columns, checked when a row is read. Words and further members stay open: a
 * newer build that runs beside this one may have written them.
 */

const texts = z.array(z.string());

export const FACTS: ZodType<Facts> = z.record(z.string(), z.unknown());

export const DETERMINATION: ZodType<CompactDetermination> = z.looseObject({
  outcome: word<CompactDetermination['outcome']>(),
  verdicts: z.string(),
  missing: z.array(
    z.looseObject({
      fact: z.string(),
      need: word<CompactDetermination['missing'][number]['need']>(),
      clauses: texts,
    }),
  ),
  holds: texts,
  advisories: texts,
  routing: word<NonNullable<CompactDetermination['routing']>>().nullable(),
});

export const HOLDS: ZodType<readonly CaseHold[]> = z.array(
  z.looseObject({
    id: word<CaseHold['id']>(),
    message: z.string(),
    authorization: z.string().nullable(),
  }),
);

const ACTOR: ZodType<Actor> = z.looseObject({ subject: z.string(), role: word<Actor['role']>() });

export const INFORMATION_REQUEST: ZodType<InformationRequest> = z.looseObject({
  by: ACTOR,
  at: z.iso.datetime().transform((at) => new Date(at)),
  rationale: z.string(),
});

const TERM = z.union([z.string(), z.number()]);

export const MODIFICATION: ZodType<Modification> = z.looseObject({
  reason: z.string(),
  terms: z.array(z.looseObject({ term: z.string(), asked: TERM.nullable(), approved: TERM })),
});

export const DETAILS: ZodType<CaseEvent['details']> = z.record(z.string(), z.unknown());

export const DOSING: ZodType<AuthorizationRecord['dosing']> = z.record(
  z.string(),
  z.number().nullable(),
);

export const WARNINGS: ZodType<readonly Warning[]> = z.array(
  z.looseObject({ id: z.string(), message: z.string() }),
);
