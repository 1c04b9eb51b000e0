import type { WorklistQuestion } from '@assent/application';
import { addDays, addHours, dateIn, MAX_COUNT, QUEUES, type Queue } from '@assent/domain';
import { seedCases, until } from '@assent/local';
import { countStatement } from '@assent/persistence';
import { systemClock } from '@assent/platform';
import { openDesk, type Desk } from '../support/desk';
import { explained, type Explained } from '../support/explained';
import { openOneOfEachKind } from '../support/one-of-each-kind';

const CASES = 4_000;
const TABLES = ['pa_case', 'pa_authorization'];
const READ_ALONE = 'Index Only Scan';
/** Of these cases, the table takes several hundred pages, and those of most queues a hundred. */
const MAX_PAGES = 25;

let desk: Desk;
let question: WorklistQuestion;

beforeAll(async () => {
  desk = await openDesk();
  const now = await systemClock.now();
  desk.clock.set(now);
  await openOneOfEachKind(desk.ports);
  await seedCases(desk.databaseUrl, { cases: CASES });
  question = {
    viewer: 'reviewer-7',
    viewerRole: 'pharmacist',
    now,
    dueSoonBy: addHours(now, 48),
    coverageEndsSoonBy: addDays(dateIn(now, 'UTC'), 30),
  };
  const { database } = desk.records;
  await database.$executeRaw`
    UPDATE pa_case SET handed_up_by = 'pia', handed_up_role = 'pharmacist', handed_up_at = now(),
      handed_up_reason = 'It needs a physician.', opinions_owed_by = '{role:pharmacist}'
    WHERE id IN (SELECT id FROM pa_case WHERE status = 'in-review' ORDER BY id LIMIT 5)`;
  await database.$executeRaw`
    INSERT INTO stuck (case_id, cause, since, waits_for, detail)
    SELECT id, 'deadline-missed', now(), 'reviewer', 'The decision was due.' FROM pa_case
    WHERE closed_at IS NULL`;
  // Postgres adds empty pages to a growing table, which it never marks as read by an index alone.
  await database.$executeRaw`VACUUM (FULL) pa_case`;
  if (!(await until(isSettled, { timeoutMs: 30_000, everyMs: 200 })))
    expect(await holders()).toEqual([]);
});
afterAll(() => desk.close());

/**
 * Vacuums, and tells whether the index then answers for all cases: not while something, such as Postgres' own
 * collector of statistics, still holds on to the database as it was.
 */
async function isSettled(): Promise<boolean> {
  const { database } = desk.records;
  await database.$executeRaw`VACUUM (ANALYZE) pa_case, pa_authorization, stuck`;
  const [row] = await database.$queryRaw<{ settled: boolean }[]>`
    SELECT relallvisible = relpages AS settled FROM pg_class WHERE relname = 'pa_case'`;
  return row?.settled === true;
}

/** Who holds on to the database as it was. */
function holders(): Promise<unknown> {
  return desk.records.database.$queryRaw`
    SELECT backend_type, datname, state, backend_xmin::text, backend_xid::text,
      (now() - xact_start)::text AS open_for, left(query, 60) AS query
    FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)`;
}

function countOf(queue: Queue): Promise<Explained> {
  return explained(desk.records, countStatement({ ...question, queue }, MAX_COUNT + 1));
}

it.each(QUEUES)('the queue %s is counted from its index, without reading cases', async (queue) => {
  const [counted] = await desk.records.worklist.counts([{ ...question, queue }], MAX_COUNT + 1);
  expect(counted).toBeGreaterThan(0);
  const { steps, pages } = await countOf(queue);
  const looks = steps.filter(
    ({ type, table }) => type !== READ_ALONE && TABLES.some((each) => each === table),
  );
  expect(looks).toEqual([]);
  expect(pages).toBeLessThanOrEqual(MAX_PAGES);
});
