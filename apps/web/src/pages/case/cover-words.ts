import type { Case } from '../../client';
import { calendarDay } from '../../ui/times';
import { ENDED_BECAUSE } from '../../work/words';

/** `Jan 1, 2026 to Jun 30, 2026, both days included`, of one that was ended early why. */
export function coverWords({ period, endedOn, endReason }: CoverParts): string {
  const { start, end } = period;
  if (endedOn === null || endReason === null) {
    return `${calendarDay(start)} to ${calendarDay(end)}, both days included`;
  }
  const days = endedOn < start ? 'No day' : `${calendarDay(start)} to ${calendarDay(endedOn)}`;
  return `${days}; ended early: ${ENDED_BECAUSE[endReason]}`;
}

type CoverParts = Pick<NonNullable<Case['authorization']>, 'period' | 'endedOn' | 'endReason'>;
