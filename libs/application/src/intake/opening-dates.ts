import { addHours, START_AHEAD_MONTHS, type Fault } from '@assent/domain';
import { isOverAlready, latestStart, placementFor } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { CaseRecord } from '../ports/case-record';

/** In days: an earlier receipt is a mistyped year, not a fax that lay around. */
const OLDEST_RECEIPT = 366;

/** No one born before this is alive. */
const EARLIEST_BIRTH = '1900-01-01';

/**
 * The dates that keep a case from opening: dates that can only be mistyped, long ago or far ahead,
 * and a first day from which an approval would end before it is given. An evaluation takes any.
 * @param approvalMonths the guideline's; null if no guideline governs the request
 */
export function faultsOfDates(
  record: CaseRecord,
  approvalMonths: number | null,
  moment: Moment,
): Fault[] {
  const { receivedAt, member } = record;
  const faults: Fault[] = [];
  if (receivedAt < addHours(moment.now, -24 * OLDEST_RECEIPT)) {
    faults.push({
      path: 'receivedAt',
      code: 'too-long-ago',
      message: `can't be more than ${OLDEST_RECEIPT} days ago; check the year, or leave it out for a request received now`,
    });
  }
  if (member.birthDate < EARLIEST_BIRTH) {
    faults.push({
      path: 'member.birthDate',
      code: 'too-long-ago',
      message: "can't be before the year 1900; check the year",
    });
  }
  if (record.requestedStart > latestStart(record, moment)) {
    faults.push({
      path: 'requestedStart',
      code: 'too-far-ahead',
      message: `can't be more than ${START_AHEAD_MONTHS} months from now; check the year`,
    });
  }
  if (
    approvalMonths !== null &&
    isOverAlready(placementFor(record, approvalMonths, moment), moment)
  ) {
    faults.push({
      path: 'requestedStart',
      code: 'too-long-ago',
      message: `an approval of ${approvalMonths} months starting on this day would already have ended; use a later start date`,
    });
  }
  return faults;
}
