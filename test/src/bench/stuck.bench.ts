import { reconcile } from '@assent/application';
import { seedCases } from '@assent/local';
import type { Records } from '@assent/persistence';
import { ALL_AT_REST } from '../support/all-at-rest';
import { openOneOfEachKind } from '../support/one-of-each-kind';
import { median, type Figure } from './figure';
import { slowestOf } from './slowest-statement';
import { benchPorts, withRecords, type Stand } from './stand';

const CASES = 100_000;
const RUNS = 7;

/** (g) What a check of stuck cases takes: the first of all, and those that follow. */
export async function benchStuck(stand: Stand): Promise<readonly Figure[]> {
  const databaseUrl = await stand.database('bench_stuck');
  return withRecords(databaseUrl, async (records) => {
    await openOneOfEachKind(benchPorts(records));
    await seedCases(databaseUrl, { cases: CASES });
    await planWork(records);
    const check = reconcile({
      ...benchPorts(records),
      stuck: records.stuck,
      workflows: ALL_AT_REST,
      looks: new Map(),
    });
    const first = await slowestOf(check);
    const others: Awaited<ReturnType<typeof slowestOf>>[] = [];
    for (let run = 0; run < RUNS; run += 1) others.push(await slowestOf(check));
    return [
      ...figures('the first check', [first]),
      ...figures('a check', others),
      {
        what: `blockers of ${CASES.toLocaleString('en-US')} cases`,
        unit: 'blockers',
        reached: await records.database.stuck.count(),
      },
    ];
  });
}

function figures(
  what: string,
  runs: readonly { readonly whole: number; readonly slowest: number }[],
): readonly Figure[] {
  return [
    {
      what: `${what} for stuck cases`,
      unit: 'seconds',
      reached: median(runs.map(({ whole }) => whole)) / 1_000,
      aim: 'at most 2',
    },
    {
      what: `${what}, slowest statement`,
      unit: 'milliseconds',
      reached: median(runs.map(({ slowest }) => slowest)),
      aim: 'at most 100',
    },
  ];
}

/** Steps, events and letters as of a plan's cases: what is open is asked about and reminded of. */
async function planWork({ database }: Records): Promise<void> {
  await database.$executeRaw`
    UPDATE pa_case SET next_step_at = now() + random() * interval '4 days'
    WHERE closed_at IS NULL`;
  await database.$executeRaw`
    UPDATE pa_authorization SET next_step_at = random() * interval '1 hour'
      + CASE WHEN end_date - 60 > current_date THEN end_date - 60 ELSE end_date + 1 END
    WHERE status = 'active'`;
  await database.$executeRaw`
    INSERT INTO case_event (case_id, at, type, actor, role)
    SELECT id, opened_at + interval '1 minute', 'information-requested', 'software', 'software'
    FROM pa_case WHERE status = 'pending-information'`;
  await database.$executeRaw`
    INSERT INTO notice (id, kind, case_id, due_at, attempts, at_once)
    SELECT gen_random_uuid(), CASE place WHEN 0 THEN 'information-request'
        ELSE 'information-reminder' END,
      id, opened_at + interval '2 minutes' + place * interval '3 days', 0, false
    FROM pa_case, generate_series(0, 3) place WHERE status = 'pending-information'
    UNION ALL
    SELECT gen_random_uuid(), 'approval', id, closed_at, 0, false
    FROM pa_case WHERE closed_at IS NOT NULL`;
  await database.$executeRaw`
    INSERT INTO notice (id, kind, case_id, authorization_number, days_before, due_at, attempts,
      at_once)
    SELECT gen_random_uuid(), 'renewal-reminder', case_id, number, days, end_date - days, 0, false
    FROM pa_authorization, unnest('{60,30,14}'::int[]) days WHERE status = 'active'
    ON CONFLICT DO NOTHING`;
  await database.$executeRaw`
    UPDATE notice SET sent_at = due_at, attempts = 1, recipient = 'office@example.org',
      subject = 'Your request', text = repeat('A letter has some lines. ', 40)
    WHERE due_at <= now()`;
  await database.$executeRaw`DELETE FROM outbox`;
  await database.$executeRaw`VACUUM (ANALYZE)`;
}
