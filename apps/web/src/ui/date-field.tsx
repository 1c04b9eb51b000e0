import { parseDate, type CalendarDate } from '@internationalized/date';
import { DateField as AriaDateField, DateInput, DateSegment } from 'react-aria-components';
import type { DateFieldProps as AriaDateFieldProps } from 'react-aria-components';
import { cx } from './cx';
import { FieldFrame, fieldStyles, type FieldWords } from './field';
import styles from './date-field.module.css';

interface DateFieldProps
  extends
    Omit<
      AriaDateFieldProps<CalendarDate>,
      'className' | 'style' | 'children' | 'isInvalid' | 'value' | 'defaultValue' | 'onChange'
    >,
    FieldWords {
  /** A calendar date, `YYYY-MM-DD`; null when there is none yet. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** A calendar date, typed part by part: no zone, and nothing to pick with a mouse. */
export function DateField({ label, description, error, value, onChange, ...rest }: DateFieldProps) {
  const { isRequired = false } = rest;
  return (
    <AriaDateField
      {...rest}
      value={value === null ? null : parseDate(value)}
      onChange={(date) => onChange(date?.toString() ?? null)}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={fieldStyles.field}
    >
      <FieldFrame label={label} description={description} error={error} isRequired={isRequired}>
        <DateInput className={cx(fieldStyles.group, styles['parts'])}>
          {(segment) => <DateSegment segment={segment} className={cx(styles['part'])} />}
        </DateInput>
      </FieldFrame>
    </AriaDateField>
  );
}
