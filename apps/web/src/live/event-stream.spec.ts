import { setImmediate as turn } from 'node:timers/promises';
import { forgetToken, currentToken, keepToken } from '../session/token';
import { readEvents, type CaseEvent, type Connection } from './event-stream';

const EVENT = { type: 'assigned', caseId: 'case-1', at: '2026-11-23T14:00:00Z' };

let asked: Headers[];
let heard: (CaseEvent | Connection)[];
let answers: ((signal: AbortSignal) => Response)[];
let over: AbortController;
let reading: Promise<void>;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  asked = [];
  heard = [];
  answers = [];
  over = new AbortController();
  keepToken({ access: 'token-1', identity: null });
  jest.spyOn(globalThis, 'fetch').mockImplementation((_address, init) => {
    asked.push(new Headers(init?.headers));
    const answer = answers.shift();
    return answer
      ? Promise.resolve(answer(init!.signal!))
      : Promise.reject(new TypeError('no connection'));
  });
});
afterEach(async () => {
  over.abort();
  await reading;
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const begin = () => {
  reading = readEvents(
    { onEvent: (event) => heard.push(event), onConnection: (next) => heard.push(next) },
    over.signal,
  );
};

/** A stream that sends these pieces, however small, and ends. */
const saying = (text: string) => () =>
  new Response(
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of new TextEncoder().encode(text)) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    }),
  );

const message = (id: string, body: unknown) => `id: ${id}\ndata: ${JSON.stringify(body)}\n\n`;

/** Lets pending work continue until the condition holds, or until the test times out. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turn();
}

test('reports each event, and reconnects after the last one', async () => {
  answers = [saying(`: hello\n\n${message('7', EVENT)}${message('9', EVENT)}`)];
  begin();
  await until(() => heard.includes('waiting'));
  expect(heard).toEqual(['connecting', 'live', EVENT, EVENT, 'waiting']);
  await jest.advanceTimersByTimeAsync(1_000);
  await until(() => asked.length === 2);
  expect(asked.map((headers) => headers.get('last-event-id'))).toEqual([null, '9']);
});

test('reconnects when nothing at all is received for a while', async () => {
  let speak: (text: string) => void;
  answers = [
    (signal) =>
      new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => {
            speak = (text) => controller.enqueue(new TextEncoder().encode(text));
            signal.addEventListener('abort', () => controller.error(signal.reason));
          },
        }),
      ),
  ];
  begin();
  await until(() => heard.at(-1) === 'live');
  for (let beat = 0; beat < 5; beat += 1) {
    await jest.advanceTimersByTimeAsync(39_000);
    speak!(': keep-alive\n\n');
    await turn();
  }
  expect(heard.at(-1)).toBe('live');
  await jest.advanceTimersByTimeAsync(40_000);
  await until(() => heard.at(-1) === 'waiting');
  await jest.advanceTimersByTimeAsync(1_000);
  await until(() => asked.length === 2);
});

test('ignores events that are not about a case', async () => {
  answers = [
    saying(`data: {"type":\n\n${message('3', { type: 'assigned' })}${message('4', EVENT)}`),
  ];
  begin();
  await until(() => heard.includes('waiting'));
  expect(heard.filter((each) => typeof each !== 'string')).toEqual([EVENT]);
});

test('waits longer after each failure, up to thirty seconds, and briefly after a success', async () => {
  begin();
  for (const [failures, seconds] of [1, 2, 4, 8, 16, 30, 30].entries()) {
    await until(() => asked.length === failures + 1 && heard.at(-1) === 'waiting');
    await jest.advanceTimersByTimeAsync(seconds * 1_000 - 1);
    expect(asked).toHaveLength(failures + 1);
    if (failures === 6) answers = [saying('')];
    await jest.advanceTimersByTimeAsync(1);
  }
  await until(() => heard.includes('live') && heard.at(-1) === 'waiting');
  await jest.advanceTimersByTimeAsync(1_000);
  await until(() => asked.length === 9);
  expect(asked).toHaveLength(9);
});

test('drops a refused token and requests nothing until someone signs in', async () => {
  answers = [() => new Response(null, { status: 401 }), saying(message('1', EVENT))];
  begin();
  await until(() => heard.includes('waiting'));
  expect(currentToken()).toBeNull();
  await jest.advanceTimersByTimeAsync(120_000);
  expect(asked).toHaveLength(1);
  keepToken({ access: 'token-2', identity: null });
  await until(() => heard.includes('live'));
  expect(asked.map((headers) => headers.get('authorization'))).toEqual([
    'Bearer token-1',
    'Bearer token-2',
  ]);
});

test('ends on request, even while no one is signed in', async () => {
  forgetToken();
  begin();
  over.abort();
  await reading;
  expect(asked).toEqual([]);
});
