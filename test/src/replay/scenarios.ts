import {
  agreeCall,
  claimCase,
  endAuthorization,
  forwardAppeal,
  recordCall,
  releaseCase,
  requestCall,
} from '@assent/application';
import { endOfDay, isCallOwed, type CallOutcome } from '@assent/domain';
import { authorizationWorkflowId, caseWorkflowId } from '@assent/workflows';
import { decideOn, filed } from '../support/appeals';
import {
  accepted,
  decide,
  DIRECTOR,
  inform,
  INTAKE,
  MET,
  NOT_MET,
  ONE_MISSING,
  openFor,
  THE_ANSWER,
  withdraw,
} from '../workflow/cast';
import { eventually, type Stage } from '../workflow/stage';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Scenarios whose histories are kept at every release; each returns the id of its workflow. */
export const scenarios: Readonly<Record<string, (stage: Stage) => Promise<string>>> = {
  'approved-at-once': async (stage) => {
    const { record } = await openFor(stage, MET);
    return ended(stage, caseWorkflowId(record.id));
  },
  'asked-and-answered': async (stage) => {
    const { record } = await openFor(stage, ONE_MISSING);
    await untilItWaits(stage, caseWorkflowId(record.id));
    accepted(await inform(stage, record.id, THE_ANSWER));
    return ended(stage, caseWorkflowId(record.id));
  },
  'with-a-reviewer-until-unassigned': async (stage) => {
    const { record } = await openFor(stage, NOT_MET);
    const caseId = record.id;
    await untilItWaits(stage, caseWorkflowId(caseId));
    accepted(await claimCase(stage.ports)({ caseId, actor: DIRECTOR }));
    accepted(await inform(stage, caseId, { dosing: { capsulesPer28Days: 3 } }));
    await stage.clock.moveTo(new Date((record.dueAt?.getTime() ?? 0) + DAY));
    accepted(await releaseCase(stage.ports)({ caseId, actor: DIRECTOR }));
    return ended(stage, caseWorkflowId(caseId));
  },
  'reminded-and-withdrawn': async (stage) => {
    const { record } = await openFor(stage, ONE_MISSING);
    await stage.clock.moveTo(new Date(record.openedAt.getTime() + 8 * DAY));
    accepted(await withdraw(stage, record.id));
    return ended(stage, caseWorkflowId(record.id));
  },
  'overdue-and-denied': async (stage) => {
    const { record } = await openFor(stage, NOT_MET);
    await stage.clock.moveTo(new Date((record.dueAt?.getTime() ?? 0) + DAY));
    accepted(await decide(stage, record.id, 'deny'));
    return ended(stage, caseWorkflowId(record.id));
  },
  'mail-refused-for-an-hour': async (stage) => {
    stage.mail.refuse(true);
    const { record } = await openFor(stage, ONE_MISSING);
    await stage.clock.settled();
    stage.mail.refuse(false);
    await stage.clock.moveTo(new Date(record.openedAt.getTime() + DAY));
    accepted(await withdraw(stage, record.id));
    return ended(stage, caseWorkflowId(record.id));
  },
  'appeal-overdue': async (stage) => {
    const { caseId, appeal } = await appealed(stage);
    await stage.clock.moveTo(new Date(appeal.dueAt.getTime() + DAY));
    accepted(await decideOn(stage.ports, appeal.id, 'overturn'));
    return ended(stage, caseWorkflowId(caseId));
  },
  'appeal-forwarded-late': async (stage) => {
    const { caseId, appeal } = await appealed(stage);
    await untilItWaits(stage, caseWorkflowId(caseId));
    const upheld = accepted(await decideOn(stage.ports, appeal.id, 'uphold')).appeal;
    await stage.clock.moveTo(new Date(upheld.dueAt.getTime() + DAY));
    const version = (await stage.records.records.appeal(appeal.id))?.version ?? 0;
    accepted(await forwardAppeal(stage.ports)({ id: appeal.id, version, actor: INTAKE }));
    return ended(stage, caseWorkflowId(caseId));
  },
  'undecided-and-appealed': async (stage) => {
    const medicare = { lineOfBusiness: 'medicare-advantage' } as const;
    const { record } = await openFor(stage, NOT_MET, medicare);
    await stage.clock.moveTo(new Date((record.dueAt?.getTime() ?? 0) + DAY));
    const appeal = await filed(stage.ports, record.id);
    await stage.clock.moveTo(new Date(appeal.dueAt.getTime() + 2 * DAY));
    accepted(await decideOn(stage.ports, appeal.id, 'overturn'));
    return ended(stage, caseWorkflowId(record.id));
  },
  'call-held': async (stage) => {
    const { caseId, call, slot } = await calling(stage);
    await stage.clock.moveTo(new Date(slot.getTime() + HOUR / 2));
    await recordHow(stage, call.id, 'held');
    accepted(await decide(stage, caseId, 'deny'));
    return ended(stage, caseWorkflowId(caseId));
  },
  'call-missed': async (stage) => {
    const { caseId, call } = await calling(stage);
    accepted(await decide(stage, caseId, 'deny'));
    await stage.clock.moveTo(new Date(call.dueAt.getTime() + DAY));
    await recordHow(stage, call.id, 'plan-missed');
    await stage.clock.settled();
    await recordHow(stage, call.id, 'held');
    return ended(stage, caseWorkflowId(caseId));
  },
  'half-a-year-of-cover': async (stage) => {
    const { authorization } = await openFor(stage, MET);
    await stage.clock.moveTo(endOfDay(authorization?.period.end ?? '', 'America/New_York'));
    return ended(stage, authorizationWorkflowId(authorization?.number ?? ''));
  },
  'cover-ended-early': async (stage) => {
    const { authorization } = await openFor(stage, MET);
    if (!authorization) throw new Error('there is no authorization to end');
    const { number, period } = authorization;
    await untilItWaits(stage, authorizationWorkflowId(number));
    const how = { reason: 'therapy-stopped', lastDay: period.start, actor: INTAKE } as const;
    accepted(await endAuthorization(stage.ports)({ number, ...how }));
    return ended(stage, authorizationWorkflowId(number));
  },
};

/** A case whose workflow ended with a denial, and starts again for an appeal. */
async function appealed(stage: Stage) {
  const { record } = await openFor(stage, NOT_MET, { lineOfBusiness: 'medicare-advantage' });
  await untilItWaits(stage, caseWorkflowId(record.id));
  accepted(await decide(stage, record.id, 'deny'));
  await ended(stage, caseWorkflowId(record.id));
  return { caseId: record.id, appeal: await filed(stage.ports, record.id) };
}

/** A case in review with a call that was agreed for in an hour. */
async function calling(stage: Stage) {
  const { record } = await openFor(stage, NOT_MET);
  const [caseId, actor] = [record.id, INTAKE];
  await untilItWaits(stage, caseWorkflowId(caseId));
  const slot = new Date(record.openedAt.getTime() + HOUR);
  const asked = accepted(await requestCall(stage.ports)({ caseId, slots: [slot], actor }));
  const call = asked.record.peerToPeer.find(isCallOwed);
  if (!call) throw new Error('no call is owed');
  accepted(await agreeCall(stage.ports)({ id: call.id, slot, actor }));
  await stage.clock.settled();
  return { caseId, call, slot };
}

async function recordHow(stage: Stage, id: string, outcome: CallOutcome): Promise<void> {
  const note = 'The office was called.';
  accepted(await recordCall(stage.ports)({ id, outcome, note, actor: DIRECTOR }));
}

/** Until the workflow has done what is due and has set its timer. */
async function untilItWaits(stage: Stage, workflowId: string): Promise<void> {
  await stage.clock.settled();
  await eventually(async () => {
    const { events } = await stage.workflows.getHandle(workflowId).fetchHistory();
    return events?.some(({ timerStartedEventAttributes }) => timerStartedEventAttributes) ?? false;
  });
}

async function ended(stage: Stage, workflowId: string): Promise<string> {
  await stage.clock.settled();
  await stage.workflows.getHandle(workflowId).result();
  return workflowId;
}
