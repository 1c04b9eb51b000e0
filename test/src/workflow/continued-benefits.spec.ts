import { withdrawAppeal, type AuthorizationRecord } from '@assent/application';
import { addHours, expiryOf, lastCoveredDay } from '@assent/domain';
import { authorizationWorkflowId } from '@assent/workflows';
import { decideOn, filed } from '../support/appeals';
import { RESPONSE, TOO_MANY_CAPSULES } from '../support/facts';
import { decide, inform } from '../support/requests';
import { accepted, INTAKE, MET, openFor } from './cast';
import { setStage, type Stage } from './stage';

const ZONE = 'America/New_York';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const authorization = async (number: string): Promise<AuthorizationRecord> =>
  (await stage.records.records.authorization(number))!;
const continuing = async (old: AuthorizationRecord) =>
  (await stage.records.records.authorizationsOf(old.memberId, old.drug)).find(
    ({ continues }) => continues === old.number,
  )!;
const expiry = ({ period }: AuthorizationRecord) => expiryOf(period, ZONE);
const lettersOf = async (caseId: string) => {
  const record = await stage.records.records.case(caseId);
  const prefix = `${record?.number}: `;
  return stage.mail
    .letters()
    .filter(({ subject }) => subject.startsWith(prefix))
    .map(({ subject }) => subject.slice(prefix.length));
};

/** An authorization whose renewal review was denied 20 days before its end. */
async function denied() {
  const { authorization: old } = await openFor(stage, MET);
  await stage.clock.moveTo(addHours(expiry(old!), -20 * 24));
  const caseId = (await authorization(old!.number)).continuationCaseId!;
  accepted(await inform(stage.ports, caseId, { ...TOO_MANY_CAPSULES, ...RESPONSE }));
  accepted(await decide(stage.ports, caseId, 'deny', { clauses: ['C.4'] }));
  await stage.clock.settled();
  return { caseId, old: old! };
}

it('coverage goes on past its old end until the appeal is decided, and no letter says that it ended', async () => {
  await stage.startWorker();
  const { caseId, old } = await denied();
  const appeal = await filed(stage.ports, caseId);
  await stage.clock.settled();
  const first = await continuing(old);
  await stage.clock.moveTo(addHours(expiry(old), 24));
  expect((await authorization(old.number)).status).toBe('expired');
  await stage.clock.moveTo(addHours(expiry(first), 24));
  const longer = await continuing(old);
  expect(longer.status).toBe('active');
  expect(lastCoveredDay(longer) > lastCoveredDay(first)).toBe(true);
  expect(await lettersOf(caseId)).not.toContain('coverage ended');
  accepted(await decideOn(stage.ports, appeal.id, 'uphold'));
  await stage.clock.moveTo(addHours(await stage.clock.now(), 48));
  expect((await continuing(old)).status).toBe('expired');
  await stage.workflows.getHandle(authorizationWorkflowId(longer.number)).result();
});

it('an appeal that is opened while no worker runs loses nothing, and its coverage ends once', async () => {
  const worker = await stage.startWorker();
  const { caseId, old } = await denied();
  await worker.stop();
  const appeal = await filed(stage.ports, caseId);
  const first = await continuing(old);
  expect(first.status).toBe('active');
  await stage.startWorker();
  await stage.clock.settled();
  await stage.clock.moveTo(addHours(expiry(first), 24));
  const longer = await continuing(old);
  expect(lastCoveredDay(longer) > lastCoveredDay(first)).toBe(true);
  const { version } = (await stage.records.records.appeal(appeal.id))!;
  const command = { id: appeal.id, version, actor: INTAKE, reason: 'So.' };
  accepted(await withdrawAppeal(stage.ports)(command));
  await stage.clock.moveTo(addHours(await stage.clock.now(), 48));
  expect((await continuing(old)).status).toBe('expired');
  const ends = (await stage.records.records.events(caseId)).filter(
    ({ type }) => type === 'benefits-ended',
  );
  expect(ends).toHaveLength(1);
});
