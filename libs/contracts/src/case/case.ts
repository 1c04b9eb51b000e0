import type { MissingFact } from '@assent/criteria';
import { ENGINE_PARTS, LICENSING_STATES, REVIEW_REASONS } from '@assent/vocabulary';
import { z } from 'zod';
import { authorization } from '../authorization/authorization';
import { determination, missingFact, type DeterminationJson } from '../evaluation/determination';
import { modifiedTerm } from '../http/modified-term';
import {
  actor,
  calendarDate,
  caseStatus,
  channel,
  coverageType,
  instant,
  letterLanguage,
  knownFacts,
  license,
  lineOfBusiness,
  memberState,
  outcome,
  postalAddress,
  requestType,
  receiptEvidenceKind,
  reviewerFinding,
  urgency,
  WITHHELD,
} from '../http/wire';
import { stuck } from '../stuck/stuck';
import { handUp, secondOpinion } from './hand-up';

const caseRequest = z.strictObject({
  requestType,
  urgency,
  lineOfBusiness,
  coverageType: coverageType.nullable().meta({
    description: 'Null where another payer decides, and for cases from before it was kept',
  }),
  receivedAt: instant,
  channel,
  member: z.strictObject({
    memberId: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    birthDate: calendarDate,
    language: letterLanguage.optional(),
    email: z.string().optional(),
    state: memberState.optional(),
    address: postalAddress.optional(),
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

const receiptEvidence = z
  .strictObject({
    evidence: receiptEvidenceKind,
    reference: z.string().nullable(),
    document: z.uuid().nullable().meta({ description: 'The document of the case that shows it' }),
    by: actor,
    at: instant,
  })
  .meta({ description: 'What shows when a request by fax or phone was received' });

const clock = z
  .strictObject({
    dueAt: instant.nullable(),
    state: z.enum(['not-applicable', 'running', 'met', 'missed', 'ended']),
  })
  .meta({ description: 'When the decision is due, and whether it was made on time' });

const review = z.strictObject({
  reason: z.enum([...REVIEW_REASONS, WITHHELD]).meta({
    description: '`criteria-met`: the reviewer approves it, or unassigns it to have it approved',
  }),
  since: instant,
  escalatedAt: instant.nullable(),
});

export const enginePart = z.strictObject({
  part: z.enum(ENGINE_PARTS),
  guideline: z.strictObject({ id: z.string(), version: calendarDate }).nullable(),
  outcome,
  compared: z
    .array(
      z.strictObject({
        criterion: z.string(),
        finding: reviewerFinding,
        changedTo: reviewerFinding.nullable(),
        engine: z.enum(['met', 'not-met', 'unknown']),
      }),
    )
    .meta({
      description:
        'What who denied found of each criterion, beside the result; empty where findings do not come first',
    }),
});

const decision = z.strictObject({
  decision: z.enum(['approve', 'deny']),
  by: actor,
  at: instant,
  rationale: z.string(),
  memberReason: z.string().nullable().meta({
    description: 'The reason for the member; null if only the rationale was given',
  }),
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
      terms: z.array(modifiedTerm),
      text: z.array(z.string()).meta({ description: 'Each change in words' }),
    })
    .nullable()
    .meta({ description: 'What an approval changed of the request; null if nothing' }),
  seenDigest: z.string().nullable().meta({
    description:
      'Of the information that the reviewer saw; null for a decision of software, on an appeal, or from before it was kept',
  }),
  enginePart: enginePart.nullable().meta({
    description:
      'What part the criteria check had in a denial; null for an approval, for a denial before that was kept, and while results are withheld from the caller',
  }),
});

const jurisdiction = z
  .strictObject({
    state: z.enum(LICENSING_STATES).meta({ description: 'By its postal code' }),
    from: z.enum(['member', 'plan']).meta({
      description: "Whether the request names it, by the member's state or address, or the plan",
    }),
    findingsFirst: z
      .strictObject({ source: z.string(), confidence: z.enum(['high', 'medium', 'low']) })
      .nullable()
      .meta({
        description: 'The rule by which reviewers record their own findings first; null for none',
      }),
  })
  .meta({ description: 'The state whose law the case is under, as it was when it was opened' });

const ownFinding = z.strictObject({
  finding: reviewerFinding,
  note: z.string().nullable(),
});

export const findings = z
  .strictObject({
    withheld: z.boolean().meta({
      description: 'Whether the results are withheld from the caller until they have found',
    }),
    criteria: z.array(
      z.strictObject({
        criterion: z.string(),
        title: z.string(),
        own: ownFinding
          .nullable()
          .meta({ description: "The caller's, as recorded before they saw the result" }),
        changedTo: ownFinding
          .nullable()
          .meta({ description: 'What they made of it afterwards; null if they kept it' }),
        stale: z.boolean().meta({
          description: 'They found on it, but what it reads has changed since; to be found again',
        }),
        engine: z.enum(['met', 'not-met', 'unknown', WITHHELD]),
      }),
    ),
    others: z
      .array(
        z.strictObject({
          by: actor,
          at: instant,
          items: z.array(ownFinding.extend({ criterion: z.string() })),
        }),
      )
      .meta({ description: 'The newest of each other person; none while results are withheld' }),
  })
  .meta({ description: "Reviewers' own findings, where they come before the results" });

const informationRequest = z.strictObject({
  by: actor,
  at: instant,
  rationale: z.string(),
  seenDigest: z
    .string()
    .nullable()
    .meta({ description: 'As in `decision`, of the reviewer who asked' }),
});

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
    openedBy: actor.nullable().meta({
      description: 'Null if software opened it, and in lists. Who opened a case does not deny it',
    }),
    closedAt: instant.nullable(),
    seenDigest: z.string().nullable().meta({
      description:
        'What a person who reads this has seen: a SHA-256 over the facts, their evaluation and the contents of the documents. A decision repeats it. Null in lists',
    }),
    request: caseRequest,
    determination,
    determinationGap: z.string().nullable().meta({
      description:
        'Set when the guideline of the case is not installed: says why the determination has no criteria, and only the paths and ids of its questions and notes; otherwise null',
    }),
    missing: z
      .array(missingFact)
      .meta({ description: 'The information an open case is waiting for' }),
    receiptEvidence: receiptEvidence.nullable(),
    lacksReceiptEvidence: z.boolean().meta({
      description: 'Received by fax or phone well before it was opened, and nothing shows that',
    }),
    clock,
    jurisdiction: jurisdiction.nullable(),
    findings: findings.nullable().meta({
      description: 'Null in lists, and where reviewers may see the results at once',
    }),
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
    assignedAt: instant.nullable().meta({
      description: 'Null if unassigned, and for an assignment from before it was kept',
    }),
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

interface Evaluated {
  readonly missing: readonly MissingFact[];
  readonly determination: DeterminationJson;
}

/** The trace of a determination is shared and read only. */
export type CaseJson = Omit<z.infer<typeof caseJson>, keyof Evaluated> & Evaluated;
export type CasePageJson = {
  readonly items: readonly CaseJson[];
  readonly nextCursor: string | null;
};
