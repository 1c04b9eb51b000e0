import {
  lastCoveredDay,
  type AuthorizationEnding,
  type CalendarDate,
  type TimeZone,
} from '@assent/domain';
import type { AuthorizationRecord } from '../ports/authorization-record';

export const RENEWAL_STANDS = 'a renewal can be requested once that authorization has started';

export const NOTHING_DIFFERS = 'the request asks for the same treatment';

export const NOT_NAMED_YET = 'the case has been updated; reload it and decide again';

/** Why an authorization was ended, as the end of a sentence. */
export const END_WORDS: Readonly<Record<AuthorizationEnding, string>> = {
  'therapy-stopped': 'therapy stopped',
  'member-died': 'member died',
  'coverage-ended': 'coverage ended',
  superseded: 'superseded',
  'entered-in-error': 'entered in error',
  'appeal-closed': 'appeal closed',
};

export function daysOf(authorization: AuthorizationRecord): string {
  const { start } = authorization.period;
  return `from ${dayWords(start)} through ${dayWords(lastCoveredDay(authorization))}`;
}

/** `May 24, 2027` */
export function dayWords(day: CalendarDate): string {
  return LONG.format(new Date(`${day}T00:00:00Z`));
}

/** `December 4, 2026 at 10:00 AM Eastern Time` */
export function instantWords(instant: Date, timeZone: TimeZone): string {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'longGeneric',
  }).format(instant);
}

const LONG = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
