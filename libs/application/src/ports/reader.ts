import type { ReadableLines } from '@assent/domain';

/** Who reads all lines of business: a person without limits, or the system for its own work. */
export const EVERY_LINE = 'every-line';

/** Who reads some lines of business. */
export interface LimitedReader {
  readonly lines: NonNullable<ReadableLines>;
  /** Who also reads the cases that they opened with a reason; null for none. */
  readonly person: string | null;
  /** The time at which those have to be open. */
  readonly at: Date;
}

/** For whom the record is read: it shows no case of another line of business, whatever is asked. */
export type Reader = typeof EVERY_LINE | LimitedReader;

/** Runs something for whose duration, also later and in between, the record is read as by this reader. */
export type ReadAs = <Value>(reader: Reader, run: () => Value) => Value;

/** The reader of these lines of business; null for all. */
export function readerOf(lines: ReadableLines, person: string | null, at: Date): Reader {
  return lines ? { lines, person, at } : EVERY_LINE;
}
