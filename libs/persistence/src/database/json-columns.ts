import type {
  AuthorizationRecord,
  CaseEvent,
  CaseHold,
  LetterContent,
  Warning,
} from '@assent/application';
import type { CompactDetermination, Facts } from '@assent/criteria';
import type { Actor, InformationRequest } from '@assent/domain';
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

/** A block of another type can't be shown: a build that writes one comes after a build that reads it. */
export const LETTER_CONTENT: ZodType<LetterContent> = z.looseObject({
  recipient: word<LetterContent['recipient']>(),
  language: word<LetterContent['language']>(),
  version: z.int(),
  blocks: z.array(
    z.discriminatedUnion('type', [
      z.looseObject({ type: z.literal('letterhead'), name: z.string(), lines: texts }),
      z.looseObject({ type: z.literal('addressee'), lines: texts }),
      z.looseObject({
        type: z.literal('reference'),
        entries: z.array(z.looseObject({ label: z.string(), value: z.string() })),
      }),
      z.looseObject({ type: z.literal('list'), introduction: z.string(), items: texts }),
      z.looseObject({
        type: z.enum(['date', 'subject', 'paragraph', 'signature']),
        text: z.string(),
      }),
    ]),
  ),
});

export const DETAILS: ZodType<CaseEvent['details']> = z.record(z.string(), z.unknown());

export const DOSING: ZodType<AuthorizationRecord['dosing']> = z.record(
  z.string(),
  z.number().nullable(),
);

export const WARNINGS: ZodType<readonly Warning[]> = z.array(
  z.looseObject({ id: z.string(), message: z.string() }),
);
