import { endOfDay } from '@assent/domain';
import { payloadTexts } from '../support/temporal';
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
    told.push(await textOf(await eventsOf(`case/${record.id}`)));
  }
  const words = ['caseId', ...CANARIES];
  expect(words.filter((word) => told.some((text) => text.includes(word)))).toEqual(['caseId']);
});

it('shows none of its payloads without the keys, and none of the words of a failure', async () => {
  const { record } = await openFor(stage, ONE_MISSING);
  accepted(await withdraw(stage, record.id));
  await stage.clock.settled();
  const caseId = record.id;
  await stage.workflows.getHandle(`case/${caseId}`).result();
  const events = await eventsOf(`case/${caseId}`);
  const readable = (await payloadTexts(events, null)).filter(isJson);
  // What the SDK itself keeps of a step within a task: its name, its times and its attempt.
  expect(readable.filter((text) => !text.includes('"activity_type"'))).toEqual([]);
  expect(readable.join('\n')).not.toMatch(/caseId|PA-/);
  expect((await payloadTexts(events)).join('\n')).toMatch(/caseId[^]*PA-/);
});

/** An encrypted payload may begin like JSON by chance; it does not parse. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function eventsOf(workflowId: string) {
  const { events } = await stage.workflows.getHandle(workflowId).fetchHistory();
  if (!events?.length) throw new Error(`\`${workflowId}\` has no history`);
  return events;
}

/** The text of a history with its payloads decrypted: a canary would hide in them. */
async function textOf(events: readonly object[]): Promise<string> {
  const texts = await payloadTexts(events);
  return [JSON.stringify(events), ...texts].join('\n');
}
