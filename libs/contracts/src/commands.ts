import { fault, NOT_BLANK } from '@assent/criteria';
import { NO_GROUNDS, type Fault } from '@assent/domain';
import { z } from 'zod';
import { sentMembers } from './sent-members';
import {
  anyInstant,
  calendarDate,
  channel,
  eachOnce,
  emailAddress,
  endReason,
  instant,
  isInstant,
  phoneNumber,
  role,
} from './wire';

const RATIONALE_LENGTH = 4_000;
const SHORT_TEXT_LENGTH = 200;

const words = (most: number) => z.string().trim().min(1).max(most).meta({ pattern: NOT_BLANK });

/** The frame of given facts; the case's own guideline judges what is in it. */
export const informationFrame = z.strictObject({
  facts: z.record(z.string(), z.unknown()),
  channel: channel.default('portal').meta({ description: 'How the facts reached the plan' }),
  document: z
    .strictObject({ id: z.uuid().toLowerCase(), page: z.int().min(1).max(10_000).optional() })
    .optional()
    .meta({ description: 'The document of the case that the facts were read from' }),
});

/** A reviewer's decision. Only `approve` may say for how long, and `deny` names its clauses. */
export const decisionCommand = z
  .strictObject({
    decision: z.enum(['approve', 'deny', 'request-information']),
    rationale: words(RATIONALE_LENGTH),
    clauses: eachOnce(words(SHORT_TEXT_LENGTH), { most: 100 })
      .default([])
      .meta({
        description:
          'The clauses that the decision rests on; a denial names at least one, and none that is met unless all criteria are',
        examples: [['I.3']],
      }),
    approve: z
      .strictObject({ months: z.int().min(1).max(120) })
      .optional()
      .meta({ description: "How long to approve for; the guideline's own duration when absent" }),
  })
  .meta({
    description: "A reviewer's decision on a case in review",
    dependentSchemas: { approve: { properties: { decision: { const: 'approve' } } } },
    if: { properties: { decision: { const: 'deny' } }, required: ['decision'] },
    then: { properties: { clauses: { minItems: 1 } }, required: ['clauses'] },
  });

/**
 * What the schema cannot tell of a decision, whatever else is wrong with it. A denial that lacks
 * nothing but its grounds is left to the use case, which looks at the role and the case first.
 *
 * @param found what the schema found wrong
 */
export function decisionFaults(sent: unknown, found: readonly Fault[]): readonly Fault[] {
  const faults = misplacedMonths(sent);
  const isRefused = found.length + faults.length > 0;
  return isRefused && deniesWithoutGrounds(sent) ? [...faults, NO_GROUNDS] : faults;
}

/** Months stated for another decision than an approval. */
function misplacedMonths(sent: unknown): readonly Fault[] {
  const { decision, approve } = sentMembers(sent);
  const fits = approve === undefined || decision === 'approve' || !isDecision(decision);
  if (fits) return [];
  return [
    {
      path: 'approve',
      code: 'not-applicable',
      message: 'belongs to an approval only; leave it out',
    },
  ];
}

function deniesWithoutGrounds(sent: unknown): boolean {
  const { decision, clauses = [] } = sentMembers(sent);
  return decision === 'deny' && Array.isArray(clauses) && clauses.length === 0;
}

function isDecision(word: unknown): boolean {
  return decisionCommand.shape.decision.safeParse(word).success;
}

export const withdrawCommand = z
  .strictObject({ reason: words(RATIONALE_LENGTH) })
  .meta({ description: 'Why nobody wants a decision any more' });

/** How to reach the prescriber from now on; what is left out stays. */
export const prescriberCommand = z
  .strictObject({ phone: phoneNumber.optional(), email: emailAddress.optional() })
  .refine(
    ({ phone, email }) => phone !== undefined || email !== undefined,
    fault('empty', 'must hold a phone number or an email address'),
  )
  .meta({
    minProperties: 1,
    description: "The prescriber's new phone number, email address or both",
  });

/** Why and when an authorization ends before its last day. */
export const endCommand = z
  .strictObject({
    reason: endReason,
    lastDay: calendarDate.meta({
      description: 'The last covered day; the day before the first one takes all of it back',
    }),
    note: words(RATIONALE_LENGTH).optional(),
  })
  .meta({ description: 'Why and when an authorization ends before its last day' });

/** The local issuer's question: who wants to act, as what. */
export const tokenCommand = z.strictObject({
  role,
  subject: words(SHORT_TEXT_LENGTH)
    .refine(
      (subject) => !/\p{C}/u.test(subject),
      fault('not-one-line', 'must be one line, without control characters'),
    )
    .meta({ pattern: NOT_BLANK }),
});
export const tokenAnswer = z.strictObject({ token: z.string() });

/** Whatever is opened at the last instant still has its dates within the calendar. */
const LAST_INSTANT = '2199-12-31T23:59:59.999Z';

export const clockCommand = z.strictObject({
  to: anyInstant.refine(
    (text) => !isInstant(text) || Date.parse(text) <= Date.parse(LAST_INSTANT),
    fault('out-of-range', 'must not be later than the year 2199'),
  ),
});
export const clockAnswer = z.strictObject({ now: instant });
