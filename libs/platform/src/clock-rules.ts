import { LETTER_ELEMENTS, type Settings } from '@assent/application';
import {
  CONTINUED_BY,
  COVERAGE_TYPES,
  coverageTypeOf,
  isCoverageTypeOf,
  LICENSING_STATES,
  scopeId,
  type DecisionClock,
  type ScopeOfRow,
} from '@assent/domain';
import { join } from 'node:path';
import { z } from 'zod';
import { namesIn, parseFile, refusal, type FileFault } from './configured-folder';

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
    incomplete: z
      .strictObject({
        tellHours: z.number().positive(),
        answerHours: z.number().positive(),
        decisionHours: z.number().positive(),
        source: z.string().min(1),
        confidence,
      })
      .optional(),
    approvedCourse: z
      .strictObject({
        hours: z.number().positive(),
        askedHoursBefore: z.number().nonnegative(),
        source: z.string().min(1),
        confidence,
      })
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

/** When a peer-to-peer call is due. */
const peerToPeerRule = z.strictObject({
  id: z.string().min(1),
  businessDays: z.int().positive(),
  consequence: z.string().min(1).optional(),
  source: z.string().min(1),
  confidence,
});

const sourced = { source: z.string().min(1), confidence };

const appealTime = z.strictObject({
  hours: z.number().positive(),
  consequence: z.string().min(1).optional(),
  ...sourced,
});

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

/** What the letters of a denial have to say; a state's row adds to that of its plan. */
const letterElements = z
  .array(
    z
      .strictObject({
        ...scope,
        elements: z
          .array(z.strictObject({ element: z.enum(LETTER_ELEMENTS), ...sourced }))
          .min(1)
          .refine(
            (elements) => areApart(elements.map(({ element }) => element)),
            'must not have an element twice',
          ),
      })
      .refine(isWholeScope, OTHER_LINE),
  )
  .refine((rows) => areApart(rows.map((row) => scopeId(row, 'denial'))), TWICE)
  .refine(
    (rows) =>
      COVERAGE_TYPES.every((type) =>
        rows.some((row) => row.state === undefined && coverageTypeOf(row) === type),
      ),
    'must have a row without a state for each coverage type',
  );

/** The figures of all clocks, and what the letters of a denial have to say. */
export type ClockRules = Pick<Settings, 'clocks' | 'peerToPeer' | 'appeals' | 'letterElements'>;

/** The tables that come with the project; each figure names its source. */
const OWN = join(__dirname, '..', 'rules');

const TABLES = [
  'decision-clocks.json',
  'appeal-clocks.json',
  'peer-to-peer-clock.json',
  'letter-elements.json',
] as const;

/**
 * The tables of clocks and of letters: those of a plan's own folder, and the project's for those that it lacks.
 * @throws ConfigError with every fault of every file
 */
export function readClockRules(folder: string | null): ClockRules {
  const names = folder === null ? [] : namesIn(folder, 'CLOCK_RULES');
  const faults: FileFault[] = names
    .filter((name) => !TABLES.some((table) => table === name))
    .map((file) => ({ file, problem: `is none of ${TABLES.join(', ')}` }));
  const read = <T>(table: (typeof TABLES)[number], schema: z.ZodType<T>): T | null => {
    const home = folder !== null && names.includes(table) ? folder : OWN;
    const parsed = parseFile(schema, table, join(home, table));
    faults.push(...parsed.faults);
    return parsed.value;
  };
  const clocks = read('decision-clocks.json', decisionClocks);
  const appeals = read('appeal-clocks.json', appealRules);
  const peerToPeer = read('peer-to-peer-clock.json', peerToPeerRule);
  const elements = read('letter-elements.json', letterElements);
  if (!clocks || !appeals || !peerToPeer || !elements || faults.length > 0) {
    throw refusal('CLOCK_RULES', faults);
  }
  return { clocks, appeals, peerToPeer, letterElements: elements };
}
