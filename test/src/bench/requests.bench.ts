import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { inTurn, median, perSecond, type Figure } from './figure';
import type { Load } from './load';
import { processorTime, processorTimeOfChildren } from './processes';
import { rowsOf } from './row-template';
import { approvable, bodyOf } from './samples';
import { withRecords, type Served, type Stand } from './stand';

/** The API and its bare counterpart, each on a database of its own, and what to send them. */
export interface Rivals {
  readonly api: Served;
  readonly bare: Served;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
}

/** Starts both; the bare one writes what the API wrote for the same samples. */
export async function startRivals(stand: Stand): Promise<Rivals> {
  const [own, copy] = [await stand.database('bench_api'), await stand.database('bench_bare')];
  const api = await stand.serveApi(own);
  const headers = { authorization: `Bearer ${await stand.token(api)}` };
  const bodies = approvable.map(bodyOf);
  const opened = await Promise.all(
    bodies.map(async (body, index) => {
      const answer = await fetch(`http://127.0.0.1:${api.port}/v1/cases`, {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'idempotency-key': `BENCH-0-${index}`,
        },
        body: body.replace('@member@', `BENCH-0-${index}`),
      });
      return openedCase.parse(await answer.json());
    }),
  );
  const rows = await withRecords(own, (records) =>
    Promise.all(opened.map(({ id }) => rowsOf(records, id))),
  );
  const samples = join(stand.folder, 'samples.json');
  await writeFile(samples, JSON.stringify({ rows, determination: opened[0]?.determination }));
  return { api, bare: await stand.serveBare(copy, samples), headers, bodies };
}

const openedCase = z.object({
  id: z.string(),
  status: z.literal('approved'),
  determination: z.looseObject({}),
});

/** (b) Cases opened and decided, over HTTP. */
export async function benchCases(stand: Stand, rivals: Rivals): Promise<readonly Figure[]> {
  const alone = await compare(stand, rivals, CASES, { count: 120, atOnce: 1 });
  const crowd = await compare(stand, rivals, CASES, { count: 1_000, atOnce: 50 });
  const aim = 'ratio at least 0.6';
  return [
    { what: 'cases opened and decided, 1 at once', unit: 'cases/s', ...alone.rates, aim },
    {
      what: 'cases opened and decided, 50 at once',
      unit: 'cases/s',
      ...crowd.rates,
      aim: `${aim}; more than 500 to 640 cases/s`,
    },
    { what: 'processor time of the API for a case', unit: 'ms', ...crowd.program },
    {
      what: 'processor time of Postgres for a case',
      unit: 'ms',
      ...crowd.postgres,
      aim: 'with the API less than 6 to 8 ms',
    },
  ];
}

/** (e) Pre-checks, over HTTP. */
export async function benchPrechecks(stand: Stand, rivals: Rivals): Promise<readonly Figure[]> {
  const alone = await compare(stand, rivals, PRECHECKS, { count: 300, atOnce: 1 });
  const crowd = await compare(stand, rivals, PRECHECKS, { count: 2_000, atOnce: 50 });
  const aim = 'ratio at least 0.6';
  return [
    { what: 'pre-checks, 1 at once', unit: 'requests/s', ...alone.rates, aim },
    { what: 'pre-checks, 50 at once', unit: 'requests/s', ...crowd.rates, aim },
    { what: 'processor time of the API for a pre-check', unit: 'ms', ...crowd.program },
  ];
}

const CASES = { path: '/v1/cases', barePath: '/cases', status: 201 };
const PRECHECKS = { path: '/v1/determinations', barePath: '/determinations', status: 200 };
const PAIRS = 5;

async function compare(
  { load, postgresPid }: Stand,
  { api, bare, headers, bodies }: Rivals,
  { path, barePath, status }: typeof CASES,
  { count, atOnce }: { readonly count: number; readonly atOnce: number },
) {
  const own = { program: [] as number[], postgres: [] as number[] };
  const others = { program: [] as number[], postgres: [] as number[] };
  const round = async (to: Served, address: string, spent: typeof own) => {
    const before = [processorTime(to.pid), processorTimeOfChildren(postgresPid)] as const;
    const sent: Load = { port: to.port, path: address, headers, bodies, count, atOnce, status };
    const { milliseconds } = await load.send(sent);
    spent.program.push((processorTime(to.pid) - before[0]) / count);
    spent.postgres.push((processorTimeOfChildren(postgresPid) - before[1]) / count);
    return perSecond(count, milliseconds);
  };
  const rates = await inTurn(
    PAIRS,
    () => round(api, path, own),
    () => round(bare, barePath, others),
  );
  return {
    rates,
    program: { reached: median(own.program), bare: median(others.program) },
    postgres: { reached: median(own.postgres), bare: median(others.postgres) },
  };
}
