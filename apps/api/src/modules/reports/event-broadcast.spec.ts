import type { EventFeed, FeedEvent } from '@assent/application';
import { logger } from '@assent/platform';
import { eventBroadcast, type Listener } from './event-broadcast';
import { eventStream } from './event-stream';

/** A feed with so many settled events, which counts what is asked of it. */
function feedOf(count: number) {
  const asked = { progress: 0, between: 0 };
  const feed: EventFeed & { settled: bigint } = {
    settled: BigInt(count),
    progress: () => {
      asked.progress += 1;
      return Promise.resolve({ settled: feed.settled, highest: feed.settled });
    },
    between: (after, upTo, limit) => {
      asked.between += 1;
      const events: FeedEvent[] = [];
      for (let id = after + 1n; id <= upTo && events.length < limit; id += 1n) {
        const at = new Date('2026-11-22T15:00:00Z');
        events.push({ id, caseId: 'c1', type: 'assigned', lineOfBusiness: 'commercial', at });
      }
      return Promise.resolve(events);
    },
  };
  return { feed, asked };
}

function hearer() {
  const heard: bigint[] = [];
  const state = { isReady: true, hasEnded: false };
  const listener: Listener = {
    isReady: () => state.isReady,
    receive: (events) => heard.push(...events.map(({ id }) => id)),
    end: () => {
      state.hasEnded = true;
    },
  };
  return { heard, state, listener };
}

const silent = logger('api', 'silent');

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('starts with the next event for a listener that names none', async () => {
  const { feed } = feedOf(5);
  const { heard, listener } = hearer();
  const broadcast = eventBroadcast(feed, silent);
  await broadcast.listen(listener, null);
  feed.settled = 7n;
  await jest.advanceTimersByTimeAsync(1_000);
  broadcast.close();
  expect(heard).toEqual([6n, 7n]);
});

test('continues after the event that a listener names', async () => {
  const { feed } = feedOf(5);
  const { heard, listener } = hearer();
  const broadcast = eventBroadcast(feed, silent);
  await broadcast.listen(listener, 3n);
  await jest.advanceTimersByTimeAsync(0);
  broadcast.close();
  expect(heard).toEqual([4n, 5n]);
});

test("starts with the next event for a listener that names an event that doesn't exist yet", async () => {
  const { feed } = feedOf(5);
  const { heard, listener } = hearer();
  const broadcast = eventBroadcast(feed, silent);
  await broadcast.listen(listener, 900n);
  feed.settled = 6n;
  await jest.advanceTimersByTimeAsync(1_000);
  broadcast.close();
  expect(heard).toEqual([6n]);
});

test('catches up on more events than fit in one read', async () => {
  const { feed } = feedOf(1_234);
  const { heard, listener } = hearer();
  const broadcast = eventBroadcast(feed, silent);
  await broadcast.listen(listener, 0n);
  await jest.advanceTimersByTimeAsync(10);
  broadcast.close();
  expect(heard).toHaveLength(1_234);
});

test('queries the database once per second for any number of listeners', async () => {
  const { feed, asked } = feedOf(5);
  const broadcast = eventBroadcast(feed, silent);
  const hearers = Array.from({ length: 40 }, hearer);
  for (const { listener } of hearers) await broadcast.listen(listener, null);
  await jest.advanceTimersByTimeAsync(0);
  const before = { ...asked };
  feed.settled = 6n;
  await jest.advanceTimersByTimeAsync(3_000);
  broadcast.close();
  expect(asked.progress - before.progress).toBe(3);
  expect(asked.between - before.between).toBe(1);
  expect(hearers.map(({ heard }) => heard)).toEqual(hearers.map(() => [6n]));
});

test('stops querying when no one is listening, and starts again later', async () => {
  const { feed, asked } = feedOf(5);
  const { heard, listener } = hearer();
  const broadcast = eventBroadcast(feed, silent);
  const leave = await broadcast.listen(listener, null);
  leave();
  await jest.advanceTimersByTimeAsync(5_000);
  const idle = asked.progress;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked.progress).toBe(idle);
  await broadcast.listen(listener, null);
  feed.settled = 6n;
  await jest.advanceTimersByTimeAsync(1_000);
  broadcast.close();
  expect(heard).toEqual([6n]);
});

test('keeps events for a slow listener without delaying the others', async () => {
  const { feed } = feedOf(5);
  const [slow, quick] = [hearer(), hearer()];
  const broadcast = eventBroadcast(feed, silent);
  await broadcast.listen(slow.listener, null);
  await broadcast.listen(quick.listener, null);
  slow.state.isReady = false;
  feed.settled = 6n;
  await jest.advanceTimersByTimeAsync(1_000);
  expect([slow.heard, quick.heard]).toEqual([[], [6n]]);
  slow.state.isReady = true;
  await jest.advanceTimersByTimeAsync(1_000);
  broadcast.close();
  expect(slow.heard).toEqual([6n]);
});

test('continues once the database can be read again', async () => {
  const { feed } = feedOf(5);
  const { heard, listener } = hearer();
  const broadcast = eventBroadcast(feed, silent);
  await broadcast.listen(listener, null);
  await jest.advanceTimersByTimeAsync(0);
  const away = jest.spyOn(feed, 'progress').mockRejectedValue(new Error('away'));
  await jest.advanceTimersByTimeAsync(2_000);
  away.mockRestore();
  feed.settled = 6n;
  await jest.advanceTimersByTimeAsync(1_000);
  broadcast.close();
  expect(heard).toEqual([6n]);
});

test('ends every listener, including those that come later', async () => {
  const { feed } = feedOf(5);
  const [early, late] = [hearer(), hearer()];
  const broadcast = eventBroadcast(feed, silent);
  await broadcast.listen(early.listener, null);
  broadcast.close();
  await broadcast.listen(late.listener, null);
  expect([early.state.hasEnded, late.state.hasEnded]).toEqual([true, true]);
});

describe('a stream', () => {
  const event: FeedEvent = {
    id: 12n,
    caseId: 'c1',
    type: 'approved',
    lineOfBusiness: 'commercial',
    at: new Date('2026-11-22T15:00:00Z'),
  };

  test('sends an event with its id, type, case and time, and nothing else', () => {
    const { stream, listener } = eventStream(60_000, null);
    listener.receive([event]);
    listener.end();
    expect(String(stream.read())).toBe(
      'retry: 2000\n\nid: 12\ndata: {"type":"approved","caseId":"c1","at":"2026-11-22T15:00:00.000Z"}\n\n',
    );
  });

  test('sends only events of the lines of business that the person reads', () => {
    const { stream, listener } = eventStream(60_000, ['medicare-advantage']);
    listener.receive([event, { ...event, id: 13n, lineOfBusiness: 'medicare-advantage' }]);
    listener.receive([event]);
    listener.end();
    expect(String(stream.read()).match(/^id: .*$/gm)).toEqual(['id: 13']);
  });

  test('sends a keep-alive every 15 seconds', () => {
    const { stream, listener } = eventStream(3_600_000, null);
    jest.advanceTimersByTime(30_000);
    listener.end();
    expect(String(stream.read())).toBe('retry: 2000\n\n: keep-alive\n\n: keep-alive\n\n');
  });

  test('ends when the token expires, and accepts no events afterwards', () => {
    const { stream, listener } = eventStream(60_000, null);
    jest.advanceTimersByTime(59_999);
    expect(stream.readable && listener.isReady()).toBe(true);
    jest.advanceTimersByTime(1);
    listener.receive([event]);
    expect(listener.isReady()).toBe(false);
    expect(String(stream.read())).not.toContain('approved');
  });
});
