import { DateField } from '../ui/date-field';
import { RadioRow } from '../ui/radio-group';
import styles from './facts.module.css';

interface DatedChoiceProps {
  readonly label: string;
  /** What the choice with a date says, such as `Ended on`. */
  readonly dated: string;
  /** What null says, such as `Still on it`. */
  readonly none: string;
  /** A date, null for none, undefined while nobody knows. */
  readonly value: string | null | undefined;
  readonly isDated: boolean;
  readonly onChange: (value: string | null | undefined, isDated: boolean) => void;
  readonly error?: string | undefined;
}

/** A day, that there is none, or that nobody knows. */
export function DatedChoice({
  label,
  dated,
  none,
  value,
  isDated,
  onChange,
  error,
}: DatedChoiceProps) {
  return (
    <div className={styles['dated']}>
      <RadioRow
        label={label}
        value={isDated ? 'dated' : value === null ? 'none' : 'unknown'}
        onChange={(chosen) => onChange(chosen === 'none' ? null : undefined, chosen === 'dated')}
        options={[
          { value: 'dated', label: dated },
          { value: 'none', label: none },
          { value: 'unknown', label: 'Not known' },
        ]}
      />
      {isDated ? (
        <DateField
          label={dated}
          value={value ?? null}
          onChange={(date) => onChange(date ?? undefined, true)}
          error={error}
        />
      ) : null}
    </div>
  );
}
