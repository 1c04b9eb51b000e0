import { isOpen } from '@assent/domain';
import { accepted, decide, MET, NOT_MET, ONE_MISSING, openFor } from './cast';
import { eventually, setStage, type Stage } from './stage';

const HOUR = 3_600_000;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  await stage.startWorker();
});
afterAll(() => stage.stop());
afterEach(() => stage.mail.refuse(false));

it('lets deadlines pass in time while the mail system is down', async () => {
  stage.mail.refuse(true);
  const { record } = await openFor(stage, ONE_MISSING, { urgency: 'expedited' });
  await stage.clock.moveTo(new Date((record.informationDueAt?.getTime() ?? 0) + HOUR / 2));
  expect((await stage.records.records.case(record.id))?.status).toBe('in-review');
});

it('delivers what was refused once the mail system is back', async () => {
  stage.mail.refuse(true);
  const { record } = await openFor(stage, MET);
  await stage.clock.settled();
  stage.mail.refuse(false);
  await stage.clock.moveTo(new Date((await stage.clock.now()).getTime() + HOUR));
  expect(lettersOf(record.number)).toEqual([`${record.number}: approved`]);
});

it('shows a case as stuck when nobody could be reached for most of a day', async () => {
  stage.mail.refuse(true);
  const { record } = await openFor(stage, NOT_MET);
  accepted(await decide(stage, record.id, 'deny'));
  await stage.clock.moveTo(new Date((await stage.clock.now()).getTime() + 24 * HOUR));
  await eventually(async () => (await stage.records.records.case(record.id))?.stuck !== null);
  const stuck = await stage.records.records.case(record.id);
  expect([stuck?.stuck?.cause, isOpen(stuck?.status ?? 'denied')]).toEqual([
    'notice-undeliverable',
    false,
  ]);
});

it('reaches the reader once when the hand-over was taken but never confirmed', async () => {
  stage.mail.dieAfterNext();
  const { record } = await openFor(stage, MET);
  await stage.clock.settled();
  await stage.clock.moveTo(new Date((await stage.clock.now()).getTime() + HOUR));
  const letters = stage.mail.letters().filter(({ subject }) => subject.startsWith(record.number));
  expect(letters.map(({ id }) => stage.mail.handOvers(id))).toEqual([2]);
});

function lettersOf(number: string): string[] {
  return stage.mail
    .letters()
    .map(({ subject }) => subject)
    .filter((subject) => subject.startsWith(number));
}
