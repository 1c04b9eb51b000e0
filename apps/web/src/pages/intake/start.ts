import { type Members, valueAt } from '@assent/vocabulary';
import { parseDate } from '@internationalized/date';
import type { Fault } from '../../shared/problem';
import { isDate, isInstant } from '../../ui/date-reading';
import { dayIn } from '../../ui/times';
import { text } from './text';

/** What a request is checked against besides its own content. */
export interface Today {
  /** The payer's calendar date. */
  readonly today: string;
  readonly timeZone: string;
  /** How far ahead coverage may be requested, as the API has it. */
  readonly starts: { readonly reviewedAfterDays: number; readonly refusedAfterMonths: number };
}

/** Why the requested first day does not work; null if it does. */
export type StartBlocker = 'too-far-ahead' | 'over-already' | 'far-ahead' | null;

/** @param approvalMonths how long the guideline approves; null while unknown */
export function startBlocker(
  request: Members,
  { today, timeZone, starts }: Today,
  approvalMonths: number | null,
): StartBlocker {
  const asked = valueAt(request, 'requestedStart');
  if (!isDate(asked)) return null;
  const receivedAt = valueAt(request, 'receivedAt');
  const received = isInstant(receivedAt) ? dayIn(Date.parse(receivedAt), timeZone) : today;
  const after = (day: string, ahead: { readonly days?: number; readonly months?: number }) =>
    parseDate(day).add(ahead).toString();
  const latest = received > today ? received : today;
  if (asked > after(latest, { months: starts.refusedAfterMonths })) return 'too-far-ahead';
  if (approvalMonths !== null && after(asked, { months: approvalMonths }) <= today)
    return 'over-already';
  return asked > after(received, { days: starts.reviewedAfterDays }) ? 'far-ahead' : null;
}

/** What the API would refuse about the first day when opening the case. */
export function faultsOfStart(request: Members, now: Today): readonly Fault[] {
  if (startBlocker(request, now, null) !== 'too-far-ahead') return [];
  const message = text.ownFaults.startTooFarAhead({ months: now.starts.refusedAfterMonths });
  return [{ path: 'requestedStart', code: 'too-far-ahead', message }];
}
