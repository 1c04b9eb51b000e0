import { z } from 'zod';
import { inTurn, median, perSecond, type Figure } from './figure';
import type { Load } from './load';
import { processorTime, processorTimeOfChildren } from './processes';
import { bodyOf, approvable } from './samples';
import type { Served, Stand } from './stand';

const CASES = 60;
const PAIRS = 15;
const AT_ONCE = 8;
const AIM = 'ratio at least 0.95: recording costs at most 5 %';

/** (j) Reads with and without the access log, in one run over one database. */
export async function benchReads(stand: Stand): Promise<readonly Figure[]> {
  const database = await stand.database('bench_reads');
  const recorded = await stand.serveApi(database);
  const unrecorded = await stand.serveUnrecorded(database);
  const headers = { authorization: `Bearer ${await stand.token(recorded)}` };
  const id = await openCases(recorded, headers);
  const reads: readonly Read[] = [
    { what: 'a case', method: 'GET', path: `/v1/cases/${id}`, bodies: [''], count: 600 },
    { what: 'a list of 50 cases', method: 'GET', path: '/v1/cases', bodies: [''], count: 60 },
    {
      what: 'a search of the worklist',
      method: 'POST',
      path: '/v1/cases/search',
      bodies: ['{}'],
      count: 100,
    },
    {
      what: "a case's timeline",
      method: 'GET',
      path: `/v1/cases/${id}/timeline`,
      bodies: [''],
      count: 600,
    },
  ];
  const figures: Figure[] = [];
  for (const read of reads) {
    figures.push(...(await compare(stand, { recorded, unrecorded, headers }, read)));
  }
  return figures;
}

type Read = Pick<Load, 'path' | 'bodies' | 'count'> & {
  readonly what: string;
  readonly method: 'GET' | 'POST';
};

interface Both {
  readonly recorded: Served;
  readonly unrecorded: Served;
  readonly headers: Readonly<Record<string, string>>;
}

async function compare(
  { load, postgresPid }: Stand,
  { recorded, unrecorded, headers }: Both,
  { what, ...read }: Read,
): Promise<readonly Figure[]> {
  const spent = new Map<Served, number[]>([
    [recorded, []],
    [unrecorded, []],
  ]);
  const cpu = (to: Served) => processorTime(to.pid) + processorTimeOfChildren(postgresPid);
  const round = async (to: Served) => {
    const before = cpu(to);
    const { milliseconds } = await load.send({
      ...read,
      port: to.port,
      headers,
      atOnce: AT_ONCE,
      status: 200,
    });
    spent.get(to)?.push((cpu(to) - before) / read.count);
    return perSecond(read.count, milliseconds);
  };
  const rates = await inTurn(
    PAIRS,
    () => round(recorded),
    () => round(unrecorded),
  );
  const [own, bare] = [recorded, unrecorded].map((to) => median(spent.get(to) ?? []));
  return [
    {
      what: `reads of ${what}, with and without the access log`,
      unit: 'reads/s',
      ...rates,
      aim: AIM,
    },
    {
      what: `processor time of API and Postgres for ${what}`,
      unit: 'ms',
      reached: own ?? NaN,
      bare: bare ?? NaN,
      ratio: (bare ?? NaN) / (own ?? NaN),
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
