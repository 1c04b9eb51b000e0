import { z } from 'zod';
import { inTurn, median, perSecond, type Figure } from './figure';
import type { Load } from './load';
import { processorTime, processorTimeOfChildren } from './processes';
import { approvable, bodyOf } from './samples';
import type { Served, Stand } from './stand';

const CASES = 60;
const PAIRS = 9;
const AT_ONCE = 8;
const AIM = 'ratio at least 0.95: recording costs at most 5 %';

/** (k) Reads with and without the access log, in one run; each has a database with the same cases. */
export async function benchReads(stand: Stand): Promise<readonly Figure[]> {
  const recorded = await sideOf(stand, 'bench_recorded', (url) => stand.serveApi(url));
  const unrecorded = await sideOf(stand, 'bench_unrecorded', (url) => stand.serveUnrecorded(url));
  const figures: Figure[] = [];
  for (const read of READS) {
    figures.push(...(await compare(stand, recorded, unrecorded, read)));
  }
  return figures;
}

/** An API with cases, and the id of one of them. */
interface Side {
  readonly api: Served;
  readonly headers: Readonly<Record<string, string>>;
  readonly id: string;
}

interface Read extends Pick<Load, 'count'> {
  readonly what: string;
  readonly method: 'GET' | 'POST';
  readonly path: (id: string) => string;
}

const READS: readonly Read[] = [
  { what: 'a case', method: 'GET', path: (id) => `/v1/cases/${id}`, count: 600 },
  { what: 'a list of 50 cases', method: 'GET', path: () => '/v1/cases', count: 40 },
  { what: 'a worklist of 50 cases', method: 'POST', path: () => '/v1/cases/search', count: 150 },
  {
    what: 'the letters of a case',
    method: 'GET',
    path: (id) => `/v1/cases/${id}/letters`,
    count: 600,
  },
];

async function sideOf(
  stand: Stand,
  name: string,
  serve: (databaseUrl: string) => Promise<Served>,
): Promise<Side> {
  const api = await serve(await stand.database(name));
  const headers = { authorization: `Bearer ${await stand.token(api)}` };
  return { api, headers, id: await openCases(api, headers) };
}

async function compare(
  { load, postgresPid }: Stand,
  recorded: Side,
  unrecorded: Side,
  { what, method, path, count }: Read,
): Promise<readonly Figure[]> {
  const round = async ({ api, headers, id }: Side, spent: number[]) => {
    const cpu = () => processorTime(api.pid) + processorTimeOfChildren(postgresPid);
    const before = cpu();
    const { milliseconds } = await load.send({
      port: api.port,
      method,
      path: path(id),
      headers,
      bodies: ['{}'],
      count,
      atOnce: AT_ONCE,
      status: 200,
    });
    spent.push((cpu() - before) / count);
    return perSecond(count, milliseconds);
  };
  const [own, bare]: [number[], number[]] = [[], []];
  const rates = await inTurn(
    PAIRS,
    () => round(recorded, own),
    () => round(unrecorded, bare),
  );
  const spent = { reached: median(own), bare: median(bare) };
  return [
    { what: `reads of ${what}, recorded and not`, unit: 'reads/s', ...rates, aim: AIM },
    {
      what: `processor time of API and Postgres for ${what}`,
      unit: 'ms',
      ...spent,
      ratio: spent.bare / spent.reached,
      aim: AIM,
    },
  ];
}

const opened = z.object({ id: z.string() });

/** @returns the id of one of them */
async function openCases(api: Served, headers: Readonly<Record<string, string>>): Promise<string> {
  let id = '';
  const bodies = approvable.map(bodyOf);
  for (let count = 0; count < CASES; count += 1) {
    const key = `READS-${count}`;
    const answer = await fetch(`http://127.0.0.1:${api.port}/v1/cases`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
      body: bodies[count % bodies.length]?.replace('@member@', key) ?? '',
    });
    ({ id } = opened.parse(await answer.json()));
  }
  return id;
}
