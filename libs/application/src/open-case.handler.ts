import type { Facts } from '@assent/criteria';
import {
  accept,
  dateIn,
  deadlinesOf,
  refuse,
  type Actor,
  type CalendarDate,
  type Channel,
  type LineOfBusiness,
  type RequestType,
  type Result,
  type Urgency,
} from '@assent/domain';
import { determine, guidelineInForce } from '@assent/guidelines';
import { viewOf, type CaseView } from './case-view';
import { replayOf } from './command-replay';
import { AGAIN, untilFirst } from './contention';
import { evaluateQuestion, OWN_FACTS, withOwnAuthorizations, type Question } from './evaluation';
import { noted, settle, unmoved, type Moment, type Step } from './life-cycle';
import { faultsOfDates } from './opening-dates';
import type { CaseRecords, Change, CommandKey } from './ports';
import { predecessorAmong } from './predecessor';
import type { AuthorizationRecord, CaseRecord, Member, Prescriber } from './records';
import type { Ports } from './settings';

/** A valid request for coverage. */
export interface CoverageRequest {
  readonly requestType: RequestType;
  readonly urgency: Urgency;
  readonly lineOfBusiness: LineOfBusiness;
  readonly receivedAt: Date;
  readonly channel: Channel;
  readonly member: Member;
  readonly prescriber: Prescriber;
  /** The drug as it is asked for. */
  readonly drug: string;
  readonly requestedStart: CalendarDate;
  readonly facts: Facts;
}

export interface OpenCase {
  readonly request: CoverageRequest;
  readonly actor: Actor;
  readonly command: CommandKey;
}

export interface OpenedCase {
  readonly view: CaseView;
  /** True when the command had been carried out before: nothing new was written. */
  readonly replayed: boolean;
}

/** Tells what the evaluation of a request would find, and opens nothing. */
export function precheck(ports: Ports) {
  return async (request: CoverageRequest) => {
    const { question } = await questionOf(ports, request);
    return determine(question.drugText, question, question.asOf);
  };
}

/**
 * Opens a case and decides it in the same transaction. Refused: `invalid` for dates with which no case
 * is opened, `duplicate-case` while the member has an open case for the same drug and request type,
 * `idempotency-key-reused` when the key came with another request. The same key with the same request
 * answers with the same case.
 */
export function openCase(ports: Ports) {
  return (command: OpenCase): Promise<Result<OpenedCase>> =>
    untilFirst(async () => {
      const { actor, command: key } = command;
      const first = await firstStep(ports, command);
      // What was opened once stays so, however long ago its dates are by now.
      if (!first.ok) return (await openedBefore(ports, key, actor)) ?? first;
      const step = first.value;
      const outcome = await ports.records.commit(opening(step, actor, step.record.openedAt, key));
      switch (outcome) {
        case 'committed':
          return accept({
            view: await viewOf(
              ports,
              step.record,
              step.issued ?? null,
              step.events,
              step.record.openedAt,
            ),
            replayed: false,
          });
        case 'taken':
          return (await explainTaken(ports, step.record, key, actor)) ?? AGAIN;
        case 'stale':
          return AGAIN;
      }
    });
}

async function firstStep(ports: Ports, { request, actor }: OpenCase): Promise<Result<Step>> {
  const { ids, settings } = ports;
  const now = await ports.clock.now();
  const { question, predecessor } = await questionOf(ports, request);
  const { facts, asOf } = question;
  const evaluation = evaluateQuestion(question);
  const record: CaseRecord = {
    ...draft(ports, request, now, asOf),
    facts,
    drug: evaluation.guideline?.id ?? request.drug,
    guideline: evaluation.guideline,
    determination: evaluation.compact,
    evaluationDigest: evaluation.digest,
    renews: predecessor?.number ?? null,
  };
  const moment: Moment = { now, ids, settings, predecessor };
  const faults = faultsOfDates(record, evaluation.determination.approvalMonths, moment);
  if (faults.length > 0) {
    return refuse({ code: 'invalid', detail: 'the dates have faults; nothing was stored', faults });
  }
  const opened = noted(unmoved(record), 'case-opened', actor, now, {
    channel: request.channel,
    ...(facts !== request.facts && { ownFacts: OWN_FACTS }),
  });
  return accept(settle(opened, evaluation, moment));
}

/** The answer to an opening that was carried out before, null if it was not. */
async function openedBefore(
  ports: Ports,
  command: CommandKey,
  actor: Actor,
): Promise<Result<OpenedCase> | null> {
  const earlier = await replayOf(ports, command, actor);
  if (!earlier) return null;
  return earlier.ok ? accept({ view: earlier.value, replayed: true }) : earlier;
}

/** Answers for an opening that a unique rule stands against; null when nothing does any more. */
async function explainTaken(
  ports: Ports,
  { member, drug, requestType }: CaseRecord,
  command: CommandKey,
  actor: Actor,
): Promise<Result<OpenedCase> | null> {
  const earlier = await openedBefore(ports, command, actor);
  if (earlier) return earlier;
  const open = await ports.records.openCase(member.memberId, drug, requestType);
  return (
    open &&
    refuse({
      code: 'duplicate-case',
      detail: `the member has an open case for the same drug and request type, ${open.number}; give the information to that case, or withdraw it first`,
      caseId: open.id,
    })
  );
}

/** The change that opens the case of a step. */
export function opening(step: Step, actor: Actor, now: Date, command?: CommandKey): Change {
  const { record, cancelledNotices, ...rest } = step;
  return {
    ...rest,
    opened: record,
    // Of its own, a case has no notices before it is open; of what it renews there may be some.
    ...(cancelledNotices?.authorization !== undefined && { cancelledNotices }),
    audit: [
      {
        at: now,
        actor: actor.subject,
        role: actor.role,
        action: 'open-case',
        caseId: record.id,
        caseVersion: record.version,
      },
    ],
    outbox: [{ topic: 'case-opened', subject: record.id }, ...rest.outbox],
    ...(command && { command }),
  };
}

/** What a request asks, on its facts and the member's own authorizations. */
async function questionOf(
  { records, settings }: Ports,
  request: CoverageRequest,
): Promise<{ readonly question: Question; readonly predecessor: AuthorizationRecord | null }> {
  const asOf = dateIn(request.receivedAt, settings.timeZone);
  const own = await ownAuthorizations(records, request, asOf);
  const facts = withOwnAuthorizations(request.facts, own, asOf, settings);
  const { requestType, lineOfBusiness, drug: drugText } = request;
  return {
    question: { requestType, lineOfBusiness, drugText, facts, asOf },
    predecessor: predecessorAmong(own, lineOfBusiness),
  };
}

/** The member's authorizations of this payer; they matter to a continuation alone. */
async function ownAuthorizations(
  records: CaseRecords,
  { requestType, member, drug }: CoverageRequest,
  asOf: CalendarDate,
): Promise<readonly AuthorizationRecord[]> {
  const guideline = requestType === 'continuation' ? guidelineInForce(drug, asOf) : null;
  return guideline ? records.authorizationsOf(member.memberId, guideline.id) : [];
}

function draft(
  { ids, settings }: Ports,
  request: CoverageRequest,
  now: Date,
  asOf: CalendarDate,
): Omit<
  CaseRecord,
  'facts' | 'drug' | 'guideline' | 'determination' | 'evaluationDigest' | 'renews'
> {
  const deadlines = deadlinesOf(
    settings.clocks,
    request.lineOfBusiness,
    request.urgency,
    request.receivedAt,
    now,
  );
  return {
    id: ids.id(),
    number: ids.caseNumber(),
    version: 1,
    status: 'pending-information',
    requestType: request.requestType,
    urgency: request.urgency,
    lineOfBusiness: request.lineOfBusiness,
    channel: request.channel,
    drugText: request.drug,
    member: request.member,
    prescriber: request.prescriber,
    receivedAt: request.receivedAt,
    openedAt: now,
    closedAt: null,
    asOf,
    requestedStart: request.requestedStart,
    dueAt: deadlines?.dueAt ?? null,
    informationDueAt: deadlines?.informationDueAt ?? null,
    nextStepAt: null,
    assignee: null,
    review: null,
    informationRequest: null,
    decision: null,
    carriedFrom: null,
    withoutCoverSince: null,
    snoozed: null,
    stuck: null,
  };
}
