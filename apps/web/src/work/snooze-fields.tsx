import { useState } from 'react';
import { useSession } from '../session/session';
import { DateField } from '../ui/date-field';
import { serverTime } from '../ui/now';
import type { Unread } from '../ui/reading';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import { wallClock } from '../ui/times';
import { morningOf, snoozeTimes, type SnoozeTime } from './snooze-times';

/** Structured first, so that nobody has to write an essay to be free of blame. */
const REASONS = [
  'The office will call back',
  'A document is on its way',
  'A colleague has to answer first',
  'The member asked to wait',
] as const;
const OTHER = 'Another reason';

type When = SnoozeTime['id'] | 'date';

export interface Snoozing {
  /** An instant; null while no day is chosen. */
  readonly until: string | null;
  /** Empty while none is given. */
  readonly reason: string;
}

/** Until when a case is put off, and why. */
export function useSnoozing() {
  const { payer } = useSession();
  const [times] = useState(() => snoozeTimes(serverTime(), payer.timeZone));
  const [when, setWhen] = useState<When>('tomorrow');
  const [date, setDate] = useState<string | Unread | null>(null);
  const [kind, setKind] = useState<string>(REASONS[0]);
  const [words, setWords] = useState('');
  const chosen = times.find(({ id }) => id === when)?.until ?? null;
  const onDate = typeof date === 'string' ? morningOf(date, payer.timeZone) : null;
  const snoozing: Snoozing = {
    until: when === 'date' ? onDate : chosen,
    reason: kind === OTHER ? words.trim() : kind,
  };
  const fields = (
    <>
      <Select<When>
        autoFocus
        label="Until"
        value={when}
        onChange={setWhen}
        options={[
          ...times.map(({ id, label, until }) => ({
            value: id,
            label,
            description: wallClock(until, payer.timeZone),
          })),
          { value: 'date', label: 'Until a day', description: 'At 9:00 in the morning' },
        ]}
      />
      {when === 'date' ? (
        <DateField
          label="Day"
          description="At most 30 days from now."
          value={date}
          onChange={setDate}
          isRequired
        />
      ) : null}
      <Select
        label="Why"
        value={kind}
        onChange={setKind}
        options={[...REASONS, OTHER].map((value) => ({ value, label: value }))}
      />
      {kind === OTHER ? (
        <TextField
          label="The reason"
          value={words}
          onChange={setWords}
          maxLength={200}
          isRequired
        />
      ) : null}
    </>
  );
  return { snoozing, fields };
}
