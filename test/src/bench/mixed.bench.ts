import { setTimeout as pause } from 'node:timers/promises';
import { startMailCatcher, startTemporalDevServer, until } from '@assent/local';
import type { Records } from '@assent/persistence';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { median, type Figure } from './figure';
import { approvable, bodyOf, incomplete } from './samples';
import { withRecords, type Stand } from './stand';

const PER_SECOND = 130;
const SECONDS = 60;
/** As often as in the time that is measured, before it. */
const WARM_UP_SECONDS = 30;
/** Cases that are there before, half of them open. */
const CASES = 400;

/** One kind of work, as often among twenty calls as `share` says. */
interface Work {
  readonly what: string;
  readonly share: number;
  readonly call: (turn: number) => Promise<unknown>;
}

/**
 * (i) How long calls of many kinds take at a steady rate, beside the worker: from the instant at
 * which each was due, so that one that waits its turn counts as slow. The worker has caught up with
 * the cases that are there before: opening hundreds at once is not what is measured.
 */
export async function benchMixed(stand: Stand): Promise<readonly Figure[]> {
  const temporal = await startTemporalDevServer({
    dbFile: join(stand.folder, 'mixed-temporal.db'),
    namespace: 'default',
  });
  const mail = await startMailCatcher();
  const databaseUrl = await stand.database('bench_mixed');
  const api = await stand.serveApi(databaseUrl, temporal.address);
  const worker = await stand.startWorker(databaseUrl, temporal.address, mail.smtpUrl);
  try {
    const client = clientOf(api.port, await stand.token(api));
    const bodies = [...approvable, ...incomplete].map(bodyOf);
    const ids: string[] = [];
    for (let index = 0; index < CASES; index += 1) {
      ids.push(await client.open(bodies[index % bodies.length] ?? ''));
    }
    const works = mixOf(client, bodies, ids);
    await withRecords(databaseUrl, caughtUp);
    await steadily(works, WARM_UP_SECONDS);
    const took = await steadily(works, SECONDS);
    const all = Object.values(took).flat();
    return [
      { what: `calls at ${PER_SECOND} a second, the middle one`, unit: 'ms', reached: median(all) },
      {
        what: 'the slowest of a hundred',
        unit: 'ms',
        reached: slowest(all),
        aim: 'at most 150 ms',
      },
      ...Object.entries(took).map(([what, each]) => ({
        what: `the slowest of a hundred, ${what}`,
        unit: 'ms',
        reached: slowest(each),
      })),
    ];
  } finally {
    await worker.stop();
    await api.stop();
    await mail.stop();
    await temporal.stop();
  }
}

function mixOf(client: Client, bodies: readonly string[], ids: readonly string[]): readonly Work[] {
  const body = (turn: number) => bodies[turn % bodies.length] ?? '';
  const id = (turn: number) => ids[(turn * 7) % ids.length] ?? '';
  return [
    { what: 'a case opened', share: 1, call: (turn) => client.open(body(turn)) },
    {
      what: 'a pre-check',
      share: 5,
      call: (turn) => client.post('/v1/determinations', body(turn)),
    },
    { what: 'a case read', share: 6, call: (turn) => client.get(`/v1/cases/${id(turn)}`) },
    { what: 'a timeline', share: 2, call: (turn) => client.get(`/v1/cases/${id(turn)}/timeline`) },
    {
      what: 'a page of the worklist',
      share: 4,
      call: () => client.post('/v1/cases/search', JSON.stringify({ queue: 'waiting', limit: 50 })),
    },
    { what: 'the counts of all queues', share: 2, call: () => client.get('/v1/queues') },
  ];
}

/** Calls in turn, each at its instant whatever became of those before; milliseconds by kind. */
async function steadily(works: readonly Work[], seconds: number) {
  const round = works.flatMap((work) => Array.from({ length: work.share }, () => work));
  const took: Record<string, number[]> = {};
  const calls: Promise<void>[] = [];
  const started = performance.now();
  for (let turn = 0; turn < PER_SECOND * seconds; turn += 1) {
    const dueAt = started + (turn * 1_000) / PER_SECOND;
    const early = dueAt - performance.now();
    if (early > 1) await pause(early);
    const work = round[(turn * 3) % round.length];
    if (!work) continue;
    calls.push(
      work.call(turn).then(() => {
        (took[work.what] ??= []).push(performance.now() - dueAt);
      }),
    );
  }
  await Promise.all(calls);
  return took;
}

/** Waits until the workflows of all cases have begun, and the letters that are due are sent. */
async function caughtUp({ database }: Records): Promise<void> {
  const isDone = async () => {
    const messages = await database.outbox.count();
    const letters = await database.notice.count({
      where: { sentAt: null, dueAt: { lte: new Date() } },
    });
    return messages + letters === 0;
  };
  if (await until(isDone, { timeoutMs: 120_000, everyMs: 250 })) return;
  throw new Error('the worker does not keep up');
}

function slowest(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? NaN;
}

type Client = ReturnType<typeof clientOf>;

const opened = z.object({ id: z.string() });

function clientOf(port: number, token: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  async function send(path: string, init: RequestInit): Promise<unknown> {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Error(`\`${path}\` was refused: ${answer.status}`);
    return body;
  }
  const post = (path: string, body: string) => {
    const key = randomUUID();
    return send(path, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': key },
      body: body.replace('@member@', `MIX-${key.slice(0, 13)}`),
    });
  };
  return {
    post,
    get: (path: string) => send(path, { headers: { authorization: headers.authorization } }),
    open: async (body: string) => opened.parse(await post('/v1/cases', body)).id,
  };
}
