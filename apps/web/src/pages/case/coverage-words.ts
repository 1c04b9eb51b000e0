import type { Case } from '../../client';
import { calendarDay } from '../../ui/times';
import { ENDED_BECAUSE } from '../../work/words';
import { text } from './text';

/** `Jan 1, 2026 through Jun 30, 2026`, and why if it ended early. */
export function coverageWords({ period, endedOn, endReason }: CoverageParts): string {
  const { start, end } = period;
  if (endedOn === null || endReason === null) {
    return text.outcome.days({ start: calendarDay(start), end: calendarDay(end) });
  }
  const days =
    endedOn < start
      ? text.outcome.noDay
      : text.outcome.days({ start: calendarDay(start), end: calendarDay(endedOn) });
  return text.outcome.endedEarly({ days, reason: ENDED_BECAUSE[endReason] });
}

type CoverageParts = Pick<NonNullable<Case['authorization']>, 'period' | 'endedOn' | 'endReason'>;
