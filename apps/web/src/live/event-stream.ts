import { EventSourceParserStream } from 'eventsource-parser/stream';
import { currentToken, forgetRefused, onTokenChange } from '../session/token';

/** Something that happened to a case; without member data. */
export interface CaseEvent {
  readonly type: string;
  readonly caseId: string;
  readonly at: string;
}

export type Connection = 'connecting' | 'live' | 'waiting';

export interface EventStreamListener {
  onEvent(event: CaseEvent): void;
  onConnection(connection: Connection): void;
}

const SHORTEST_WAIT = 1_000;
const MAX_WAIT = 30_000;
/** The server sends at least every fifteen seconds: after this silence the stream is dead. */
const SILENCE = 40_000;

/**
 * Reads the API's server-sent events (WHATWG HTML, 9.2) until `signal` ends it. After a break it
 * resumes after the last event that it saw, and waits longer after each failure. While signed out,
 * it requests nothing.
 */
export async function readEvents(
  listener: EventStreamListener,
  signal: AbortSignal,
): Promise<void> {
  let lastId: string | null = null;
  let wait = SHORTEST_WAIT;
  while (!signal.aborted) {
    const token = currentToken();
    if (token === null) {
      await change(signal);
      continue;
    }
    listener.onConnection('connecting');
    const connection = new AbortController();
    signal.addEventListener('abort', () => connection.abort(), { signal: connection.signal });
    try {
      const stream = await opened(token, lastId, connection);
      wait = SHORTEST_WAIT;
      listener.onConnection('live');
      for await (const { id, data } of stream) {
        lastId = id ?? lastId;
        const event = parseEvent(data);
        if (event) listener.onEvent(event);
      }
    } catch {
      // A broken connection is no fault: it is restored below.
    } finally {
      connection.abort();
    }
    listener.onConnection('waiting');
    await pause(wait, signal);
    wait = Math.min(wait * 2, MAX_WAIT);
  }
}

/** The opened stream. @throws when it does not open */
async function opened(token: string, lastId: string | null, connection: AbortController) {
  let ending: ReturnType<typeof setTimeout>;
  const heard = () => {
    clearTimeout(ending);
    ending = setTimeout(() => connection.abort(), SILENCE);
  };
  heard();
  const response = await fetch('/v1/events', {
    signal: connection.signal,
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...(lastId !== null && { 'last-event-id': lastId }),
    },
  });
  if (response.status === 401) forgetRefused(token);
  if (!response.ok || !response.body) throw new Error('the event stream could not be opened');
  return messages(
    response.body
      .pipeThrough(heardOf(heard))
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream()),
  );
}

/** Reports each piece that passes, even empty ones. */
function heardOf(
  heard: () => void,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  return new TransformStream({
    transform: (piece, passed) => {
      heard();
      passed.enqueue(piece);
    },
  });
}

async function* messages<Message>(stream: ReadableStream<Message>): AsyncGenerator<Message> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parseEvent(text: string): CaseEvent | null {
  try {
    const value: unknown = JSON.parse(text);
    return isCaseEvent(value) ? value : null;
  } catch {
    return null;
  }
}

function isCaseEvent(value: unknown): value is CaseEvent {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'caseId' in value &&
    typeof value.caseId === 'string' &&
    'at' in value &&
    typeof value.at === 'string'
  );
}

/** Waits until someone signs in or out. */
function change(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = onTokenChange(over);
    signal.addEventListener('abort', over);
    function over(): void {
      stop();
      signal.removeEventListener('abort', over);
      resolve();
    }
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
