import { evaluateCase, openCase, type Ports } from '@assent/application';
import { countClosed, Registry } from '@assent/platform';
import { openDesk, type Desk } from '../support/desk';
import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import {
  accepted,
  decide,
  digestLike,
  INTAKE,
  opened,
  PHARMACIST,
  requestOf,
  withdraw,
} from '../support/requests';

let desk: Desk;
/** Two processes over one record. */
let one: Ports;
let two: Ports;
let registries: readonly [Registry, Registry];

beforeEach(async () => {
  desk = await openDesk();
  registries = [new Registry(), new Registry()];
  [one, two] = registries.map((registry): Ports => ({
    ...desk.ports,
    records: countClosed(registry, desk.ports.records),
  })) as [Ports, Ports];
});
afterEach(() => desk.close());

/** What all processes counted together, without the outcomes that none counted. */
async function counted(): Promise<Readonly<Record<string, number>>> {
  const sums: Record<string, number> = {};
  for (const registry of registries) {
    const text = await registry.metrics();
    for (const [, outcome = '', count] of text.matchAll(/_total\{outcome="([\w-]+)"\} (\d+)/g)) {
      sums[outcome] = (sums[outcome] ?? 0) + Number(count);
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum > 0));
}

test('counts the outcome of each case once, in the process that committed it', async () => {
  await opened(one, { facts: MET });
  await opened(one, { facts: MET, lineOfBusiness: 'medicare-part-d' });
  const approved = await opened(one, { facts: TOO_MANY_CAPSULES });
  const denied = await opened(one, { facts: TOO_MANY_CAPSULES });
  const withdrawn = await opened(two);
  accepted(await decide(two, approved.record.id, 'approve', { actor: PHARMACIST }));
  accepted(await decide(one, denied.record.id, 'deny'));
  accepted(await withdraw(two, withdrawn.record.id));
  expect(await counted()).toEqual({
    'approved-by-software': 1,
    'approved-by-person': 1,
    denied: 1,
    withdrawn: 1,
    routed: 1,
  });
  expect(await registries[1].metrics()).toContain('{outcome="approved-by-person"} 1');
});

test('counts a decision once if two processes make it at the same time', async () => {
  const { record } = await opened(one, { facts: TOO_MANY_CAPSULES });
  await Promise.all([one, two].map((ports) => decide(ports, record.id, 'deny', { version: 1 })));
  await evaluateCase(two)(record.id);
  expect(await counted()).toEqual({ denied: 1 });
});

test('counts a repeated request once', async () => {
  const request = await requestOf(one, { facts: MET });
  const command = { key: 'again', digest: digestLike('again') };
  for (const ports of [one, two, one]) {
    accepted(await openCase(ports)({ request, actor: INTAKE, command }));
  }
  expect(await counted()).toEqual({ 'approved-by-software': 1 });
});
