import { parseAbsolute, type ZonedDateTime } from '@internationalized/date';
import { DateField, DateInput, DateSegment } from 'react-aria-components';
import dateStyles from './date-field.module.css';
import { cx } from './cx';
import { FieldFrame, fieldStyles, type FieldWords } from './field';

interface InstantFieldProps extends FieldWords {
  /** An ISO instant in UTC; null when there is none. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** The IANA zone in which it is written. */
  readonly timeZone: string;
  /** Where the parts begin before anything is written. */
  readonly now: string;
}

/** A day and a time of day in the payer's zone. */
export function InstantField({
  label,
  description,
  error,
  value,
  onChange,
  timeZone,
  now,
}: InstantFieldProps) {
  return (
    <DateField<ZonedDateTime>
      value={value === null ? null : parseAbsolute(value, timeZone)}
      onChange={(next) => onChange(next?.toAbsoluteString() ?? null)}
      placeholderValue={parseAbsolute(now, timeZone)}
      granularity="minute"
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={fieldStyles.field}
    >
      <FieldFrame label={label} description={description} error={error}>
        <DateInput className={cx(fieldStyles.group, dateStyles['parts'])}>
          {(segment) => <DateSegment segment={segment} className={cx(dateStyles['part'])} />}
        </DateInput>
      </FieldFrame>
    </DateField>
  );
}
