import { useEffect, useEffectEvent, useId, useState } from 'react';
import { Group, Input, TextField as AriaTextField } from 'react-aria-components';
import { cx } from './cx';
import { FieldFrame, fieldStyles, type FieldWords } from './field';
import { unitFor } from './number-reading';
import { isUnread, meaningOf, type Reading, type Unread } from './reading';
import styles from './read-field.module.css';

/** The props of fields that read a text. */
export interface ReadFieldProps<Value> extends FieldWords {
  /** The answer, or unreadable text; null or undefined for none. */
  readonly value: unknown;
  /**
   * Called at each keystroke, and for a value filled in in another notation. Leaving the field
   * changes nothing.
   */
  readonly onChange: (value: Value | Unread | null) => void;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

interface Notation<Value> {
  readonly read: (text: string) => Reading<Value>;
  /** An answer as the field shows it; other values show as they are. */
  readonly write: (value: Value) => string;
  readonly isValue: (value: unknown) => value is Value;
  readonly inputMode: 'decimal' | 'numeric' | 'text';
  /** Follows the text, such as `mg`. */
  readonly unit?: string | undefined;
  readonly placeholder?: string;
}

/** A line of text, read as it is typed: it shows what was read, or what could not be read. */
export function ReadField<Value extends string | number>({
  label,
  description,
  error,
  value,
  onChange,
  read,
  write,
  isValue,
  inputMode,
  unit,
  placeholder = '',
  ...rest
}: ReadFieldProps<Value> & Notation<Value>) {
  const echoId = useId();
  const [typed, setTyped] = useState('');
  const [isLeft, setLeft] = useState(true);
  // Typed text stays as typed while it means the known value.
  const known = isValue(value) ? write(value) : isUnread(value) ? value.unread : foreign(value);
  const text = isSame(meaningOf(typed, read(typed)), value) ? typed : known;
  const reading = read(text);
  const isForeign = text !== '' && !isValue(value) && !isUnread(value);
  const takeForeign = useEffectEvent(() => onChange(meaningOf(text, reading)));
  useEffect(() => {
    if (isForeign) takeForeign();
  }, [isForeign]);
  const fault =
    reading.kind === 'unread' && (isLeft || !reading.isUnfinished) ? reading.why : error;
  const echo = reading.kind === 'read' ? reading.echo : null;
  return (
    <AriaTextField
      {...rest}
      value={text}
      onChange={(next) => {
        setTyped(next);
        onChange(meaningOf(next, read(next)));
      }}
      onFocusChange={(isFocused) => setLeft(!isFocused)}
      autoComplete="off"
      inputMode={inputMode}
      aria-describedby={echoId}
      validationBehavior="aria"
      isInvalid={fault !== undefined}
      className={fieldStyles.field}
    >
      <FieldFrame
        label={label}
        description={description}
        error={fault}
        isRequired={rest.isRequired ?? false}
      >
        <Group className={cx(fieldStyles.group, styles['group'])}>
          <Input
            placeholder={placeholder}
            size={Math.max(placeholder.length, SHORTEST)}
            className={cx(fieldStyles.inside, styles['input'])}
          />
          <span id={echoId} className={styles['echo']}>
            {[echo && `= ${echo}`, unit && unitFor(unit, echo ?? text)].filter(Boolean).join(' ')}
          </span>
        </Group>
      </FieldFrame>
    </AriaTextField>
  );
}

/** Room for a number, in characters. */
const SHORTEST = 6;

/** Shows other filled-in values as they are, such as a text in place of a number. */
function foreign(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
