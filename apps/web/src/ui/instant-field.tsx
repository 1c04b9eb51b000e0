import { instantText, isInstant, readInstantText } from './date-reading';
import { ReadField, type ReadFieldProps } from './read-field';
import { text } from './text';

interface InstantFieldProps extends ReadFieldProps<string> {
  /** The IANA zone of the input. */
  readonly timeZone: string;
}

/** A day and a time of day in the payer's zone; its answer is an ISO 8601 instant in UTC. */
export function InstantField({ timeZone, ...rest }: InstantFieldProps) {
  return (
    <ReadField<string>
      {...rest}
      read={(text) => readInstantText(text, timeZone)}
      write={(instant) => instantText(instant, timeZone)}
      isValue={isInstant}
      inputMode="text"
      placeholder={text.instant.placeholder}
    />
  );
}
