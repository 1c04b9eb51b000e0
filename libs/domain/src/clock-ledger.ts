import type { CaseStatus, LineOfBusiness, Urgency } from '@assent/vocabulary';
import { clockOf, clockState, type DecisionClock, type DecisionClocks } from './decision-clock';

/** The rule of a clock, where it comes from, and how sure that is. */
export interface ClockRule {
  readonly id: string;
  readonly source: string;
  readonly confidence: DecisionClock['confidence'];
}

/** A clock of a case: calculated from its record, and explained. */
export interface LedgerClock {
  readonly kind: 'decision';
  readonly rule: ClockRule;
  readonly startedAt: Date;
  readonly dueAt: Date;
  /** `ended` when the case closed without a decision. */
  readonly state: 'running' | 'met' | 'missed' | 'ended';
  /** What a missed deadline means; null if the rule does not say. It decides nothing. */
  readonly consequence: string | null;
  /** Why it is due then, in a sentence for people. */
  readonly why: string;
}

/** The part of a case that its clocks are calculated from. */
export interface ClockedCase {
  readonly lineOfBusiness: LineOfBusiness;
  readonly urgency: Urgency;
  readonly status: CaseStatus;
  readonly receivedAt: Date;
  readonly openedAt: Date;
  readonly dueAt: Date | null;
  readonly closedAt: Date | null;
  /** The authorization whose renewal the system opened by itself; null for a request. */
  readonly reviewOf: string | null;
}

/**
 * The clock of the decision; null if another payer decides. It runs as it was set at receipt: when
 * the plan's figure has changed since, the source of the new one does not explain it.
 */
export function decisionClock(
  one: ClockedCase,
  clocks: DecisionClocks,
  now: Date,
): LedgerClock | null {
  const { dueAt, reviewOf, openedAt, receivedAt } = one;
  const state = clockState(one, now);
  if (dueAt === null || state === 'not-applicable') return null;
  const plans = clockOf(clocks, one.lineOfBusiness, one.urgency);
  const shared = {
    kind: 'decision',
    dueAt,
    state,
    consequence: plans?.whenMissed ?? null,
  } as const;
  if (reviewOf !== null) {
    return {
      ...shared,
      rule: { id: 'renewal-review', source: 'plan policy', confidence: 'high' },
      startedAt: openedAt,
      why: `A renewal review is due when authorization ${reviewOf} ends, or after the plan's time for a decision if that is later.`,
    };
  }
  const hours = (dueAt.getTime() - receivedAt.getTime()) / HOUR;
  const isPlans = plans?.hours === hours;
  const source = isPlans ? plans.source : 'the rule in effect when the request was received';
  return {
    ...shared,
    rule: {
      id: `${one.lineOfBusiness}-${one.urgency}`,
      source,
      confidence: isPlans ? plans.confidence : 'low',
    },
    startedAt: receivedAt,
    why: `${LINES[one.lineOfBusiness]}, ${one.urgency}: ${span(hours)} from receipt (${source}).`,
  };
}

const HOUR = 3_600_000;

const LINES: Readonly<Record<LineOfBusiness, string>> = {
  commercial: 'Commercial',
  'medicare-advantage': 'Medicare Advantage',
  'medicare-part-d': 'Medicare Part D',
  'federal-employee-program': 'Federal Employee Program',
  'state-account-organization': 'State Account Organization',
};

/** Above 72 hours, rules count in days. */
function span(hours: number): string {
  const inDays = hours > 72 && hours % 24 === 0;
  const count = inDays ? hours / 24 : Math.round(hours * 10) / 10;
  return `${count} ${inDays ? 'day' : 'hour'}${count === 1 ? '' : 's'}`;
}
