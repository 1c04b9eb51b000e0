import {
  accept,
  clocksOfCase,
  deadlinesOf,
  earlier,
  figureOf,
  isOpen,
  isSameFigure,
  refigured,
  refiguredAppeal,
  refuse,
  runningClock,
  strictestClock,
  withAppealClocks,
  type Actor,
  type Appeal,
  type CaseClock,
  type Result,
} from '@assent/domain';
import { ruleFor, withAppeal } from '../appeals/change-appeal';
import type { CaseView } from '../case/case-view';
import { changeCase, type CaseCommand } from '../case/change-case';
import { askForInformation, factsAskedFor } from '../life-cycle/ask-for-information';
import { clockedCase, deadlineTold, withClocks } from '../life-cycle/running-clock';
import { withEvent, type Step } from '../life-cycle/step';
import { clockScopeOf } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';

export interface ApplyClockRule extends CaseCommand {
  /** Why the clocks that run get the figure of today. */
  readonly reason: string;
}

/**
 * Counts the clocks that run again by the figures that the plan's tables have today: that of the
 * decision, and that of an appeal that is to be decided. The timeline keeps both figures. A clock that
 * was missed, and a renewal review, stay as they are. Refused: `clock-unchanged`, `case-closed`
 * without such an appeal, `case-changed`.
 */
export function applyClockRule(ports: Ports) {
  return (command: ApplyClockRule): Promise<Result<CaseView>> =>
    changeCase(
      ports,
      'apply-clock-rule',
      command,
      async (before, moment) => {
        const { record } = before;
        const why = { reason: command.reason, actor: command.actor };
        const decided = isOpen(record.status) ? withDecisionClock(before, why, moment) : null;
        const step = withAppealClock(
          ports,
          decided ?? before,
          await undecidedAppeal(ports, record.id),
          why,
          moment,
        );
        return step === before ? refuse(UNCHANGED) : accept(step);
      },
      async ({ id, status }) => isOpen(status) || (await undecidedAppeal(ports, id)) !== null,
    );
}

const UNCHANGED = {
  code: 'clock-unchanged',
  detail: "every running deadline already uses the plan's current figures; nothing was changed",
} as const;

interface Why {
  readonly reason: string;
  readonly actor: Actor;
}

async function undecidedAppeal({ records }: Ports, caseId: string): Promise<Appeal | null> {
  const appeals = await records.appealsOfCase(caseId);
  return appeals.find(({ closedAt, clocks }) => closedAt === null && isOfDecision(clocks)) ?? null;
}

function isOfDecision(clocks: readonly CaseClock[]): boolean {
  return clocks.at(-1)?.kind === 'appeal';
}

/** The step with the decision's clock by today's figure; null if that changes nothing. */
function withDecisionClock(before: Step, { reason, actor }: Why, moment: Moment): Step | null {
  const { record } = before;
  const { now, settings } = moment;
  const { clocks: plans, timeZone: zone } = settings;
  const kept = clocksOfCase(clockedCase(record), plans);
  const clock = runningClock(kept);
  // A renewal review has no time of its own.
  if (clock?.hours == null || clock.dueAt <= now) return null;
  const scope = clockScopeOf(record, moment);
  const plan = strictestClock(plans, scope, clock.urgency, clock.startedAt, zone);
  if (!plan) return null;
  const fresh = refigured(clock, plan, kept.at(-2), zone);
  if (isSameFigure(clock, fresh)) return null;
  const moved = withClocks(
    record,
    kept.map((each) => (each === clock ? fresh : each)),
  );
  const isSooner = fresh.dueAt < clock.dueAt;
  const answerBy = isSooner ? soonerAnswer(moved, fresh, moment) : record.informationDueAt;
  const told = withEvent(
    { ...before, record: { ...moved, informationDueAt: answerBy } },
    'clock-rule-applied',
    actor,
    now,
    {
      reason,
      kind: 'decision',
      from: figureOf(clock),
      to: figureOf(fresh),
      ...deadlineTold(moved),
    },
  );
  const asksAgain = record.status === 'pending-information' && answerBy !== record.informationDueAt;
  return asksAgain ? askForInformation(told, factsAskedFor(record), moment) : told;
}

/** The provider office has less time to answer if the decision is due sooner. */
function soonerAnswer(
  record: CaseRecord,
  { startedAt: receivedAt, urgency }: CaseClock,
  moment: Moment,
): Date | null {
  const { informationDueAt } = record;
  const { now: askedAt, settings } = moment;
  const { clocks, timeZone: zone } = settings;
  const scope = clockScopeOf(record, moment);
  const fromStart = deadlinesOf(clocks, scope, urgency, { receivedAt, askedAt, zone });
  return informationDueAt && fromStart && earlier(informationDueAt, fromStart.informationDueAt);
}

/** The step with the appeal's clock by today's figure; the same step if that changes nothing. */
function withAppealClock(
  { settings }: Ports,
  before: Step,
  appeal: Appeal | null,
  { reason, actor }: Why,
  { now }: Moment,
): Step {
  const rule = ruleFor(settings, before.record);
  const clock = appeal?.clocks.at(-1);
  if (!appeal || !clock || !rule.ok) return before;
  const clocks = refiguredAppeal(appeal, rule.value, now);
  const fresh = clocks.at(-1);
  if (!fresh || isSameFigure(clock, fresh)) return before;
  return withAppeal(before, withAppealClocks(appeal, clocks), 'clock-rule-applied', actor, now, {
    reason,
    kind: 'appeal',
    from: figureOf(clock),
    to: figureOf(fresh),
    dueAt: fresh.dueAt.toISOString(),
  });
}
