import { addDays, atHour, dateIn, isOpen } from '@assent/domain';
import { ZONE } from '../support/desk';
import { accepted, decide, MET, NOT_MET, ONE_MISSING, openFor } from './cast';
import { eventually, nextMorning, setStage, type Stage } from './stage';

const HOUR = 3_600_000;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  await stage.startWorker();
});
afterAll(() => stage.stop());
beforeEach(() => nextMorning(stage.clock));
afterEach(() => stage.mail.refuse(false));

it('meets deadlines while the mail system is down', async () => {
  stage.mail.refuse(true);
  const { record } = await openFor(stage, ONE_MISSING, { urgency: 'expedited' });
  await stage.clock.moveTo(new Date((record.informationDueAt?.getTime() ?? 0) + HOUR / 2));
  expect((await stage.records.records.case(record.id))?.status).toBe('in-review');
});

it('delivers refused letters once the mail system is back', async () => {
  stage.mail.refuse(true);
  const { record } = await openFor(stage, MET);
  await stage.clock.settled();
  stage.mail.refuse(false);
  await stage.clock.moveTo(new Date((await stage.clock.now()).getTime() + HOUR));
  expect(lettersOf(record.number)).toEqual([`${record.number}: approved`]);
});

it('shows a case as stuck if its letter was refused for most of a day', async () => {
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

it('gives up at once on a letter that is refused permanently', async () => {
  stage.mail.refuseForGood();
  const { record } = await openFor(stage, MET);
  await stage.clock.settled();
  const stuck = (await stage.records.records.case(record.id))?.stuck;
  expect([stuck?.cause, stuck?.attempt]).toEqual(['notice-undeliverable', 1]);
  expect(stuck?.lastError).toContain('550');
});

it('reaches the recipient once if the delivery was never confirmed', async () => {
  stage.mail.dieAfterNext();
  const { record } = await openFor(stage, MET);
  await stage.clock.settled();
  await stage.clock.moveTo(new Date((await stage.clock.now()).getTime() + HOUR));
  const letters = stage.mail.letters().filter(({ subject }) => subject.startsWith(record.number));
  expect(letters.map(({ id }) => stage.mail.handOvers(id))).toEqual([2]);
});

it('sends a letter written at night in the morning, and that of an expedited case at once', async () => {
  const evening = atHour(addDays(dateIn(await stage.clock.now(), ZONE), 1), 22, ZONE);
  await stage.clock.moveTo(evening);
  const standard = await openFor(stage, MET);
  const expedited = await openFor(stage, MET, { urgency: 'expedited' });
  await stage.clock.settled();
  const atNight = [standard, expedited].map(({ record }) => lettersOf(record.number).length);
  await stage.clock.moveTo(atHour(addDays(dateIn(evening, ZONE), 1), 8, ZONE));
  const inTheMorning = lettersOf(standard.record.number).length;
  expect([...atNight, inTheMorning]).toEqual([0, 1, 1]);
});

function lettersOf(number: string): string[] {
  return stage.mail
    .letters()
    .map(({ subject }) => subject)
    .filter((subject) => subject.startsWith(number));
}
