import { endOfDay } from '@assent/domain';
import {
  accepted,
  CANARIES,
  decide,
  inform,
  MET,
  NOT_MET,
  ONE_MISSING,
  openFor,
  RESPONDING,
  THE_ANSWER,
  withdraw,
} from './cast';
import { setStage, type Stage } from './stage';

const ZONE = 'America/New_York';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  await stage.startWorker();
});
afterAll(() => stage.stop());

it('uses at most seven events for a case that is approved at once', async () => {
  const { record } = await openFor(stage, MET);
  await stage.clock.settled();
  expect((await eventsOf(`case/${record.id}`)).length).toBeLessThanOrEqual(7);
});

it.each([
  ['half a year', 'initiation', MET],
  ['a year', 'continuation', { ...MET, ...RESPONDING, previouslyMetInitiationCriteria: true }],
] as const)(
  'uses at most 40 events for %s of coverage with its reminders, review and end',
  async (_time, requestType, facts) => {
    const { authorization } = await openFor(stage, facts, { requestType });
    await stage.clock.moveTo(endOfDay(authorization?.period.end ?? '', ZONE));
    await stage.workflows.getHandle(`authorization/${authorization?.number}`).result();
    const events = await eventsOf(`authorization/${authorization?.number}`);
    expect(events.length).toBeLessThanOrEqual(40);
  },
);

it('contains nothing about the member, whatever happens to the case', async () => {
  const approved = await openFor(stage, ONE_MISSING);
  accepted(await inform(stage, approved.record.id, THE_ANSWER));
  const denied = await openFor(stage, NOT_MET);
  accepted(await decide(stage, denied.record.id, 'deny'));
  const withdrawn = await openFor(stage, ONE_MISSING);
  accepted(await withdraw(stage, withdrawn.record.id));
  stage.mail.refuse(true);
  const unreachable = await openFor(stage, ONE_MISSING);
  await stage.clock.settled();
  await stage.clock.moveTo(new Date((await stage.clock.now()).getTime() + 3 * 86_400_000));
  stage.mail.refuse(false);
  const told: string[] = [];
  for (const { record } of [approved, denied, withdrawn, unreachable]) {
    told.push(textOf(await eventsOf(`case/${record.id}`)));
  }
  const words = ['caseId', ...CANARIES];
  expect(words.filter((word) => told.some((text) => text.includes(word)))).toEqual(['caseId']);
});

async function eventsOf(workflowId: string) {
  const { events } = await stage.workflows.getHandle(workflowId).fetchHistory();
  if (!events?.length) throw new Error(`\`${workflowId}\` has no history`);
  return events;
}

/** The text of a history. JSON writes payloads in base64, where a canary would hide. */
function textOf(events: readonly object[]): string {
  return JSON.stringify(events, (name, value: unknown) =>
    name === 'data' && typeof value === 'string'
      ? Buffer.from(value, 'base64').toString('utf8')
      : value,
  );
}
