import { dateText, isDate, readDateText } from './date-reading';
import { ReadField, type ReadFieldProps } from './read-field';
import { text } from './text';

/** A calendar date, typed or pasted as month/day/year or by ISO 8601; its answer is `YYYY-MM-DD`. */
export function DateField(props: ReadFieldProps<string>) {
  return (
    <ReadField<string>
      {...props}
      read={readDateText}
      write={dateText}
      isValue={isDate}
      inputMode="text"
      placeholder={text.date.placeholder}
    />
  );
}
