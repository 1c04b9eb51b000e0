import { agreeCall, recordCall, requestCall } from '@assent/application';
import type { CallOutcome, PeerToPeer } from '@assent/domain';
import { caseWorkflowId } from '@assent/workflows';
import { accepted, decide, DIRECTOR, INTAKE, NOT_MET, openFor } from './cast';
import { setStage, type Stage } from './stage';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let stage: Stage;

beforeEach(async () => {
  stage = await setStage();
  await stage.startWorker();
});
afterEach(() => stage.stop());

const workflowOf = (caseId: string) => stage.workflows.getHandle(caseWorkflowId(caseId));
const moveTo = (instant: Date, more = 0) => stage.clock.moveTo(new Date(instant.getTime() + more));
const told = async (caseId: string) =>
  (await stage.records.records.events(caseId))
    .filter(({ type, actor }) => type.startsWith('peer-to-peer') && actor.role === 'software')
    .map(({ type, details: { caller } }) => [type, caller]);
const inReview = async () => (await openFor(stage, NOT_MET)).record.id;
const record = async ({ id }: PeerToPeer, outcome: CallOutcome) =>
  accepted(await recordCall(stage.ports)({ id, outcome, note: 'Called.', actor: DIRECTOR }));

/** A call that the prescriber asks for in some hours. */
async function requested(caseId: string, inHours: number): Promise<PeerToPeer> {
  const slots = [new Date((await stage.clock.now()).getTime() + inHours * HOUR)];
  const asked = accepted(await requestCall(stage.ports)({ caseId, slots, actor: INTAKE }));
  return asked.record.peerToPeer.at(-1)!;
}

const agreed = async ({ id, slots: [slot] }: PeerToPeer) =>
  accepted(await agreeCall(stage.ports)({ id, slot: slot!, actor: INTAKE }));

it('tells when the agreed time of a call has come, once and not before', async () => {
  const caseId = await inReview();
  const call = await requested(caseId, 2);
  await agreed(call);
  await moveTo(call.slots[0]!, -HOUR);
  const before = await told(caseId);
  await moveTo(call.slots[0]!, HOUR / 60);
  await moveTo(call.slots[0]!, HOUR);
  expect([before, await told(caseId)]).toEqual([[], [['peer-to-peer-due', null]]]);
});

it('escalates a call past due, once, which ends no call and decides nothing', async () => {
  const caseId = await inReview();
  const call = await requested(caseId, 1);
  await moveTo(call.dueAt, -HOUR);
  const before = await told(caseId);
  await moveTo(call.dueAt, HOUR);
  await moveTo(call.dueAt, DAY);
  expect([before, await told(caseId)]).toEqual([[], [['peer-to-peer-escalated', null]]]);
  const found = await stage.records.records.case(caseId);
  expect(found).toMatchObject({ status: 'in-review', decision: null });
  expect(found?.peerToPeer).toMatchObject([{ id: call.id, attempts: [] }]);
});

it('escalates no call that was held in time', async () => {
  const caseId = await inReview();
  const call = await requested(caseId, 1);
  await record(call, 'held');
  await moveTo(call.dueAt, DAY);
  expect(await told(caseId)).toEqual([]);
});

it('starts the ended workflow of a denied case for a call, until that is held', async () => {
  const caseId = await inReview();
  await stage.clock.settled();
  accepted(await decide(stage, caseId, 'deny'));
  await stage.clock.settled();
  await workflowOf(caseId).result();
  const call = await requested(caseId, 1);
  await moveTo(call.dueAt, HOUR);
  await record(call, 'plan-missed');
  await stage.clock.settled();
  expect((await workflowOf(caseId).describe()).status.name).toBe('RUNNING');
  await record(call, 'held');
  await stage.clock.settled();
  await workflowOf(caseId).result();
  expect(await told(caseId)).toEqual([['peer-to-peer-escalated', DIRECTOR.subject]]);
});
