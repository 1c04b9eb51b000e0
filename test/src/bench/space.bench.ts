import { deliverNotice, openCase } from '@assent/application';
import { letterRenderer } from '@assent/letters';
import type { Records } from '@assent/persistence';
import { systemClock } from '@assent/platform';
import { parseRequest } from '@assent/contracts';
import type { Figure } from './figure';
import { bodyOf, incomplete } from './samples';
import { benchPorts, withRecords, type Stand } from './stand';

const CASES = 3_000;
const AT_ONCE = 10;

/**
 * (b) What an open case takes of the database: its share of every table, index and long value after
 * its question has been sent and its message relayed.
 */
export async function benchSpace(stand: Stand): Promise<readonly Figure[]> {
  const used = await withRecords(await stand.database('bench_space'), async (records) => {
    const empty = await sizeOf(records);
    await openCases(records);
    while ((await records.outbox.relayBatch(1_000, () => Promise.resolve())).delivered > 0);
    await records.database.$executeRaw`VACUUM`;
    return (await sizeOf(records)) - empty;
  });
  return [
    {
      what: 'database bytes of an open case',
      unit: 'bytes',
      reached: used / CASES,
      aim: 'at most half of 22,000 to 26,000',
    },
  ];
}

async function openCases(records: Records): Promise<void> {
  const ports = {
    ...benchPorts(records),
    notices: records.notices,
    sender: { send: () => Promise.resolve() },
    renderer: letterRenderer,
    mailroom: 'mailroom@example.org',
  };
  const [open, deliver] = [openCase(ports), deliverNotice(ports)];
  const receipt = { now: await systemClock.now(), zone: ports.settings.timeZone };
  const bodies = incomplete.map(bodyOf);
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < CASES) {
        next += 1;
        const body = bodies[next % bodies.length]?.replace('@member@', `BENCH-0-${next}`) ?? '';
        const parsed = parseRequest(JSON.parse(body), receipt);
        if (!parsed.ok) throw new Error('a sample is not valid');
        const opened = await open({
          request: parsed.request,
          actor: { subject: 'ivy', role: 'intake' },
          command: { key: `bench-${next}`, digest: '00' },
        });
        if (!opened.ok) throw new Error(opened.refusal.detail);
        await Promise.all((await ports.notices.take(await systemClock.now(), 8)).map(deliver));
      }
    }),
  );
}

async function sizeOf({ database }: Records): Promise<number> {
  const [row] = await database.$queryRaw<{ bytes: bigint }[]>`
    SELECT sum(pg_total_relation_size(oid))::bigint AS bytes FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`;
  return Number(row?.bytes ?? 0);
}
