import {
  claimCase,
  endAuthorization,
  workOnCases,
  type AuthorizationRecord,
  type CaseEventType,
  type CaseView,
} from '@assent/application';
import { addDays, addMonths, endOfDay } from '@assent/domain';
import { authorizationWorkflowId } from '@assent/workflows';
import {
  accepted,
  DIRECTOR,
  inform,
  INTAKE,
  MET,
  NOT_MET,
  ONE_MISSING,
  openFor,
  RESPONDING,
  THE_ANSWER,
} from './cast';
import { batchPorts } from '../support/batch-ports';
import { eventually, setStage, type Stage } from './stage';

const ZONE = 'America/New_York';
const DAY = 86_400_000;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  await stage.startWorker();
});
afterAll(() => stage.stop());

it('asks for missing information, and reports the approval once it is answered', async () => {
  const opened = await openFor(stage, ONE_MISSING);
  await stage.clock.settled();
  await inform(stage, opened.record.id, THE_ANSWER);
  await stage.clock.settled();
  expect(subjectsOf(opened)).toEqual(['information request', 'approved']);
});

it('leaves a case to its reviewer past the deadline, and approves it once a batch unassigns it', async () => {
  const { record } = await openFor(stage, NOT_MET);
  const caseId = record.id;
  accepted(await claimCase(stage.ports)({ caseId, actor: DIRECTOR }));
  accepted(await inform(stage, caseId, { dosing: { capsulesPer28Days: 3 } }));
  await stage.clock.moveTo(new Date((record.dueAt?.getTime() ?? 0) + DAY));
  expect(await stage.records.records.case(caseId)).toMatchObject({
    status: 'in-review',
    assignee: DIRECTOR.subject,
    review: { reason: 'criteria-met', escalatedAt: expect.any(Date) as unknown },
  });
  const batch = { ids: [caseId], work: { action: 'release' }, preview: false } as const;
  await workOnCases(batchPorts(stage))({ actor: DIRECTOR, ...batch });
  await eventually(async () => (await stage.records.records.case(caseId))?.status === 'approved');
  expect((await stage.records.records.case(caseId))?.decision?.by.role).toBe('software');
});

it('sends reminders of an open question while there is time to answer', async () => {
  const opened = await openFor(stage, ONE_MISSING);
  const asked = opened.record.openedAt.getTime();
  const time = (opened.record.informationDueAt?.getTime() ?? 0) - asked;
  await stage.clock.moveTo(new Date(asked + 0.6 * time));
  expect(subjectsOf(opened)).toEqual([
    'information request',
    'reminder: information request',
    'reminder: information request',
  ]);
});

it('sends renewal reminders 60, 30, 14 and 7 days before the last covered day, in the morning', async () => {
  const authorization = await issued(MET);
  await stage.clock.moveTo(endOfDay(authorization.period.end, ZONE));
  const { items } = await stage.records.records.reminders({ limit: 200 });
  const own = items.filter((reminder) => reminder.authorization === authorization.number);
  const { end } = authorization.period;
  expect(own.map(({ daysBefore, sentAt }) => [daysBefore, localTime(sentAt)])).toEqual([
    [60, `${addDays(end, -60)} 08:00`],
    [30, `${addDays(end, -30)} 08:00`],
    [14, `${addDays(end, -14)} 08:00`],
    [7, `${addDays(end, -7)} 08:00`],
  ]);
});

it('opens the renewal review 60 days before the end, with the facts carried over', async () => {
  const authorization = await issued(MET);
  await stage.clock.moveTo(endOfDay(addDays(authorization.period.end, -60), ZONE));
  const review = await reviewOf(authorization);
  expect(review).toMatchObject({
    requestType: 'continuation',
    status: 'pending-information',
    renews: authorization.number,
    carriedFrom: authorization.caseId,
    facts: { regimen: MET['regimen'] },
  });
});

it('renews for a year without a gap, and then again', async () => {
  const first = await issued(MET);
  const second = await renewed(first);
  const third = await renewed(second);
  expect([second.period, third.period]).toEqual([
    yearFrom(addDays(first.period.end, 1)),
    yearFrom(addDays(second.period.end, 1)),
  ]);
});

it('sends no more reminders of a renewal that is approved', async () => {
  const first = await issued(MET);
  await renewed(first);
  await stage.clock.moveTo(endOfDay(first.period.end, ZONE));
  const { items } = await stage.records.records.reminders({ limit: 200 });
  expect(items.filter(({ authorization }) => authorization === first.number)).toHaveLength(1);
});

it('ends the workflow of an authorization that is ended early, and sends no reminder', async () => {
  const { number, period } = await issued(MET);
  await stage.clock.settled();
  const how = { reason: 'member-died', lastDay: period.start, actor: INTAKE } as const;
  accepted(await endAuthorization(stage.ports)({ number, ...how }));
  const workflow = stage.workflows.getHandle(authorizationWorkflowId(number));
  await workflow.result();
  expect((await workflow.describe()).status.name).toBe('COMPLETED');
  await stage.clock.moveTo(endOfDay(period.end, ZONE));
  const { items } = await stage.records.records.reminders({ limit: 200 });
  expect(items.filter(({ authorization }) => authorization === number)).toEqual([]);
  expect(await stage.records.records.authorization(number)).toMatchObject({ status: 'ended' });
});

it('ends coverage after the last day, even if a renewal follows', async () => {
  const first = await issued(MET);
  await renewed(first);
  await stage.clock.moveTo(new Date(endOfDay(first.period.end, ZONE).getTime() - 60_000));
  const before = await stage.records.records.authorization(first.number);
  await stage.clock.moveTo(endOfDay(first.period.end, ZONE));
  const after = await stage.records.records.authorization(first.number);
  expect([before?.status, after?.status]).toEqual(['active', 'expired']);
});

it('shows the coverage gap on an undecided renewal', async () => {
  const authorization = await issued(MET);
  await stage.clock.moveTo(endOfDay(authorization.period.end, ZONE));
  const review = await reviewOf(authorization);
  expect([review.status, review.withoutCoverSince, await typesOf(review.id)]).toEqual([
    'in-review',
    addDays(authorization.period.end, 1),
    expect.arrayContaining<CaseEventType>(['handed-to-review', 'escalated', 'cover-lapsed']),
  ]);
});

it('restores coverage from the day of a late approval on', async () => {
  const authorization = await issued(MET);
  const late = addDays(authorization.period.end, 9);
  await stage.clock.moveTo(endOfDay(late, ZONE));
  const review = await reviewOf(authorization);
  const approved = accepted(await inform(stage, review.id, RESPONDING));
  expect([approved.authorization?.period.start, approved.record.withoutCoverSince]).toEqual([
    addDays(late, 1),
    null,
  ]);
});

/** An authorization that its case was approved for at once. */
async function issued(facts: CaseView['record']['facts']): Promise<AuthorizationRecord> {
  return issuedBy(await openFor(stage, facts));
}

function issuedBy({ authorization, record }: CaseView): AuthorizationRecord {
  if (authorization) return authorization;
  throw new Error(`the case is ${record.status} and has no authorization`);
}

/** The authorization that follows, its review answered a day after it was opened. */
async function renewed(authorization: AuthorizationRecord): Promise<AuthorizationRecord> {
  const opens = endOfDay(addDays(authorization.period.end, -60), ZONE);
  await stage.clock.moveTo(new Date(opens.getTime() + DAY));
  const review = await reviewOf(authorization);
  return issuedBy(accepted(await inform(stage, review.id, RESPONDING)));
}

async function reviewOf({ number }: AuthorizationRecord) {
  const now = await stage.records.records.authorization(number);
  const review = await stage.records.records.case(now?.continuationCaseId ?? '');
  if (review) return review;
  throw new Error(`no continuation review of ${number} is open`);
}

function yearFrom(start: string) {
  return { start, end: addDays(addMonths(start, 12), -1) };
}

function subjectsOf({ record }: CaseView): string[] {
  const prefix = `${record.number}: `;
  return stage.mail
    .letters()
    .filter(({ subject }) => subject.startsWith(prefix))
    .map(({ subject }) => subject.slice(prefix.length));
}

async function typesOf(caseId: string): Promise<CaseEventType[]> {
  return (await stage.records.records.events(caseId)).map(({ type }) => type);
}

function localTime(instant: Date | null): string {
  return (instant ?? new Date(0)).toLocaleString('sv', { timeZone: ZONE }).slice(0, 16);
}
