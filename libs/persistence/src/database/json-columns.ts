import type {
  AuthorizationRecord,
  CaseEvent,
  CaseHold,
  ContinuedDosing,
  LetterContent,
  LetterSettings,
  PlanParagraph,
  PostalAddress,
  Warning,
} from '@assent/application';
import type { CompactDetermination, Facts } from '@assent/criteria';
import type {
  ActiveContent,
  Actor,
  AppealForwarding,
  AppealWithdrawal,
  DismissalReview,
  CaseClock,
  ContinuedBenefits,
  EnginePart,
  ExternalOutcome,
  GoodCause,
  InformationRequest,
  Jurisdiction,
  License,
  Modification,
  ModifiedTerm,
  PeerToPeer,
  ReceiptEvidence,
  RecordedFindings,
  SecondOpinion,
  SinceApproval,
} from '@assent/domain';
import { z, type ZodType } from 'zod';
import { word } from './table';

/*
 * The content of JSON columns, checked when a row is read. Words and further members stay open: a
 * newer build that runs beside this one may have written them.
 */

const texts = z.array(z.string());

export const ACTIVE_CONTENT: ZodType<readonly ActiveContent[]> = z.array(word<ActiveContent>());

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

const instant = z.iso.datetime().transform((at) => new Date(at));

export const INFORMATION_REQUEST: ZodType<InformationRequest> = z.looseObject({
  by: ACTOR,
  at: instant,
  rationale: z.string(),
  isAlone: z.literal(true).exactOptional(),
  seenDigest: z.string().exactOptional(),
});

const confidence = word<CaseClock['rule']['confidence']>();

const rule = z.looseObject({ id: z.string(), source: z.string(), confidence });

export const CLOCKS: ZodType<readonly CaseClock[]> = z.array(
  z.looseObject({
    kind: word<CaseClock['kind']>(),
    rule,
    urgency: word<CaseClock['urgency']>(),
    hours: z.number().nullable(),
    startedAt: instant,
    dueAt: instant,
    replacedAt: instant.nullable(),
    upgrade: z
      .looseObject({ by: word<NonNullable<CaseClock['upgrade']>['by']>(), reason: z.string() })
      .nullable(),
    extension: z
      .looseObject({
        reason: z.string(),
        by: ACTOR,
        at: instant,
        basis: z.string(),
        confidence,
        days: z.number(),
        answerDays: z.number().nullable(),
      })
      .nullable(),
    tolled: z.array(
      z.looseObject({
        from: instant,
        to: instant.nullable(),
        reason: z.string(),
        answerDueBefore: instant.exactOptional(),
      }),
    ),
    onAnswer: z.looseObject({ hours: z.number(), source: z.string(), confidence }).exactOptional(),
    completion: z
      .looseObject({
        at: instant,
        because: word<NonNullable<CaseClock['completion']>['because']>(),
      })
      .exactOptional(),
    consequence: z.string().nullable(),
  }),
);

export const FORWARDING: ZodType<AppealForwarding> = z.looseObject({
  to: word<AppealForwarding['to']>(),
  by: ACTOR,
  at: instant,
});

const TERM = z.union([z.string(), z.number()]);

export const TERMS: ZodType<readonly ModifiedTerm[]> = z.array(
  z.looseObject({ term: z.string(), asked: TERM.nullable(), approved: TERM }),
);

export const EXTERNAL: ZodType<ExternalOutcome> = z.looseObject({
  outcome: word<ExternalOutcome['outcome']>(),
  note: z.string(),
  by: ACTOR,
  at: instant,
  months: z.number().nullable(),
  terms: TERMS.exactOptional(),
});

export const GOOD_CAUSE: ZodType<GoodCause> = z.looseObject({
  about: word<GoodCause['about']>(),
  accepted: z.boolean(),
  reason: z.string(),
  by: ACTOR,
  at: instant,
});

export const WITHDRAWAL: ZodType<AppealWithdrawal> = z.looseObject({
  as: word<NonNullable<AppealWithdrawal['as']>>().exactOptional(),
  reason: z.string(),
  by: ACTOR,
  at: instant,
});

export const DISMISSAL_REVIEW: ZodType<DismissalReview> = z.looseObject({
  to: word<DismissalReview['to']>(),
  days: z.number(),
  source: z.string(),
  confidence,
  askBy: instant,
  dismissed: WITHDRAWAL,
  asked: z.looseObject({ receivedAt: instant, by: ACTOR, at: instant }).nullable(),
  outcome: z
    .looseObject({
      outcome: word<NonNullable<DismissalReview['outcome']>['outcome']>(),
      note: z.string(),
      by: ACTOR,
      at: instant,
    })
    .nullable(),
  vacateBy: instant.exactOptional(),
  vacated: z.looseObject({ reason: z.string(), by: ACTOR, at: instant }).exactOptional(),
});

const sourced = { source: z.string(), confidence };

export const CONTINUED_BENEFITS: ZodType<ContinuedBenefits> = z.looseObject({
  rule: z
    .looseObject({ by: word<NonNullable<ContinuedBenefits['rule']>['by']>(), ...sourced })
    .nullable(),
  of: z.string().nullable(),
  askBy: instant.nullable(),
  refusal: word<NonNullable<ContinuedBenefits['refusal']>>().nullable(),
  request: z
    .looseObject({
      by: word<NonNullable<ContinuedBenefits['request']>['by']>(),
      receivedAt: instant,
      recordedBy: ACTOR,
    })
    .exactOptional(),
  given: z
    .looseObject({
      authorization: z.string(),
      from: z.string(),
      lastDay: z.string().nullable(),
      isDose: z.literal(true).exactOptional(),
      outside: z.literal(true).exactOptional(),
    })
    .exactOptional(),
});

export const POSTAL_ADDRESS: ZodType<PostalAddress> = z.looseObject({
  line1: z.string(),
  line2: z.string().optional(),
  city: z.string(),
  state: word<PostalAddress['state']>(),
  postalCode: z.string(),
});

/** A block of another type can't be shown: a build that writes one comes after a build that reads it. */
export const LETTER_CONTENT: ZodType<LetterContent> = z.looseObject({
  recipient: word<LetterContent['recipient']>(),
  language: word<LetterContent['language']>(),
  version: z.int(),
  planVersion: z.int().exactOptional(),
  blocks: z.array(
    z.discriminatedUnion('type', [
      z.looseObject({ type: z.literal('letterhead'), name: z.string(), lines: texts }),
      z.looseObject({
        type: z.literal('addressee'),
        lines: texts,
        isPostal: z.literal(true).exactOptional(),
      }),
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

export const MODIFICATION: ZodType<Modification> = z.looseObject({
  reason: z.string(),
  terms: TERMS,
});

export const SINCE_APPROVAL: ZodType<SinceApproval> = z.looseObject({
  authorization: z.string(),
  approvedAt: instant,
  changes: z.array(z.looseObject({ fact: z.string(), before: z.unknown(), after: z.unknown() })),
});

const inLanguages = z.looseObject({ en: z.string().nullable(), es: z.string().nullable() });

export const LETTER_SETTINGS: ZodType<LetterSettings> = z.looseObject({
  letterhead: z.looseObject({
    address: z.string(),
    phone: z.string(),
    fax: z.string().nullable(),
    portal: z.string().nullable(),
  }),
  hours: inLanguages,
  closing: inLanguages,
  paragraphs: z.array(
    z.looseObject({
      kind: word<PlanParagraph['kind']>(),
      recipient: word<PlanParagraph['recipient']>(),
      language: word<PlanParagraph['language']>(),
      text: z.string(),
    }),
  ),
});

export const DETAILS: ZodType<CaseEvent['details']> = z.record(z.string(), z.unknown());

export const DOSING: ZodType<AuthorizationRecord['dosing']> = z.record(
  z.string(),
  z.number().nullable(),
);

export const CONTINUED_DOSING: ZodType<ContinuedDosing> = z.looseObject({
  dosing: DOSING,
  lastDay: z.string().nullable(),
});

export const WARNINGS: ZodType<readonly Warning[]> = z.array(
  z.looseObject({ id: z.string(), message: z.string() }),
);

export const PEER_TO_PEER: ZodType<readonly PeerToPeer[]> = z.array(
  z.looseObject({
    id: z.string(),
    requestedAt: instant,
    by: ACTOR,
    slots: z.array(instant),
    agreed: z
      .looseObject({ slot: instant, by: ACTOR, at: instant, toldAt: instant.exactOptional() })
      .exactOptional(),
    rule,
    businessDays: z.number(),
    consequence: z.string().exactOptional(),
    dueAt: instant,
    escalatedAt: instant.exactOptional(),
    attempts: z.array(
      z.looseObject({
        outcome: word<PeerToPeer['attempts'][number]['outcome']>(),
        note: z.string(),
        slot: instant.exactOptional(),
        by: ACTOR,
        at: instant,
      }),
    ),
  }),
);

export const LICENSE: ZodType<License> = z.looseObject({
  number: z.string(),
  state: word<License['state']>(),
  specialty: z.string(),
  name: z.string().exactOptional(),
});

export const RECEIPT_EVIDENCE: ZodType<ReceiptEvidence> = z.looseObject({
  kind: word<ReceiptEvidence['kind']>(),
  reference: z.string().nullable(),
  document: z.string().nullable(),
  by: ACTOR,
  at: instant,
});

export const JURISDICTION: ZodType<Jurisdiction> = z.looseObject({
  state: word<Jurisdiction['state']>(),
  from: word<Jurisdiction['from']>(),
  findingsFirst: z.looseObject({ source: z.string(), confidence }).nullable(),
});

const finding = word<RecordedFindings['items'][number]['finding']>();

export const FINDINGS: ZodType<readonly RecordedFindings[]> = z.array(
  z.looseObject({
    by: ACTOR,
    at: instant,
    items: z.array(
      z.looseObject({
        criterion: z.string(),
        finding,
        note: z.string().nullable(),
        basis: z.string(),
      }),
    ),
  }),
);

export const ENGINE_PART: ZodType<EnginePart> = z.looseObject({
  part: word<EnginePart['part']>(),
  guideline: z.looseObject({ id: z.string(), version: z.string() }).nullable(),
  outcome: word<EnginePart['outcome']>(),
  compared: z.array(
    z.looseObject({
      criterion: z.string(),
      finding,
      changedTo: finding.nullable(),
      engine: word<EnginePart['compared'][number]['engine']>(),
    }),
  ),
});
export const OPINIONS: ZodType<readonly SecondOpinion[]> = z.array(
  z.looseObject({
    id: z.string(),
    question: z.string(),
    askedBy: ACTOR,
    askedAt: instant,
    person: z.string().nullable(),
    role: word<NonNullable<SecondOpinion['role']>>().nullable(),
    approveMonths: z.number().exactOptional(),
    answer: z
      .looseObject({
        opinion: word<NonNullable<SecondOpinion['answer']>['opinion']>(),
        text: z.string(),
        by: ACTOR,
        at: instant,
        basis: z.string().exactOptional(),
      })
      .nullable(),
  }),
);
