import type { Determination } from '@assent/criteria';
import { z } from 'zod';
import { authorization } from '../authorization/authorization';
import { determination, missingFact } from '../evaluation/determination';
import {
  actor,
  calendarDate,
  caseStatus,
  channel,
  instant,
  letterLanguage,
  knownFacts,
  license,
  lineOfBusiness,
  requestType,
  urgency,
} from '../http/wire';
import { stuck } from '../stuck/stuck';
import { handUp, secondOpinion } from './hand-up';

const caseRequest = z.strictObject({
  requestType,
  urgency,
  lineOfBusiness,
  receivedAt: instant,
  channel,
  member: z.strictObject({
    memberId: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    birthDate: calendarDate,
    language: letterLanguage.optional(),
    email: z.string().optional(),
  }),
  prescriber: z.strictObject({
    npi: z.string(),
    name: z.string(),
    phone: z.string().optional(),
    email: z.string().optional(),
  }),
  drug: z.string(),
  requestedStart: calendarDate,
  facts: knownFacts,
});

const clock = z
  .strictObject({
    dueAt: instant.nullable(),
    state: z.enum(['not-applicable', 'running', 'met', 'missed', 'ended']),
  })
  .meta({ description: 'When the decision is due, and whether it was made on time' });

const review = z.strictObject({
  reason: z.enum(['criteria-not-met', 'hold', 'information-overdue']),
  since: instant,
  escalatedAt: instant.nullable(),
});

const decision = z.strictObject({
  decision: z.enum(['approve', 'deny']),
  by: actor,
  at: instant,
  rationale: z.string(),
  clauses: z.array(z.string()),
  license: license.nullable().meta({
    description: 'Of who denied; null for an approval, and for a denial before licenses were kept',
  }),
  letterDigest: z
    .string()
    .nullable()
    .meta({ description: 'What the decider of a denial previewed; null where `license` is' }),
  modification: z
    .strictObject({
      reason: z.string(),
      terms: z.array(
        z.strictObject({
          term: z.string(),
          asked: z.union([z.string(), z.number()]).nullable(),
          approved: z.union([z.string(), z.number()]),
        }),
      ),
      text: z.array(z.string()).meta({ description: 'Each change in words' }),
    })
    .nullable()
    .meta({ description: 'What an approval changed of the request; null if nothing' }),
});

const informationRequest = z.strictObject({ by: actor, at: instant, rationale: z.string() });

const factSource = z
  .strictObject({
    by: actor,
    at: instant,
    channel: z.string().nullable(),
    carriedFrom: z.string().nullable(),
    document: z
      .strictObject({ id: z.uuid(), name: z.string(), page: z.int().min(1).nullable() })
      .nullable(),
  })
  .meta({
    description: 'Who reported a fact, when, and through which channel, document or earlier case',
  });

export const caseJson = z
  .strictObject({
    id: z.uuid(),
    number: z.string(),
    version: z.int().min(1),
    status: caseStatus,
    openedAt: instant,
    closedAt: instant.nullable(),
    request: caseRequest,
    determination,
    determinationGap: z.string().nullable().meta({
      description:
        'Set when the guideline of the case is not installed: says why the determination has no criteria, and only the paths and ids of its questions and notes; otherwise null',
    }),
    missing: z
      .array(missingFact)
      .meta({ description: 'The information an open case is waiting for' }),
    clock,
    holds: z
      .array(
        z.strictObject({
          id: z.enum([
            'start-far-ahead',
            'over-already',
            'ended-before',
            'denied-before',
            'renewal-open',
            'already-covered',
            'another-person',
            'unread-drug',
          ]),
          message: z.string(),
          authorization: z.string().nullable(),
        }),
      )
      .meta({
        description:
          'What prevents automatic approval, in addition to the holds of the determination; `authorization` is the authorization concerned: with `already-covered`, the one that an approval would replace',
      }),
    review: review.nullable(),
    informationRequest: informationRequest.nullable(),
    decision: decision.nullable(),
    authorization: authorization.nullable(),
    stuck: stuck.nullable(),
    assignee: z.string().nullable(),
    snoozed: z.strictObject({ until: instant, reason: z.string(), by: actor }).nullable().meta({
      description: 'Hidden from queues until then; the decision deadline does not change',
    }),
    handedUp: handUp.nullable().meta({
      description: 'Set while the case is left to the medical directors; null after a hand-back',
    }),
    opinions: z
      .array(secondOpinion)
      .meta({ description: 'Second opinions that were asked for, oldest first' }),
    renews: z
      .string()
      .nullable()
      .meta({ description: 'The authorization that this renewal continues' }),
    carriedFrom: z
      .string()
      .nullable()
      .meta({ description: 'The case from which the facts were copied' }),
    withoutCoverSince: calendarDate
      .nullable()
      .meta({ description: 'The first day without coverage' }),
    addressChange: z.strictObject({ known: z.string(), given: z.string() }).nullable().meta({
      description:
        "The prescriber's email, when no letter has been delivered to it yet and another address is known; null in lists",
    }),
    factSources: z
      .record(z.string(), factSource)
      .nullable()
      .meta({ description: 'The source of each fact, by its path; null in lists' }),
  })
  .meta({ description: 'A request for prior authorization with its determination and history' });

export const casePage = z.strictObject({
  items: z.array(caseJson),
  nextCursor: z.string().nullable(),
});

type Evaluated = Pick<Determination, 'missing'> & { readonly determination: Determination };

/** The trace of a determination is shared and read only. */
export type CaseJson = Omit<z.infer<typeof caseJson>, keyof Evaluated> & Evaluated;
export type CasePageJson = {
  readonly items: readonly CaseJson[];
  readonly nextCursor: string | null;
};
