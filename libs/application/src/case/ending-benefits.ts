import {
  appealRuleOf,
  dateIn,
  keepsCoverage,
  lastContinuedDay,
  lastCoveredDay,
  type Appeal,
  type CalendarDate,
} from '@assent/domain';
import { endingOn, tellingEnd, unfollowed } from '../life-cycle/continued-coverage';
import { withReminders } from '../life-cycle/renewal-reminders';
import type { Step } from '../life-cycle/step';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { Ports } from '../ports/ports';

/**
 * Ends the coverage that continued for the appeals of a step, if they are over. It ends today, or the
 * days later that a rule gives after a decision that keeps the denial; never on a day that is over. What
 * an approval of the same step has ended already stays as it is.
 */
export async function endingBenefits(
  { ids, records, settings }: Pick<Ports, 'ids' | 'records' | 'settings'>,
  step: Step,
  now: Date,
): Promise<Step> {
  const today = dateIn(now, settings.timeZone);
  let after = step;
  const ended = async (appeal: Appeal): Promise<Appeal> => {
    const { benefits } = appeal;
    const given = benefits?.given;
    if (!benefits || given?.lastDay !== null || keepsCoverage(appeal)) return appeal;
    const stored = await records.authorization(given.authorization);
    if (!stored) return appeal;
    const planned = after.authorizations.find(({ number }) => number === stored.number);
    const kept = planned ?? (stored.status === 'active' ? null : stored);
    const lastDay = lastContinuedDay(today, ruleAfter(appeal, step, settings.appeals));
    if (given.isDose) {
      const last = lowering(kept ?? stored, lastDay);
      after = withAuthorization(after, planned ? { ...planned, ...last } : nextOf(stored, last));
      const ends = last.continuedDosing?.lastDay ?? lastDay;
      return { ...appeal, benefits: { ...benefits, given: { ...given, lastDay: ends } } };
    }
    after = kept
      ? after
      : await endOn(records, after, stored, lastDay, { ids, now, settings }, appeal);
    const shown = kept ?? after.authorizations.find(({ number }) => number === stored.number);
    const last = lastCoveredDay(shown ?? stored);
    return { ...appeal, benefits: { ...benefits, given: { ...given, lastDay: last } } };
  };
  const appeal = step.appeal && (await ended(step.appeal));
  const closedAppeals: Appeal[] = [];
  for (const each of step.closedAppeals ?? []) closedAppeals.push(await ended(each));
  return {
    ...after,
    ...(appeal && { appeal }),
    ...(step.closedAppeals && { closedAppeals }),
  };
}

/** The rule that gives days after a decision of the plan that keeps the denial; null for any other end. */
function ruleAfter(
  { status, external }: Appeal,
  { record }: Step,
  rules: Ports['settings']['appeals'],
) {
  if (status !== 'upheld' || external !== null) return null;
  return appealRuleOf(rules, record)?.continued ?? null;
}

/** The dose of before ends on a day, or with the authorization in whose days it continued. */
function lowering(
  one: AuthorizationRecord,
  lastDay: CalendarDate,
): Pick<AuthorizationRecord, 'continuedDosing'> {
  const { continuedDosing } = one;
  const last = lastCoveredDay(one) < lastDay ? lastCoveredDay(one) : lastDay;
  return { continuedDosing: continuedDosing && { ...continuedDosing, lastDay: last } };
}

function nextOf(
  one: AuthorizationRecord,
  changes: Partial<AuthorizationRecord>,
): AuthorizationRecord {
  return { ...one, ...changes, version: one.version + 1 };
}

function withAuthorization(step: Step, one: AuthorizationRecord): Step {
  const others = step.authorizations.filter(({ number }) => number !== one.number);
  return { ...step, authorizations: [...others, one] };
}

async function endOn(
  records: Ports['records'],
  step: Step,
  one: AuthorizationRecord,
  lastDay: CalendarDate,
  moment: Pick<Moment, 'ids' | 'now' | 'settings'>,
  { number }: Appeal,
): Promise<Step> {
  const ended = endingOn(one, lastDay, 'appeal-closed', moment.settings);
  const told = tellingEnd(
    { ...step, authorizations: [...step.authorizations, ended] },
    ended,
    moment,
    { appeal: number },
  );
  const old = ended.status === 'ended' ? await records.authorization(one.continues ?? '') : null;
  const isChanged = told.authorizations.some((each) => each.number === old?.number);
  if (old?.renewedBy !== one.number || isChanged) return told;
  const freed = unfollowed(told, old, moment);
  // What the appealed case approved is to be renewed again; what it was to renew is not.
  return old.caseId === step.record.id ? withReminders(freed, old, moment) : freed;
}
