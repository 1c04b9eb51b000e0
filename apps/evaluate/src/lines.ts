import { isUtf8 } from 'node:buffer';

/** One line of the input; `unreadable` says why its text is not here. */
export type Line = { readonly text: string } | { readonly unreadable: 'too long' | 'not UTF-8' };

const NEWLINE = 0x0a;

/**
 * The lines of a stream of bytes, without their ends (`\n` or `\r\n`); nothing after the last end
 * is no line. A line over `longest` bytes is reported and not kept, so that memory stays bounded
 * for any input.
 */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  longest: number,
): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    length += part.length;
    if (length > longest) parts = [];
    else parts.push(part);
  };
  const finish = (): Line => {
    const line: Line = length > longest ? { unreadable: 'too long' } : read(Buffer.concat(parts));
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      start = end + 1;
      yield finish();
    }
    add(chunk.subarray(start));
  }
  if (length > 0) yield finish();
}

function read(bytes: Buffer): Line {
  if (!isUtf8(bytes)) return { unreadable: 'not UTF-8' };
  const text = bytes.toString('utf8');
  return { text: text.endsWith('\r') ? text.slice(0, -1) : text };
}
