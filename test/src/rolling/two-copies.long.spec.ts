import { migrate } from '@assent/persistence';
import { canaries, type Canaries } from '../canaries/canaries';
import { peopleOf, type People } from '../faults/people';
import { mustCome } from '../faults/scene';
import { openBalancer, type Balancer } from './balancer';
import { startFleet, type Fleet } from './fleet';
import { askToEnd, faultsOf, kill, whileWorking } from './work';

const AT_ONCE = 4;

let fleet: Fleet;
let balancer: Balancer;
let people: People;
let words: Canaries;

beforeAll(async () => {
  fleet = await startFleet();
  await migrate(fleet.databaseUrl);
  balancer = await openBalancer();
  for (const _copy of [1, 2]) {
    balancer.add((await fleet.startApi()).url);
    await fleet.startWorker();
  }
  await mustCome('both APIs get calls', () => balancer.inUse().length === 2);
  words = canaries();
  people = await peopleOf(balancer.url, words);
}, 300_000);
afterAll(async () => {
  await balancer.stop();
  await fleet.stop();
}, 120_000);

/** The processes that took up workflows, by their numbers. */
async function workersOfWorkflows(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const { workflow } = fleet.temporal();
  for await (const { workflowId } of workflow.list()) {
    const { events } = await workflow.getHandle(workflowId).fetchHistory();
    for (const { workflowTaskStartedEventAttributes: task } of events ?? []) {
      if (task?.identity != null) found.add(task.identity.split('@')[0] ?? '');
    }
  }
  return found;
}

describe('two APIs and two workers on one Postgres and one Temporal', () => {
  it('share the work: each case has one outcome, and each letter goes out once', async () => {
    const since = new Date();
    await whileWorking(people, AT_ONCE, (work) => work.more(40));
    expect(await faultsOf(fleet, { people, words, since })).toEqual([]);
    expect(balancer.failures).toEqual([]);
    const answered = [...fleet.running].map(({ url }) => balancer.answered(url));
    expect(answered.filter((calls) => calls > 20)).toHaveLength(2);
    const pids = [...fleet.workers].map(({ pid }) => String(pid)).sort();
    expect([...(await workersOfWorkflows())].sort()).toEqual(pids);
  }, 600_000);

  it('are replaced one by one under load: each ends in order, and no call fails', async () => {
    const since = new Date();
    await whileWorking(people, AT_ONCE, async (work) => {
      for (const { url, child } of [...fleet.running]) {
        balancer.add((await fleet.startApi()).url);
        await mustCome('the new API gets calls', () => balancer.inUse().length === 3);
        const ended = askToEnd(child);
        await mustCome('it gets no more calls', () => !balancer.inUse().includes(url));
        for (const path of ['/healthz', '/readyz']) {
          const answer = await fetch(`${url}${path}`);
          expect([answer.status, await answer.json()]).toEqual([
            503,
            expect.objectContaining({ status: 'ending' }),
          ]);
        }
        const late = await fetch(`${url}/openapi.json`);
        await late.arrayBuffer();
        expect([late.status, late.headers.get('connection')]).toEqual([200, 'close']);
        expect(await ended).toBe(0);
        await balancer.remove(url);
      }
      for (const worker of [...fleet.workers]) {
        await fleet.startWorker();
        expect(await askToEnd(worker)).toBe(0);
      }
      await work.more(10);
    });
    expect(balancer.failures).toEqual([]);
    expect(people.acknowledged.filter(({ attempts }) => attempts > 1)).toEqual([]);
    expect(await faultsOf(fleet, { people, words, since })).toEqual([]);
  }, 600_000);

  it('lose nothing and double nothing if one of each is killed under load', async () => {
    const since = new Date();
    await whileWorking(people, AT_ONCE, async (work) => {
      await work.more(10);
      const [api] = fleet.running;
      const [worker] = fleet.workers;
      await Promise.all([kill(api!.child), kill(worker!)]);
      await work.more(20);
    });
    expect(await faultsOf(fleet, { people, words, since }, { died: true })).toEqual([]);
    expect([fleet.running.size, fleet.workers.size]).toEqual([1, 1]);
    expect(balancer.inUse()).toEqual([...fleet.running].map(({ url }) => url));
  }, 600_000);
});
