import type { Letterhead, Settings } from '@assent/application';
import {
  CONTINUED_BY,
  COVERAGE_TYPES,
  isCoverageTypeOf,
  LICENSING_STATES,
  LINES_OF_BUSINESS,
  scopeId,
  USUAL_EXCEPTION_LIMITS,
  type DecisionClock,
  type ExceptionLimits,
  type FindingsFirstRule,
  type JurisdictionSettings,
  type LetterHours,
  type LicensingState,
  type ScopeOfRow,
} from '@assent/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readCriterionWordings } from './criterion-wordings';

/** The decision clocks that come with the project; each names its source. */
const DECISION_CLOCKS = join(__dirname, '..', 'rules', 'decision-clocks.json');

const confidence = z.enum(['high', 'medium', 'low']);

/** Which cases a row of a table applies to. */
const scope = {
  lineOfBusiness: z.enum(['commercial', 'medicare-advantage']),
  coverageType: z.enum(COVERAGE_TYPES).optional(),
  state: z.enum(LICENSING_STATES).optional(),
};

/** Whether the coverage type of a row is one of its line of business. */
const isWholeScope = ({ lineOfBusiness, coverageType }: ScopeOfRow): boolean =>
  coverageType === undefined || isCoverageTypeOf(coverageType, lineOfBusiness);

const OTHER_LINE = {
  path: ['coverageType'],
  error: 'must be a coverage type of the line of business',
};

const days = z.int().positive();

/** A time as a table has it: in elapsed hours, or in days that end with the payer's day. */
const ruleTime = z.union([
  z.object({ hours: z.number().positive() }),
  z
    .object({ calendarDays: days })
    .transform(({ calendarDays: count }) => ({ days: { kind: 'calendar', count } as const })),
  z
    .object({ businessDays: days })
    .transform(({ businessDays: count }) => ({ days: { kind: 'business', count } as const })),
]);

const decisionRow = z
  .strictObject({
    ...scope,
    urgency: z.enum(['standard', 'expedited']),
    hours: z.number().positive().optional(),
    calendarDays: days.optional(),
    businessDays: days.optional(),
    informationShare: z.number().gt(0).lt(1),
    source: z.string().min(1),
    confidence,
    whenMissed: z.string().min(1).optional(),
    extension: z
      .strictObject({
        days: z.int().positive(),
        answerDays: z.int().positive().nullable(),
        source: z.string().min(1),
        confidence,
      })
      .optional(),
    noExtension: z.string().min(1).optional(),
    oralNotice: z
      .strictObject({ writtenDays: z.int().positive(), source: z.string().min(1), confidence })
      .optional(),
  })
  .refine(isWholeScope, OTHER_LINE)
  .transform(({ hours, calendarDays, businessDays, ...rule }, context): DecisionClock => {
    const times = { hours, calendarDays, businessDays };
    const given = Object.values(times).filter((time) => time !== undefined);
    const time = ruleTime.safeParse(times);
    if (given.length === 1 && time.success) return { ...rule, ...time.data };
    context.addIssue('must have one of hours, calendarDays and businessDays');
    return z.NEVER;
  });

const TWICE = 'must not have two rows for the same cases';

/** Each row has its own place: two figures for the same cases would make one of them void. */
const decisionClocks = z
  .array(decisionRow)
  .refine((rows) => areApart(rows.map((row) => scopeId(row, row.urgency))), TWICE);

function areApart(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length;
}

export interface PayerOptions {
  readonly timeZone: string;
  readonly payerName: string;
  readonly letterhead: Letterhead;
  readonly letterHours: LetterHours;
  /** The usual ones if absent. */
  readonly exceptions?: ExceptionLimits;
  /** In hours; a working day if it is not given. */
  readonly accessHours?: number;
  /** The state of members whose request names none; null for none. */
  readonly state?: LicensingState | null;
  /** The states in which findings come first; null for those of the project's own table. */
  readonly findingsFirst?: readonly LicensingState[] | null;
  /** The folder with the plan's own wordings of criteria. */
  readonly criterionWordings?: string | null;
  /** Replaces the project's own table of decision clocks. */
  readonly decisionClocksFile?: string;
}

/** When a peer-to-peer call is due; it names its source. */
const PEER_TO_PEER = join(__dirname, '..', 'rules', 'peer-to-peer-clock.json');

const peerToPeerRule = z.strictObject({
  id: z.string().min(1),
  businessDays: z.int().positive(),
  source: z.string().min(1),
  confidence,
});

/** The figures for appeals; each names its source. */
const APPEALS = join(__dirname, '..', 'rules', 'appeal-clocks.json');

const sourced = { source: z.string().min(1), confidence };

const appealTime = z.strictObject({ hours: z.number().positive(), ...sourced });

const decisionTime = z.strictObject({
  ...appealTime.shape,
  whenMissed: z.strictObject({ forwardWithin: z.number().positive(), ...sourced }).optional(),
});

const forwardingTime = z.strictObject({
  ...appealTime.shape,
  from: z.enum(['receipt', 'decision']),
});

const OUTSIDE_REVIEWS = [
  'independent-review-entity',
  'external-review',
  'state-fair-hearing',
] as const;
const ruleDays = z.strictObject({ days: z.int().nonnegative(), ...sourced });

const continuedRule = z.strictObject({
  by: z.enum(CONTINUED_BY),
  ...sourced,
  inTime: ruleDays.optional(),
  after: ruleDays.optional(),
  outside: z.strictObject(sourced).optional(),
});

const appealRules = z
  .array(
    z
      .strictObject({
        ...scope,
        filing: z.strictObject({
          days: z.int().positive(),
          from: z.enum(['receipt', 'letter']),
          ...sourced,
        }),
        decision: z.strictObject({ standard: decisionTime, expedited: decisionTime }),
        review: z.strictObject({
          to: z.enum(OUTSIDE_REVIEWS),
          ...sourced,
          askWithin: z.string().min(1).optional(),
          outcome: z.strictObject({ standard: appealTime, expedited: appealTime }).optional(),
          forwarding: z
            .strictObject({ standard: forwardingTime, expedited: forwardingTime })
            .optional(),
          dismissal: z
            .strictObject({
              to: z.enum(OUTSIDE_REVIEWS),
              days: z.int().positive(),
              ...sourced,
              outcome: z.strictObject({ standard: appealTime, expedited: appealTime }),
              vacating: z.strictObject({ months: z.int().positive(), ...sourced }).optional(),
            })
            .optional(),
        }),
        continued: continuedRule.optional(),
      })
      .refine(isWholeScope, OTHER_LINE),
  )
  .refine((rows) => areApart(rows.map((row) => scopeId(row, 'appeal'))), TWICE);

/** The states with rules of their own; each rule names its source. */
const JURISDICTIONS = join(__dirname, '..', 'rules', 'jurisdictions.json');

const jurisdictions = z.strictObject({
  findingsFirst: z.array(
    z.strictObject({
      state: z.enum(LICENSING_STATES),
      linesOfBusiness: z.array(z.enum(LINES_OF_BUSINESS)).min(1),
      from: z.iso.date(),
      ...sourced,
    }),
  ),
});

/** The rules of the table, or of the states that a plan names instead. */
function jurisdictionsOf({ state = null, findingsFirst = null }: PayerOptions) {
  const known = jurisdictions.parse(JSON.parse(readFileSync(JURISDICTIONS, 'utf8'))).findingsFirst;
  const rules = findingsFirst
    ? findingsFirst.map((each) => known.find((rule) => rule.state === each) ?? ownRule(each))
    : known;
  return { state, findingsFirst: rules } satisfies JurisdictionSettings;
}

/** The rule for a state that a plan names, and the table does not. */
function ownRule(state: LicensingState): FindingsFirstRule {
  return {
    state,
    linesOfBusiness: LINES_OF_BUSINESS,
    from: '0001-01-01',
    source: "the plan's own configuration",
    confidence: 'high',
  };
}

/**
 * The payer's settings, with the decision clocks from their file.
 * @throws when the file is missing or has faults, and ConfigError for faulty wordings
 */
export function payerSettings(options: PayerOptions): Settings {
  const file = options.decisionClocksFile ?? DECISION_CLOCKS;
  const clocks = decisionClocks.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { timeZone, payerName, letterhead, letterHours, accessHours = 8 } = options;
  const peerToPeer = peerToPeerRule.parse(JSON.parse(readFileSync(PEER_TO_PEER, 'utf8')));
  const appeals = appealRules.parse(JSON.parse(readFileSync(APPEALS, 'utf8')));
  const jurisdiction = jurisdictionsOf(options);
  const folder = options.criterionWordings ?? null;
  return {
    timeZone,
    payerName,
    letterhead,
    letterHours,
    exceptions: options.exceptions ?? USUAL_EXCEPTION_LIMITS,
    accessHours,
    clocks,
    peerToPeer,
    appeals,
    jurisdiction,
    ...(folder !== null && { criterionWordings: readCriterionWordings(folder) }),
  };
}
