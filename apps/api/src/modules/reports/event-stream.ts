import type { FeedEvent } from '@assent/application';
import { isReadable, type ReadableLines } from '@assent/domain';
import { PassThrough, type Readable } from 'node:stream';
import type { Listener } from './event-broadcast';

/** Often enough that no proxy takes the connection for dead. */
const KEEP_ALIVE_MS = 15_000;
/** What browsers wait before they connect again, in milliseconds. */
const RETRY = 2_000;
/** The longest that a timer can wait. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * Server-sent events as a stream (WHATWG HTML, 9.2). It ends on request, or when the listener's
 * token does; a slow reader delays no one else.
 * @param timeLeft milliseconds
 * @param lines of business whose events it has; null for all
 */
export function eventStream(
  timeLeft: number,
  lines: ReadableLines,
): { stream: Readable; listener: Listener } {
  const stream = new PassThrough();
  stream.write(`retry: ${RETRY}\n\n`);
  const end = () => {
    stopTimers();
    stream.end();
  };
  const isReady = () => stream.writable && !stream.writableNeedDrain;
  const keepAlive = setInterval(() => {
    if (isReady()) stream.write(': keep-alive\n\n');
  }, KEEP_ALIVE_MS);
  const expiry = setTimeout(end, Math.min(Math.max(timeLeft, 0), MAX_TIMER_MS));
  const stopTimers = () => {
    clearInterval(keepAlive);
    clearTimeout(expiry);
  };
  stream.once('close', stopTimers);
  return {
    stream,
    listener: {
      isReady,
      receive: (events) => {
        const readable = events.filter(({ lineOfBusiness }) => isReadable(lines, lineOfBusiness));
        if (stream.writable && readable.length > 0) stream.write(readable.map(eventText).join(''));
      },
      end,
    },
  };
}

function eventText({ id, type, caseId, at }: FeedEvent): string {
  const message = JSON.stringify({ type, caseId, at: at.toISOString() });
  return `id: ${id}\ndata: ${message}\n\n`;
}
