import type { CaseStatus, CoverageType, LineOfBusiness, Urgency } from '@assent/vocabulary';
import type { Actor } from './case';
import { scopeId, type ClockScope } from './clock-scope';
import { addHours, earlier, later, type TimeZone } from './dates';
import {
  clockOf,
  clockState,
  dueAfter,
  ruleIdOf,
  strictestClock,
  type DecisionClock,
  type DecisionClocks,
  type IncompleteRule,
  type RuleDays,
} from './decision-clock';

/** The rule of a clock, where it comes from, and how sure that is. */
export interface ClockRule {
  readonly id: string;
  readonly source: string;
  readonly confidence: DecisionClock['confidence'];
}

/** More time to decide, which a rule allows once. */
export interface Extension {
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
  /** The rule that allows it. */
  readonly basis: string;
  readonly confidence: DecisionClock['confidence'];
  readonly days: number;
  /** How many days the provider office has to answer, while the clock stands still; null for none. */
  readonly answerDays: number | null;
}

/** A time in which a clock stood still; `to` is null while it does. */
export interface Tolling {
  readonly from: Date;
  readonly to: Date | null;
  readonly reason: string;
  /** When the provider office had to answer before it stood still; absent if that was not kept. */
  readonly answerDueBefore?: Date;
}

/** How long a decision may take once what was missing came, and the source of that. */
export interface DecisionOnAnswer {
  readonly hours: number;
  readonly source: string;
  readonly confidence: DecisionClock['confidence'];
}

/** When what was missing came, or the time to answer was over without it. */
export interface Completion {
  readonly at: Date;
  readonly because: 'answer' | 'no-answer';
}

/** Who asked for an expedited decision, and why. */
export interface Upgrade {
  readonly by: 'member' | 'prescriber';
  readonly reason: string;
}

/**
 * A clock as the record keeps it: with its rule as it was when it started, so that a change of the
 * plan's figures changes no clock that runs.
 */
export interface CaseClock {
  readonly kind: 'decision' | 'appeal' | 'forwarding' | 'outside-review';
  readonly rule: ClockRule;
  readonly urgency: Urgency;
  /** The rule's time, in elapsed hours; null for a renewal review, which is due when coverage ends. */
  readonly hours: number | null;
  /** How the rule counts days; absent where it counts hours. */
  readonly days?: RuleDays;
  readonly startedAt: Date;
  readonly dueAt: Date;
  /** When a stricter clock took its place. */
  readonly replacedAt: Date | null;
  readonly upgrade: Upgrade | null;
  readonly extension: Extension | null;
  readonly tolled: readonly Tolling[];
  /** For a request that lacks information; absent if the rule gives it no time of its own. */
  readonly onAnswer?: DecisionOnAnswer;
  /** From when that time counts; absent until then. */
  readonly completion?: Completion;
  /** What a missed deadline means; null if the rule does not say. */
  readonly consequence: string | null;
}

/** A clock of a case, explained. */
export interface LedgerClock extends Pick<
  CaseClock,
  'rule' | 'startedAt' | 'dueAt' | 'tolled' | 'extension' | 'consequence'
> {
  readonly kind:
    CaseClock['kind'] | 'information-notice' | 'oral-notice' | 'written-notice' | 'peer-to-peer';
  readonly id: string;
  /** `ended` when the case closed without a decision, or a stricter clock took its place. */
  readonly state: 'running' | 'tolled' | 'met' | 'missed' | 'ended';
  /** Why it is due then, in a sentence for people. */
  readonly why: string;
}

/** The part of a case that its clocks are explained from. */
export interface ClockedCase extends ClockScope {
  readonly urgency: Urgency;
  readonly status: CaseStatus;
  readonly receivedAt: Date;
  readonly openedAt: Date;
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
  readonly clocks: readonly CaseClock[];
  /** The authorization whose renewal the system opened by itself; null for a request. */
  readonly reviewOf: string | null;
}

/** The clock that a plan's rule starts when a request is received. */
export function clockAtReceipt(plans: DecisionClock, receivedAt: Date, zone: TimeZone): CaseClock {
  const dueAt = dueAfter(plans, receivedAt, zone);
  return {
    kind: 'decision',
    rule: ruleOf(plans),
    urgency: plans.urgency,
    hours: plans.hours ?? hoursBetween(receivedAt, dueAt),
    ...(plans.days && { days: plans.days }),
    startedAt: receivedAt,
    dueAt,
    ...UNTOUCHED,
    ...(plans.incomplete && { onAnswer: onAnswerBy(plans.incomplete) }),
    consequence: plans.whenMissed ?? null,
  };
}

function onAnswerBy({ decisionHours, source, confidence }: IncompleteRule): DecisionOnAnswer {
  return { hours: decisionHours, source, confidence };
}

/** The clocks of a request received at `receivedAt`; none if another payer decides it. */
export function clocksAtReceipt(
  plans: DecisionClocks,
  received: ClockScope & Pick<ClockedCase, 'urgency' | 'receivedAt'>,
  zone: TimeZone,
): readonly CaseClock[] {
  const { urgency, receivedAt } = received;
  const plan = strictestClock(plans, received, urgency, receivedAt, zone);
  return plan ? [clockAtReceipt(plan, receivedAt, zone)] : [];
}

/** The clock of a renewal review that the system opens. */
export function clockOfReview(
  plans: DecisionClock | undefined,
  openedAt: Date,
  dueAt: Date,
): CaseClock {
  return {
    kind: 'decision',
    rule: { id: RENEWAL_REVIEW, source: 'plan policy', confidence: 'high' },
    urgency: 'standard',
    hours: null,
    startedAt: openedAt,
    dueAt,
    ...UNTOUCHED,
    consequence: plans?.whenMissed ?? null,
  };
}

/** The clock that decides when a case is due; undefined if another payer decides it. */
export function runningClock(clocks: readonly CaseClock[]): CaseClock | undefined {
  return clocks.find(({ replacedAt }) => replacedAt === null);
}

/**
 * The clocks of a case once somebody asks for an expedited decision at `at`: the expedited one runs
 * from the request for it, and the sooner deadline of the two is kept.
 */
export function upgraded(
  clocks: readonly CaseClock[],
  expedited: DecisionClock,
  upgrade: Upgrade,
  at: Date,
  zone: TimeZone,
): readonly CaseClock[] {
  return restarted(clocks, clockAtReceipt(expedited, at, zone), upgrade, at);
}

/** The same with the stricter clock itself. */
export function restarted(
  clocks: readonly CaseClock[],
  from: CaseClock,
  upgrade: Upgrade,
  at: Date,
): readonly CaseClock[] {
  const before = runningClock(clocks);
  if (!before) return clocks;
  const ended = { ...resumed(before, at), replacedAt: at };
  return [
    ...clocks.map((clock) => (clock === before ? ended : clock)),
    { ...from, dueAt: earlier(from.dueAt, ended.dueAt), upgrade },
  ];
}

/**
 * A clock by another figure of the plan: from the same start, with everything that moved it since.
 * @param before the clock whose place it took, whose sooner deadline it keeps
 */
export function refigured(
  clock: CaseClock,
  plans: DecisionClock,
  before: CaseClock | undefined,
  zone: TimeZone,
): CaseClock {
  const { startedAt, upgrade, extension, tolled: stood, replacedAt, completion } = clock;
  const fresh = clockAtReceipt(plans, startedAt, zone);
  const stoodFor = stood.map(({ from, to }) =>
    to === null ? (extension?.answerDays ?? 0) * DAY : hoursBetween(from, to),
  );
  const moved = [(extension?.days ?? 0) * DAY, ...stoodFor].reduce((sum, each) => sum + each, 0);
  const dueAt = addHours(fresh.dueAt, moved);
  const counted = {
    ...fresh,
    upgrade,
    extension,
    tolled: stood,
    replacedAt,
    dueAt: upgrade && before ? earlier(dueAt, before.dueAt) : dueAt,
  };
  return completion ? completed(counted, completion) : counted;
}

/** Whether two clocks have the same figure and deadline. */
export function isSameFigure(one: CaseClock, other: CaseClock): boolean {
  return JSON.stringify(figureOf(one)) === JSON.stringify(figureOf(other));
}

/** What a change of a rule changes of a clock. */
export function figureOf({ rule, hours, days, dueAt, onAnswer, consequence }: CaseClock) {
  const { id, source, confidence } = rule;
  return {
    rule: { id, source, confidence },
    hours,
    days: days ? { kind: days.kind, count: days.count } : null,
    dueAt: dueAt.toISOString(),
    ...(onAnswer && {
      onAnswer: {
        hours: onAnswer.hours,
        source: onAnswer.source,
        confidence: onAnswer.confidence,
      },
    }),
    consequence,
  };
}

/**
 * A clock once what was missing came, or the time to answer was over: where its rule has a time from
 * then, that counts if it ends sooner. A clock counts from the first time only.
 */
export function completed(clock: CaseClock, completion: Completion): CaseClock {
  const { onAnswer, completion: before } = clock;
  if (!onAnswer || (before && before.at <= completion.at)) return clock;
  const dueAt = earlier(clock.dueAt, addHours(completion.at, onAnswer.hours));
  return { ...clock, dueAt, completion };
}

/** A clock with more time: the days of the extension, which a rule gives once. */
export function extended(clock: CaseClock, extension: Extension): CaseClock {
  return { ...clock, dueAt: addHours(clock.dueAt, extension.days * DAY), extension };
}

/**
 * A clock that stands still from an instant, until the provider office answers, for `days` at most.
 * Until it runs again it is due as if the answer came on the last day.
 */
export function tolled(clock: CaseClock, days: number, still: Omit<Tolling, 'to'>): CaseClock {
  return {
    ...clock,
    dueAt: addHours(clock.dueAt, days * DAY),
    tolled: [...clock.tolled, { ...still, to: null }],
  };
}

/** The time in which a clock stands still now; undefined if it runs. */
export function standstill({ tolled: stood }: Pick<CaseClock, 'tolled'>): Tolling | undefined {
  return stood.find(({ to }) => to === null);
}

/**
 * A clock that stood still as if it never had: what stopped it did not reach the provider office. Any
 * other as it is.
 */
export function neverStopped(clock: CaseClock): CaseClock {
  const still = standstill(clock);
  if (!still) return clock;
  return {
    ...clock,
    dueAt: addHours(clock.dueAt, -(clock.extension?.answerDays ?? 0) * DAY),
    tolled: clock.tolled.filter((each) => each !== still),
  };
}

/**
 * A clock that stood still and runs again from the answer at `at`; any other as it is. An answer from
 * before it stopped leaves no time in which it stood.
 */
export function resumed(clock: CaseClock, at: Date): CaseClock {
  const days = clock.extension?.answerDays ?? 0;
  const still = standstill(clock);
  if (!still) return clock;
  const latest = addHours(still.from, days * DAY);
  const to = later(earlier(at, latest), still.from);
  return {
    ...clock,
    dueAt: new Date(clock.dueAt.getTime() - (latest.getTime() - to.getTime())),
    tolled: clock.tolled.map((each) => (each === still ? { ...still, to } : each)),
  };
}

/**
 * The clocks of a case. One opened before the record kept them has the plan's rule of today, if that
 * gives its deadline.
 */
export function clocksOfCase(one: ClockedCase, plans: DecisionClocks): readonly CaseClock[] {
  if (one.clocks.length > 0 || one.dueAt === null) return one.clocks;
  return [reconstructed(one, one.dueAt, plans)];
}

/** Every clock of a case, explained, the one that runs first. */
export function clockLedger(
  one: ClockedCase,
  plans: DecisionClocks,
  now: Date,
): readonly LedgerClock[] {
  const state = clockState(one, now);
  if (one.dueAt === null || state === 'not-applicable') return [];
  return [...clocksOfCase(one, plans)].reverse().map((clock): LedgerClock => {
    const { kind, rule, startedAt, dueAt, extension, consequence, replacedAt } = clock;
    const isStill = standstill(clock) !== undefined && one.closedAt === null;
    return {
      id: `${kind}-${rule.id}`,
      kind,
      rule,
      startedAt,
      dueAt,
      state: replacedAt !== null ? 'ended' : isStill ? 'tolled' : state,
      tolled: clock.tolled,
      extension,
      consequence,
      why: whyDue(clock, one),
    };
  });
}

function reconstructed(one: ClockedCase, dueAt: Date, clocks: DecisionClocks): CaseClock {
  const { receivedAt, urgency } = one;
  const plans = clockOf(clocks, one, urgency);
  if (one.reviewOf !== null) {
    return clockOfReview(clockOf(clocks, one, 'standard'), one.openedAt, dueAt);
  }
  const hours = hoursBetween(receivedAt, dueAt);
  // Those of before were all counted in hours, so no days end in a zone here.
  if (plans?.hours === hours) return clockAtReceipt(plans, receivedAt, 'UTC');
  return {
    kind: 'decision',
    rule: {
      id: scopeId({ lineOfBusiness: one.lineOfBusiness }, urgency),
      source: 'the rule in effect when the request was received',
      confidence: 'low',
    },
    urgency,
    hours,
    startedAt: receivedAt,
    dueAt,
    ...UNTOUCHED,
    consequence: plans?.whenMissed ?? null,
  };
}

/** Why the decision of a case is due when it is, in sentences for people; null if no clock runs. */
export function whyDecisionDue(one: ClockedCase): string | null {
  const clock = runningClock(one.clocks);
  return clock ? whyDue(clock, one) : null;
}

/** Why a clock is due when it is, in sentences for people: its rule, and what moved it. */
function whyDue(clock: CaseClock, one: ClockedCase): string {
  const { completion, extension, tolled: stood, hours, onAnswer, rule, upgrade, urgency } = clock;
  const { reviewOf } = one;
  const base =
    hours === null
      ? `A renewal review is due when ${reviewOf === null ? 'coverage' : `authorization ${reviewOf}`} ends, or after the plan's time for a decision if that is later.`
      : `${planWords(one)}, ${urgency}: ${timeWords(hours, clock.days)} from ${upgrade ? `the ${upgrade.by}'s request to expedite` : 'receipt'}${clock.days ? ', to the end of the day' : ''} (${rule.source}).`;
  const sinceComplete = onAnswer && completion && addHours(completion.at, onAnswer.hours);
  const isSinceComplete = sinceComplete?.getTime() === clock.dueAt.getTime();
  return [
    base,
    ...(isSinceComplete && onAnswer && completion ? [completionWords(onAnswer, completion)] : []),
    ...(upgrade &&
    !isSinceComplete &&
    hours !== null &&
    clock.dueAt < addHours(clock.startedAt, hours)
      ? ['The standard deadline is sooner, so it applies.']
      : []),
    ...(extension
      ? [`Extended once by ${span(extension.days * DAY)} (${extension.basis}): ${extension.reason}`]
      : []),
    ...(stood.length > 0 ? [stood.map(stoodStill).join(' ')] : []),
  ].join(' ');
}

function completionWords({ hours, source }: DecisionOnAnswer, { because }: Completion): string {
  const from = because === 'answer' ? 'the answer' : 'the end of the time to answer';
  return `Information was missing, and ${span(hours)} from ${from} end sooner (${source}).`;
}

function stoodStill({ from, to }: Tolling): string {
  if (to === null) return 'The clock is stopped until the provider office answers.';
  const hours = Math.round((to.getTime() - from.getTime()) / HOUR);
  return `The clock was stopped for ${span(hours)} while waiting for the provider office.`;
}

const RENEWAL_REVIEW = 'renewal-review';

const UNTOUCHED = { replacedAt: null, upgrade: null, extension: null, tolled: [] } as const;

const HOUR = 3_600_000;

/** In hours. */
const DAY = 24;

const LINES: Readonly<Record<LineOfBusiness, string>> = {
  commercial: 'Commercial',
  'medicare-advantage': 'Medicare Advantage',
  'medicare-part-d': 'Medicare Part D',
  'federal-employee-program': 'Federal Employee Program',
  'state-account-organization': 'State Account Organization',
};

const TYPES: Readonly<Record<CoverageType, string>> = {
  'employer-plan': 'employer plan',
  'exchange-plan': 'exchange plan',
  'medicaid-plan': 'Medicaid plan',
  'part-b-drug': 'Part B drug',
  'medical-item': 'medical item or service',
};

/** The kind of plan; a case from before coverage types were kept has only its line of business. */
export function planWords({
  lineOfBusiness,
  coverageType,
}: Pick<ClockScope, 'lineOfBusiness' | 'coverageType'>): string {
  const line = LINES[lineOfBusiness];
  return coverageType ? `${line} (${TYPES[coverageType]})` : line;
}

function ruleOf(plans: DecisionClock): ClockRule {
  const { source, confidence } = plans;
  return { id: ruleIdOf(plans), source, confidence };
}

function hoursBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / HOUR;
}

function timeWords(hours: number, days: RuleDays | undefined): string {
  if (!days) return span(hours);
  const unit = days.kind === 'business' ? 'business day' : 'day';
  return `${days.count} ${unit}${days.count === 1 ? '' : 's'}`;
}

/** Above 72 hours, rules count in days. */
function span(hours: number): string {
  const inDays = hours > 72 && hours % DAY === 0;
  const count = inDays ? hours / DAY : Math.round(hours * 10) / 10;
  return `${count} ${inDays ? 'day' : 'hour'}${count === 1 ? '' : 's'}`;
}
