import { useState } from 'react';
import { useSession } from '../session/session';
import { DateField } from '../ui/date-field';
import { serverTime } from '../ui/now';
import type { Unread } from '../ui/reading';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import { wallClock } from '../ui/times';
import styles from './work.module.css';
import { morningOf, snoozeTimes, type SnoozeTime } from './snooze-times';
import { text } from './text';

/** Standard reasons first, so that no one has to write an essay. */
const REASONS = text.snooze.reasons;
const OTHER = text.snooze.otherReason;
type Reason = (typeof REASONS)[number] | typeof OTHER;
const CHOICES: readonly Reason[] = [...REASONS, OTHER];

type When = SnoozeTime['id'] | 'date';

export interface Snoozing {
  /** An instant; null until a day is chosen. */
  readonly until: string | null;
  /** Empty if none is given. */
  readonly reason: string;
}

/**
 * Until when a case is snoozed, and why; nothing is preselected. Snoozing past the deadline
 * requires a written reason.
 * @param dueAt when the first decision is due, an instant; null if no rule sets it
 */
export function useSnoozing(dueAt: string | null) {
  const { payer } = useSession();
  const [times] = useState(() => snoozeTimes(serverTime(), payer.timeZone));
  const [when, setWhen] = useState<When | null>(null);
  const [date, setDate] = useState<string | Unread | null>(null);
  const [kind, setKind] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  const chosen = times.find(({ id }) => id === when)?.until ?? null;
  const onDate = typeof date === 'string' ? morningOf(date, payer.timeZone) : null;
  const until = when === 'date' ? onDate : chosen;
  const isLate = until !== null && dueAt !== null && Date.parse(until) >= Date.parse(dueAt);
  const isWritten = isLate || kind === OTHER;
  const written = words.trim();
  const snoozing: Snoozing = { until, reason: reasonOf(kind, isWritten, written) };
  const fields = (
    <>
      <Select<When>
        autoFocus
        isRequired
        label={text.snooze.until}
        value={when}
        onChange={setWhen}
        options={[
          ...times.map(({ id, label, until }) => ({
            value: id,
            label,
            description: wallClock(until, payer.timeZone),
          })),
          { value: 'date', label: text.snooze.times.date, description: text.snooze.atNine },
        ]}
      />
      {when === 'date' ? (
        <DateField
          label={text.snooze.day}
          description={text.snooze.dayHint}
          value={date}
          onChange={setDate}
          isRequired
        />
      ) : null}
      <Select<Reason>
        isRequired
        label={text.snooze.reason}
        value={kind}
        onChange={setKind}
        options={CHOICES.map((value) => ({ value, label: value }))}
      />
      {isLate ? (
        <p role="alert" className={styles['warning']}>
          {text.snooze.late({ due: wallClock(dueAt, payer.timeZone) })}
        </p>
      ) : null}
      {isWritten ? (
        <TextField
          label={isLate ? text.snooze.lateDetails : text.snooze.details}
          value={words}
          onChange={setWords}
          maxLength={150}
          isRequired
        />
      ) : null}
      <p className={styles['note']}>{text.snooze.note}</p>
    </>
  );
  return { snoozing, fields };
}

/** The reason to store; empty while incomplete. */
function reasonOf(kind: Reason | null, isWritten: boolean, written: string): string {
  if (kind === null || (isWritten && written === '')) return '';
  if (kind === OTHER) return written;
  return isWritten ? `${kind}: ${written}` : kind;
}
