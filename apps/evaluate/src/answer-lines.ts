import { withoutByteOrderMark } from '@assent/contracts';
import type { TimeZone } from '@assent/domain';
import { answer } from './answer';
import { linesOf, type Line } from './lines';

const MAX_LINE_LENGTH = 1024 * 1024;

export interface Settings {
  readonly now: () => Date;
  readonly zone: TimeZone;
}

/** One line of JSON per input line, in order: line n answers line n, even a blank one. */
export async function* answerLines(
  chunks: AsyncIterable<Buffer>,
  { now, zone }: Settings,
): AsyncGenerator<string> {
  let first = true;
  for await (const line of linesOf(chunks, MAX_LINE_LENGTH)) {
    const read = first ? withoutMark(line) : line;
    first = false;
    yield `${JSON.stringify(answer(read, now(), zone))}\n`;
  }
}

function withoutMark(line: Line): Line {
  return 'text' in line ? { text: withoutByteOrderMark(line.text) } : line;
}
