import type { TimeZone } from '@assent/domain';
import { answer } from './answer';
import { linesOf, type Line } from './lines';

const LONGEST_LINE = 1024 * 1024;
const BYTE_ORDER_MARK = '\uFEFF';
const BLANK: Line = { text: '' };

export interface Settings {
  readonly now: () => Date;
  readonly zone: TimeZone;
}

/**
 * One line of JSON for each line of the input, in order. Blank lines at the very end are none; a
 * blank line elsewhere is answered, so that answers stay beside their requests.
 */
export async function* answerLines(
  chunks: AsyncIterable<Buffer>,
  { now, zone }: Settings,
): AsyncGenerator<string> {
  let blanks = 0;
  let first = true;
  for await (const line of linesOf(chunks, LONGEST_LINE)) {
    const read = first ? withoutMark(line) : line;
    first = false;
    if (isBlank(read)) {
      blanks += 1;
      continue;
    }
    for (; blanks > 0; blanks -= 1) yield answerTo(BLANK);
    yield answerTo(read);
  }

  function answerTo(line: Line): string {
    return `${JSON.stringify(answer(line, now(), zone))}\n`;
  }
}

function isBlank(line: Line): boolean {
  return 'text' in line && line.text.trim() === '';
}

function withoutMark(line: Line): Line {
  const marked = 'text' in line && line.text.startsWith(BYTE_ORDER_MARK);
  return marked ? { text: line.text.slice(BYTE_ORDER_MARK.length) } : line;
}
