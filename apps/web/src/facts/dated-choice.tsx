import { useState } from 'react';
import { DateField } from '../ui/date-field';
import { RadioRow } from '../ui/radio-group';
import styles from './facts.module.css';
import type { WrittenName } from './readings';

interface DatedChoiceProps {
  readonly label: string;
  /** What the choice with a date says, such as `Ended on`. */
  readonly dated: string;
  /** What null says, such as `Still on it`. */
  readonly none: string;
  /** A date or what was typed for one, null for none, undefined while nobody knows. */
  readonly value: WrittenName | null | undefined;
  readonly onChange: (value: WrittenName | null | undefined) => void;
  readonly error?: string | undefined;
}

/** A day, that there is none, or that nobody knows; nothing is chosen before somebody chooses. */
export function DatedChoice({ label, dated, none, value, onChange, error }: DatedChoiceProps) {
  const [chosen, setChosen] = useState<'dated' | 'none' | 'unknown' | null>(
    value === undefined ? null : value === null ? 'none' : 'dated',
  );
  return (
    <div className={styles['dated']}>
      <RadioRow<'dated' | 'none' | 'unknown'>
        label={label}
        value={chosen}
        onChange={(next) => {
          setChosen(next);
          onChange(next === 'none' ? null : undefined);
        }}
        options={[
          { value: 'dated', label: dated },
          { value: 'none', label: none },
          { value: 'unknown', label: 'Not known' },
        ]}
      />
      {chosen === 'dated' ? (
        <DateField
          label={dated}
          value={value}
          onChange={(date) => onChange(date ?? undefined)}
          error={error}
        />
      ) : null}
    </div>
  );
}
