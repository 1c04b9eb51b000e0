import { useState } from 'react';
import { DateField } from '../ui/date-field';
import { RadioRow } from '../ui/radio-group';
import { isUnread } from '../ui/reading';
import styles from './facts.module.css';
import type { WrittenName } from './readings';
import { UNFINISHED } from './settled';
import { text } from './text';

interface DatedChoiceProps {
  readonly label: string;
  /** The label of the dated choice, such as `Ended on`. */
  readonly dated: string;
  /** What null means, such as `Ongoing`. */
  readonly none: string;
  /** A date or the text typed for one, null for none, undefined if not documented. */
  readonly value: WrittenName | null | undefined;
  readonly onChange: (value: WrittenName | null | undefined) => void;
  /** Whether it was answered before, so that undefined is an answer. */
  readonly isKept: boolean;
  readonly error?: string | undefined;
}

/**
 * A day, none, or not documented; nothing is preselected. "Not documented" sends nothing, so if
 * nothing is kept, it says that.
 */
export function DatedChoice(props: DatedChoiceProps) {
  const { label, dated, none, value, onChange, isKept, error } = props;
  const [chosen, setChosen] = useState<'dated' | 'none' | 'unknown' | null>(
    value === undefined ? (isKept ? 'unknown' : null) : value === null ? 'none' : 'dated',
  );
  const [isLeft, setLeft] = useState(false);
  const lacks = isUnread(value) && value.unread === UNFINISHED.unread;
  return (
    <div
      className={styles['dated']}
      onBlur={({ currentTarget, relatedTarget }) => setLeft(!currentTarget.contains(relatedTarget))}
    >
      <RadioRow<'dated' | 'none' | 'unknown'>
        label={label}
        value={chosen}
        onChange={(next) => {
          setChosen(next);
          onChange(next === 'none' ? null : next === 'dated' ? UNFINISHED : undefined);
        }}
        options={[
          { value: 'dated', label: dated },
          { value: 'none', label: none },
          { value: 'unknown', label: text.answer.notDocumented },
        ]}
      />
      {chosen === 'dated' ? (
        <DateField
          label={dated}
          value={value}
          onChange={(date) => onChange(date ?? UNFINISHED)}
          error={error ?? (lacks && isLeft ? text.datedChoice.unfinished : undefined)}
        />
      ) : null}
    </div>
  );
}
