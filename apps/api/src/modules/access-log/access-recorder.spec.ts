import type { AccessEntry } from '@assent/application';
import { logger, Registry, type Logger } from '@assent/platform';
import { randomUUID } from 'node:crypto';
import type { Access, AccessRecorder } from '../../dependencies';
import { accessRecorder } from './access-recorder';

const NOW = new Date('2026-12-04T15:00:00Z');
const TIMES = { interval: 5, retry: 5, end: 40 };
const MAX_WAITING = 3;

const access = (): Access => ({
  id: randomUUID(),
  actor: 'pia',
  role: 'pharmacist',
  operation: 'viewCase',
  outcome: 'shown',
  purpose: 'payment',
  cases: [randomUUID()],
  members: [],
  documents: [],
  letters: [],
  appeals: [],
  listed: null,
  address: '192.0.2.7',
  agent: 'Firefox 128',
});

/** A log that can be away, and what it was given. */
function scene() {
  const added: (readonly AccessEntry[])[] = [];
  const said: string[] = [];
  const metrics = new Registry();
  const silent = logger('api', 'silent');
  const log: Logger = {
    ...silent,
    warn: (sentence) => void said.push(sentence),
    error: (sentence, fields) => void said.push(`${sentence}: ${fields?.count}`),
  };
  const database = { isAway: false, tries: 0 };
  const accessLog = {
    add: (entries: readonly AccessEntry[]) => {
      database.tries += 1;
      if (database.isAway) return Promise.reject(new Error('away'));
      added.push(entries);
      return Promise.resolve();
    },
  };
  const clock = { now: () => Promise.resolve(NOW) };
  const recorder = accessRecorder({ accessLog, clock, metrics, log }, TIMES, MAX_WAITING);
  return { recorder, added, said, database, metrics };
}

function recorded(recorder: AccessRecorder, count: number): readonly string[] {
  const accesses = Array.from({ length: count }, access);
  accesses.forEach((each) => recorder.record(each));
  return accesses.map(({ id }) => id);
}

const idsOf = (added: readonly (readonly AccessEntry[])[]) => added.flat().map(({ id }) => id);

/** Settles once it holds, or fails the test by its time limit. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

test('adds what came together at once, dated when it came', async () => {
  const { recorder, added } = scene();
  const ids = recorded(recorder, 2);
  await until(() => added.length > 0);
  expect(added.map((batch) => batch.map(({ id }) => id))).toEqual([ids]);
  const [{ at } = { at: null }] = added.flat();
  expect(at && at <= NOW).toBe(true);
});

test('the end adds what still waits, in batches, and leaves nothing', async () => {
  const { recorder, added } = scene();
  const ids = recorded(recorder, 1_200);
  await recorder.stop();
  expect(idsOf(added)).toEqual(ids);
  expect(added.map(({ length }) => length)).toEqual([500, 500, 200]);
});

test('keeps everything while the database is away, says so once, and adds it afterwards', async () => {
  const { recorder, added, said, database } = scene();
  database.isAway = true;
  const first = recorded(recorder, 2);
  await until(() => database.tries >= 3);
  const later = recorded(recorder, 1);
  expect([added, said]).toEqual([[], ['accesses could not be recorded; trying again']]);
  database.isAway = false;
  await until(() => added.flat().length === 3);
  expect(idsOf(added)).toEqual([...first, ...later]);
  await recorder.stop();
  expect(idsOf(added)).toEqual([...first, ...later]);
});

test('is full at its bound, and has room again once they are written', async () => {
  const { recorder, added, database } = scene();
  database.isAway = true;
  recorded(recorder, MAX_WAITING - 1);
  expect(recorder.isFull()).toBe(false);
  recorded(recorder, 1);
  expect(recorder.isFull()).toBe(true);
  database.isAway = false;
  await until(() => added.flat().length === MAX_WAITING);
  expect(recorder.isFull()).toBe(false);
});

test('the end says how many were lost if the database stays away', async () => {
  const { recorder, said, database } = scene();
  database.isAway = true;
  recorded(recorder, 2);
  await recorder.stop();
  expect(said).toContain('accesses were lost at the end: 2');
});

test('shows how many wait and how many were written', async () => {
  const { recorder, database, metrics } = scene();
  database.isAway = true;
  recorded(recorder, 2);
  expect(await metrics.metrics()).toContain('assent_access_entries_waiting 2');
  database.isAway = false;
  await recorder.stop();
  const shown = await metrics.metrics();
  expect(shown).toContain('assent_access_entries_waiting 0');
  expect(shown).toContain('assent_access_entries_total 2');
});
