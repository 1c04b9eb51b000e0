import { expediteCase, extendCase } from '@assent/application';
import { PHARMACIST } from '../support/requests';
import {
  accepted,
  decide,
  inform,
  INTAKE,
  NOT_MET,
  ONE_MISSING,
  openFor,
  THE_ANSWER,
  withdraw,
} from './cast';
import { setStage, type Stage } from './stage';

const HOUR = 3_600_000;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  await stage.startWorker();
});
afterAll(() => stage.stop());

it('hands a case over to a person if the information is late, and not before', async () => {
  const { record } = await openFor(stage, ONE_MISSING);
  await stage.clock.moveTo(before(record.informationDueAt));
  const waiting = await statusOf(record.id);
  await stage.clock.moveTo(after(record.informationDueAt));
  expect([waiting, await statusOf(record.id)]).toEqual(['pending-information', 'in-review']);
});

it('escalates a case that is not decided in time, and decides nothing', async () => {
  const { record } = await openFor(stage, NOT_MET);
  await stage.clock.moveTo(after(record.dueAt));
  const overdue = await stage.records.records.case(record.id);
  expect([overdue?.status, overdue?.review?.escalatedAt, overdue?.decision]).toEqual([
    'in-review',
    expect.any(Date),
    null,
  ]);
});

it('waits for a person after the escalation as long as it takes', async () => {
  const { record } = await openFor(stage, NOT_MET);
  await stage.clock.moveTo(new Date(after(record.dueAt).getTime() + 100 * 24 * HOUR));
  accepted(await decide(stage, record.id, 'deny'));
  await stage.workflows.getHandle(`case/${record.id}`).result();
  expect(await statusOf(record.id)).toBe('denied');
});

it('escalates an expedited case at the sooner deadline', async () => {
  const { record } = await openFor(stage, NOT_MET);
  const reason = 'The disease progresses.';
  const command = { caseId: record.id, by: 'prescriber', reason, actor: INTAKE } as const;
  const expedited = accepted(await expediteCase(stage.ports)(command)).record;
  await stage.clock.moveTo(after(expedited.dueAt));
  const overdue = await stage.records.records.case(record.id);
  expect(overdue?.review?.escalatedAt?.getTime()).toBeLessThan(record.dueAt?.getTime() ?? 0);
});

it('stops the clock with the letter about an extension, and goes on when nobody answers', async () => {
  const { record } = await openFor(stage, ONE_MISSING);
  await stage.clock.settled();
  const command = { caseId: record.id, reason: 'The report is late.', actor: PHARMACIST };
  const extended = accepted(await extendCase(stage.ports)(command)).record;
  await stage.clock.moveTo(after(record.dueAt));
  const still = await stage.records.records.case(record.id);
  expect(still?.clocks[0]?.tolled).toMatchObject([{ to: null }]);
  expect(still?.dueAt?.getTime()).toBeGreaterThan(extended.dueAt?.getTime() ?? Infinity);
  await stage.clock.moveTo(after(still?.informationDueAt ?? null));
  const late = await stage.records.records.case(record.id);
  expect([late?.status, late?.clocks[0]?.tolled[0]?.to]).toEqual(['in-review', expect.any(Date)]);
  await stage.clock.moveTo(after(late?.dueAt ?? null));
  const overdue = await stage.records.records.case(record.id);
  expect(overdue?.review?.escalatedAt).toEqual(expect.any(Date));
});

it('accepts an answer before the deadline of its question', async () => {
  const { record } = await openFor(stage, ONE_MISSING);
  await stage.clock.moveTo(after(record.informationDueAt));
  accepted(await inform(stage, record.id, THE_ANSWER));
  expect(await statusOf(record.id)).toBe('approved');
});

it.each([
  ['while it waits for information', ONE_MISSING, 0],
  ['after a reminder', ONE_MISSING, 0.3],
  ['in review because no answer came', ONE_MISSING, 0.9],
  ['in review', NOT_MET, 0.5],
  ['after its escalation', NOT_MET, 1.1],
])('ends when it is withdrawn %s', async (_moment, facts, share) => {
  const { record } = await openFor(stage, facts);
  const time = (record.dueAt?.getTime() ?? 0) - record.openedAt.getTime();
  await stage.clock.settled();
  if (share > 0) await stage.clock.moveTo(new Date(record.openedAt.getTime() + share * time));
  accepted(await withdraw(stage, record.id));
  await stage.workflows.getHandle(`case/${record.id}`).result();
  await stage.clock.moveTo(new Date((await stage.clock.now()).getTime() + 2 * time));
  const last = (await stage.records.records.events(record.id)).at(-1);
  expect([await statusOf(record.id), last?.details['kind']]).toEqual(['withdrawn', 'withdrawal']);
});

async function statusOf(caseId: string) {
  return (await stage.records.records.case(caseId))?.status;
}

function before(instant: Date | null): Date {
  return new Date((instant?.getTime() ?? 0) - HOUR);
}

function after(instant: Date | null): Date {
  return new Date((instant?.getTime() ?? 0) + HOUR);
}
