import {
  accept,
  addHours,
  clockOf,
  strictestClock,
  clocksOfCase,
  deadlinesOf,
  earlier,
  extended,
  informationReminders,
  later,
  refuse,
  runningClock,
  tolled,
  upgraded,
  type Actor,
  type CaseClock,
  type ExtensionRule,
  type Result,
  type Upgrade,
} from '@assent/domain';
import { determinationOf } from '../evaluation/evaluation';
import { clockScopeOf } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { CaseRecord } from '../ports/case-record';
import { askForInformation, missingFacts } from './ask-for-information';
import { laterEntryTold, type LaterEntry } from './later-entry';
import {
  clockedCase,
  deadlineTold,
  standsStill,
  withClocks,
  withRunningClock,
  withUnstoppedClock,
} from './running-clock';
import {
  cancelling,
  MORE_TIME,
  notice,
  SOFTWARE,
  withEvent,
  withoutQuestions,
  type Step,
} from './step';

const HOURS_OF_A_DAY = 24;

/**
 * Makes a standard case expedited: the clock of the plan's expedited rule runs from when the request for
 * it reached the plan, and the sooner deadline is kept. An office that was asked is asked again, with less time. Refused:
 * `already-expedited`, `no-clock` if the plan has no rule for it.
 */
export function expedite(
  before: Step,
  upgrade: Upgrade,
  actor: Actor,
  moment: Moment,
  receipt: LaterEntry = {},
): Result<Step> {
  const { record } = before;
  const { now, settings } = moment;
  const { receivedAt: at = now } = receipt;
  const { informationDueAt } = record;
  const { clocks, timeZone: zone } = settings;
  if (record.urgency === 'expedited') {
    return refuse({ code: 'already-expedited', detail: 'this case is already expedited' });
  }
  const scope = clockScopeOf(record, moment);
  const plan = strictestClock(clocks, scope, 'expedited', at, zone);
  const fromNow = deadlinesOf(clocks, scope, 'expedited', { receivedAt: at, askedAt: now, zone });
  if (!plan || !fromNow) {
    return refuse({
      code: 'no-clock',
      detail: 'the plan has no expedited clock for this kind of plan; add it to the table',
    });
  }
  const kept = clocksOfCase(clockedCase(record), clocks);
  const clocked = withClocks(record, upgraded(kept, plan, upgrade, at, zone));
  const expedited = withEvent(
    {
      ...cancelling(before, { kinds: [MORE_TIME], caseId: record.id }),
      record: {
        ...clocked,
        urgency: 'expedited',
        informationDueAt: informationDueAt && earlier(informationDueAt, fromNow.informationDueAt),
      },
    },
    'expedited',
    actor,
    now,
    { ...upgrade, ...laterEntryTold(receipt), ...deadlineTold(clocked) },
  );
  return accept(
    record.status === 'pending-information'
      ? askForInformation(expedited, missingAsked(record), moment)
      : expedited,
  );
}

/** The missing facts that the office was asked for. */
function missingAsked(record: CaseRecord): readonly string[] {
  return record.informationRequest?.isAlone ? [] : missingFacts(determinationOf(record));
}

/**
 * Extends the deadline once, as far as the plan's rule allows, and tells the provider office why. If
 * information is missing, the clock stands still from that letter until the answer. Refused:
 * `extension-barred`, `already-extended`, `deadline-passed`.
 */
export function extendDeadline(
  before: Step,
  reason: string,
  actor: Actor,
  moment: Moment,
): Result<Step> {
  const { record } = before;
  const { now, settings } = moment;
  const kept = clocksOfCase(clockedCase(record), settings.clocks);
  const clock = runningClock(kept);
  const plan = clockOf(settings.clocks, record, record.urgency, clock?.rule.id);
  const rule = clock?.hours == null ? undefined : plan?.extension;
  if (!clock || !rule) return refuse(barredBy(clock, plan?.noExtension));
  if (clock.extension) {
    return refuse({
      code: 'already-extended',
      detail: `the rule allows one extension (${rule.source}); decide the case by its deadline`,
    });
  }
  if (clock.dueAt <= now) {
    return refuse({
      code: 'deadline-passed',
      detail: 'the deadline has passed; it could be extended only before. Decide the case now',
    });
  }
  return accept(withMoreTime(before, kept, clock, rule, { reason, actor }, moment));
}

function barredBy(clock: CaseClock | undefined, source: string | undefined) {
  const why =
    clock?.hours === null
      ? 'a renewal review is due when coverage ends'
      : (source ?? "the plan's rule for this case allows none");
  return {
    code: 'extension-barred',
    detail: `the deadline can't be extended: ${why}`,
  } as const;
}

function withMoreTime(
  before: Step,
  kept: readonly CaseClock[],
  clock: CaseClock,
  { days, answerDays, source: basis, confidence }: ExtensionRule,
  { reason, actor: by }: { readonly reason: string; readonly actor: Actor },
  moment: Moment,
): Step {
  const { now } = moment;
  const { record } = before;
  const isAsked = record.status === 'pending-information';
  const extension = {
    reason,
    by,
    at: now,
    basis,
    confidence,
    days,
    answerDays: isAsked ? answerDays : null,
  };
  const moved = withClocks(
    record,
    kept.map((each) => (each === clock ? extended(clock, extension) : each)),
  );
  const { informationDueAt } = record;
  const longer = {
    ...moved,
    ...(isAsked && answerBy(informationDueAt && addHours(informationDueAt, days * HOURS_OF_A_DAY))),
  };
  const told = isAsked ? withoutQuestions(before) : before;
  return withEvent(
    {
      ...told,
      record: longer,
      notices: [...told.notices, notice(moment, longer, MORE_TIME, now)],
    },
    'deadline-extended',
    by,
    now,
    { reason, basis, days, ...deadlineTold(longer) },
  );
}

/**
 * Stops the clock of a case that waits for information, from the letter that told the office of the
 * extension and its missing information.
 * @param sentAt when that letter went out
 */
export function stopClock(before: Step, sentAt: Date, moment: Moment): Step | null {
  const { record } = before;
  const clock = runningClock(record.clocks);
  const answerDays = clock?.extension?.answerDays ?? null;
  if (!clock || answerDays === null || !waitsForExtensionLetter(record)) return null;
  const { informationDueAt } = record;
  const stopped = tolled(clock, answerDays, {
    from: sentAt,
    reason: 'waiting for the provider office',
    ...(informationDueAt && { answerDueBefore: informationDueAt }),
  });
  const clocked = withClocks(
    record,
    record.clocks.map((each) => (each === clock ? stopped : each)),
  );
  const answerDueAt = addHours(sentAt, answerDays * HOURS_OF_A_DAY);
  const waiting = {
    ...clocked,
    ...answerBy(informationDueAt && later(informationDueAt, answerDueAt)),
  };
  return withEvent(
    {
      ...before,
      record: waiting,
      notices: [
        ...before.notices,
        ...informationReminders(sentAt, answerDueAt).map((at) =>
          notice(moment, waiting, 'information-reminder', at),
        ),
      ],
    },
    'clock-stopped',
    SOFTWARE,
    moment.now,
    {
      from: sentAt.toISOString(),
      answerDueAt: answerDueAt.toISOString(),
      ...deadlineTold(waiting),
    },
  );
}

/** What makes a clock that stood still run again. */
type Resumption = 'answer' | 'document' | 'letter-bounced';

/**
 * Lets a clock that stood still run again from an answer that reached the plan at `at`; the same step
 * if it runs.
 */
export function resumeClock(
  before: Step,
  at: Date,
  because: Exclude<Resumption, 'letter-bounced'>,
  actor: Actor,
  now: Date,
): Step {
  if (!standsStill(before.record)) return before;
  const record = withRunningClock(before.record, at);
  const told = { because, at: at.toISOString(), ...deadlineTold(record) };
  return withEvent({ ...before, record }, 'clock-resumed', actor, now, told);
}

/**
 * Lets a clock run as if it had never stopped, because the letter that stopped it came back; null if it
 * runs. It stops again with the next sending.
 */
export function unstopClock(before: Step, { now }: Moment): Step | null {
  if (!standsStill(before.record)) return null;
  const record = withUnstoppedClock(before.record);
  const because: Resumption = 'letter-bounced';
  const step = withEvent({ ...before, record }, 'clock-resumed', SOFTWARE, now, {
    because,
    ...deadlineTold(record),
  });
  // Its workflow waits for another time.
  return { ...step, outbox: [...step.outbox, { topic: 'case-changed', subject: record.id }] };
}

/** Whether the clock stops once the letter about its extension is out. */
export function waitsForExtensionLetter({ status, clocks }: CaseRecord): boolean {
  const clock = runningClock(clocks);
  const mayStop = clock?.extension != null && clock.extension.answerDays !== null;
  return status === 'pending-information' && mayStop && clock.tolled.length === 0;
}

function answerBy(at: Date | null): Pick<CaseRecord, 'informationDueAt' | 'nextStepAt'> {
  return { informationDueAt: at, nextStepAt: at };
}
