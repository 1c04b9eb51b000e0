import { setImmediate } from 'node:timers/promises';
import { databaseUrlOf } from '@assent/local';
import type { OutboxMessage } from '@assent/application';
import { createRecords } from '@assent/persistence';
import { openDesk, type Desk } from '../support/desk';
import { adminUrlOf } from '../support/services';
import { caseRecord, change, store } from './records';
import { openSql, type Sql } from './sql';

let desk: Desk;
let sql: Sql;
beforeEach(async () => {
  desk = await openDesk();
  sql = await openSql(desk.databaseUrl);
});
afterEach(async () => {
  await sql.close();
  await desk.close();
});

async function write(count: number): Promise<OutboxMessage[]> {
  const outbox = Array.from({ length: count }, (_, number): OutboxMessage => ({
    topic: 'case-changed',
    subject: String(number),
  }));
  await store(desk.ports.records, caseRecord(), { outbox });
  return outbox;
}

const left = () => sql.run('SELECT subject, attempts FROM outbox ORDER BY id');
/** In seconds: the outbox rests by the clock of the database, not by that of the cases. */
async function clockOfTheDatabase(): Promise<number> {
  const [row] = await sql.run('SELECT extract(epoch FROM clock_timestamp())::float AS now');
  return Number(row?.['now']);
}
const takeAll = () => Promise.resolve();
const refuse = () => Promise.reject(new Error('no answer'));

describe('relaying', () => {
  it('delivers each message once, even with several relays', async () => {
    const messages = await write(40);
    const other = createRecords({
      databaseUrl: databaseUrlOf('assent_worker', desk.databaseUrl),
      poolSize: 2,
    });
    const delivered: string[] = [];
    const relay = async ({ outbox }: Pick<Desk['records'], 'outbox'>): Promise<void> => {
      const deliver = async ({ subject }: OutboxMessage) => {
        delivered.push(subject);
        await setImmediate();
      };
      while ((await outbox.relayBatch(3, deliver)).delivered > 0);
    };
    await Promise.all([relay(desk.records), relay(other), relay(desk.records), relay(other)]);
    await other.close();
    expect(delivered.sort()).toEqual(messages.map(({ subject }) => subject).sort());
    expect(await left()).toEqual([]);
  });

  it('takes the oldest first, and no more than requested', async () => {
    const messages = await write(5);
    const taken: OutboxMessage[] = [];
    const keep = (message: OutboxMessage) => {
      taken.push(message);
      return Promise.resolve();
    };
    const relayed = await desk.records.outbox.relayBatch(3, keep);
    const ofNoCase = { caseId: null, caseNumber: null };
    expect(taken).toEqual(messages.slice(0, 3).map((message) => ({ ...message, ...ofNoCase })));
    expect(relayed).toEqual({ delivered: 3, failed: 0 });
  });

  it('names the case of a message', async () => {
    const { id, number } = await store(desk.ports.records, caseRecord());
    const outbox: OutboxMessage[] = [{ topic: 'case-changed', subject: id }];
    await store(desk.ports.records, caseRecord(), { outbox });
    const about: unknown[] = [];
    await desk.records.outbox.relayBatch(10, ({ subject, caseId, caseNumber }) => {
      if (subject === id) about.push({ caseId, caseNumber });
      return Promise.resolve();
    });
    expect(about).toContainEqual({ caseId: id, caseNumber: number });
  });

  it('keeps only the failed ones, and lets them rest', async () => {
    await write(4);
    const oddOnly = ({ subject }: OutboxMessage) => (Number(subject) % 2 ? takeAll() : refuse());
    const relayed = await desk.records.outbox.relayBatch(10, oddOnly);
    expect(relayed).toEqual({ delivered: 2, failed: 2 });
    expect(await left()).toEqual([
      { subject: '0', attempts: 1 },
      { subject: '2', attempts: 1 },
    ]);
    await sql.run("UPDATE outbox SET next_attempt_at = now() + interval '1 hour'");
    expect(await desk.records.outbox.relayBatch(10, takeAll)).toEqual({ delivered: 0, failed: 0 });
  });

  it('retries failed ones after longer and longer pauses, up to a minute', async () => {
    await write(1);
    for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60, 60]) {
      const earliest = await clockOfTheDatabase();
      await desk.records.outbox.relayBatch(1, refuse);
      const latest = await clockOfTheDatabase();
      const [row] = await sql.run(
        `SELECT extract(epoch FROM next_attempt_at)::float AS next FROM outbox`,
      );
      const restedFrom = Number(row?.['next']) - seconds;
      // The column keeps whole milliseconds.
      expect(restedFrom).toBeGreaterThan(earliest - 0.001);
      expect(restedFrom).toBeLessThan(latest + 0.001);
      await sql.run('UPDATE outbox SET next_attempt_at = now()');
    }
    expect(await desk.records.outbox.relayBatch(1, takeAll)).toEqual({ delivered: 1, failed: 0 });
  });

  it('loses nothing if the relay dies after delivery', async () => {
    await write(2);
    const admin = await openSql(adminUrlOf(desk.databaseUrl));
    const dying = desk.records.outbox.relayBatch(10, async () => {
      await admin.run(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'`,
      );
    });
    await expect(dying).rejects.toThrow('the database cannot be reached');
    await admin.close();
    expect((await left()).length).toBe(2);
  });

  it('never sees messages of a change that was not committed', async () => {
    const record = await store(desk.ports.records, caseRecord());
    const stale = change({
      changed: { ...record, version: 7 },
      outbox: [{ topic: 'case-changed', subject: record.id }],
    });
    await desk.ports.records.commit(stale);
    expect(await left()).toEqual([]);
  });
});
