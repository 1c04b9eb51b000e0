import { appealRuleOf, dateIn, isForFewerMonths, type CalendarDate } from '@assent/domain';
import type { CaseRecord } from '../ports/case-record';
import type { DueNotice } from '../ports/notice-record';
import type { Settings } from '../ports/ports';
import { outcomeOf } from './letter-facts';
import { renewsCoverage } from './renews-coverage';

/*
 * What letters about a denial or an appeal say of coverage that continues, before it is put into words.
 */

/**
 * How long after a denial coverage can be asked to continue, in days from the letter or through its last
 * day; null where it can't be asked for.
 */
export function askToContinue(
  record: CaseRecord,
  { appeals }: Pick<Settings, 'appeals'>,
): { readonly days: number | null } | null {
  const continued = appealRuleOf(appeals, record)?.continued;
  if (continued?.by !== 'request' || !renewsCoverage(record)) return null;
  return { days: continued.inTime?.days ?? null };
}

/** Whether coverage continues while an appeal is open; null where there is nothing to say. */
export type ContinuedCoverage =
  | {
      readonly is: 'continued';
      readonly from: CalendarDate;
      /** It follows the months that were approved, which are fewer than were asked. */
      readonly isAfterApproval: boolean;
    }
  | { readonly is: 'on-request'; readonly by: CalendarDate | null }
  | { readonly is: 'late'; readonly by: CalendarDate }
  | { readonly is: 'refused' };

export function continuedCoverage(
  { appeal, case: record }: DueNotice,
  settings: Settings,
): ContinuedCoverage | null {
  const benefits = appeal?.benefits;
  if (!appeal || !benefits || appeal.closedAt !== null) return null;
  const { given, refusal, request } = benefits;
  if (given) {
    const isAfterApproval = given.isDose !== true && isForFewerMonths(record.decision);
    return given.lastDay === null ? { is: 'continued', from: given.from, isAfterApproval } : null;
  }
  const by = askCoverageBy({ appeal }, settings);
  if (refusal === null) return { is: 'on-request', by };
  if (refusal === 'late' && by !== null) return { is: 'late', by };
  return request ? { is: 'refused' } : null;
}

/** The last day on which an appeal, or a request, is in time. */
export function askCoverageBy(
  { appeal }: Pick<DueNotice, 'appeal'>,
  { timeZone }: Pick<Settings, 'timeZone'>,
): CalendarDate | null {
  const askBy = appeal?.benefits?.askBy;
  return askBy ? dateIn(new Date(askBy.getTime() - 1), timeZone) : null;
}

/** When coverage that continued ends; null if an approval follows, or none continued. */
export function endOfContinuedCoverage(
  { appeal, authorizationRecord, case: record }: DueNotice,
  { appeals }: Settings,
): {
  readonly lastDay: CalendarDate;
  readonly canGoOn: boolean;
  /** The days stay covered, at a lower dose. */
  readonly isDose: boolean;
} | null {
  const lastDay = appeal?.benefits?.given?.lastDay ?? null;
  if (!appeal || lastDay === null || authorizationRecord) return null;
  const isKept = appeal.external === null && outcomeOf(appeal) === 'upheld';
  const isDose = appeal.benefits?.given?.isDose === true;
  const canGoOn =
    isKept && !isDose && appealRuleOf(appeals, record)?.continued?.outside !== undefined;
  return { lastDay, canGoOn, isDose };
}
