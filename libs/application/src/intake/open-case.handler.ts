import type { Facts } from '@assent/criteria';
import {
  accept,
  clocksAtReceipt,
  dateIn,
  deadlinesOf,
  refuse,
  type Actor,
  type CalendarDate,
  type Channel,
  type CoverageType,
  type LineOfBusiness,
  type ReceiptEvidence,
  type RequestType,
  type Result,
  type Urgency,
} from '@assent/domain';
import { determine, guidelineInForce, type Guideline } from '@assent/guidelines';
import { viewWith, type CaseView } from '../case/case-view';
import { replayOf } from '../case/command-replay';
import { AGAIN, retryOnConflict } from '../case/retry-on-conflict';
import { tellingOthers } from '../case/tell-other-cases';
import {
  evaluateQuestion,
  ownFacts,
  withOwnAuthorizations,
  type Question,
} from '../evaluation/evaluation';
import { applyEvaluation } from '../life-cycle/apply-evaluation';
import { deadlineTold } from '../life-cycle/running-clock';
import { withEvent, startStep, type Step } from '../life-cycle/step';
import { clockScopeOf, renewedBy } from '../member-coverage/case-placement';
import { answeredAlready } from '../member-coverage/duplicate-authorization';
import { coverageAmong, NO_COVERAGE } from '../member-coverage/member-coverage';
import type { Moment } from '../member-coverage/moment';
import { namedBy, seenAtOpening, seenWith } from '../member-coverage/same-member';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord, KnownMember, Member, Prescriber } from '../ports/case-record';
import type { CommandKey, SeenMember } from '../ports/change';
import type { Ports } from '../ports/ports';
import { precheckShownTo } from '../evaluation/shown-to';
import { duplicateOpenCase } from './duplicate-open-case';
import { jurisdictionFor, newCase, opening } from './new-case';
import { faultsOfDates } from './opening-dates';

/** A valid request for coverage. */
export interface CoverageRequest {
  readonly requestType: RequestType;
  readonly urgency: Urgency;
  readonly lineOfBusiness: LineOfBusiness;
  /** The usual one of the line of business if absent. */
  readonly coverageType?: CoverageType | null;
  readonly receivedAt: Date;
  readonly channel: Channel;
  /** What shows when it was received. */
  readonly receipt?: Pick<ReceiptEvidence, 'kind' | 'reference'>;
  readonly member: Member;
  readonly prescriber: Prescriber;
  /** The drug as requested. */
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
  /** True when the command was already carried out: nothing new was written. */
  readonly replayed: boolean;
}

/** Returns what evaluating a request would find, as far as the person may see it. Opens nothing. */
export function precheck(ports: Ports) {
  return async (sent: CoverageRequest, reader: Actor) => {
    // An initiation needs nothing from the record: precheck also works while the record is down.
    const known =
      sent.requestType === 'continuation'
        ? await ports.records.knownMember(sent.member.memberId)
        : null;
    const { question } = await questionOf(ports, sent, known);
    const { asOf } = question;
    const jurisdiction = jurisdictionFor(ports.settings, sent, asOf);
    return precheckShownTo(determine(question.drugText, question, asOf), jurisdiction, reader);
  };
}

/**
 * Opens a case and decides it in the same transaction. Refused: `invalid` for dates that cannot
 * open a case, `duplicate-case` while the member has an open case of the kind,
 * `duplicate-authorization` if an authorization already answers it, `idempotency-key-reused` when
 * the key came with another request. The same key and request return the same case.
 */
export function openCase(ports: Ports) {
  return async (command: OpenCase): Promise<Result<OpenedCase>> => {
    const { requestType, member } = command.request;
    // Most initiations are for new members: only members already in the record need a read first.
    const asNew = requestType === 'initiation' ? await openedFor(ports, command, null) : AGAIN;
    if (asNew !== AGAIN && asNew.ok) return asNew;
    return retryOnConflict(async (takeTurn) => {
      await takeTurn(member.memberId);
      return openedFor(ports, command, await ports.records.knownMember(member.memberId));
    });
  };
}

/** Opens the case of a member as the record knows them, unless the record has changed by now. */
async function openedFor(
  ports: Ports,
  command: OpenCase,
  known: KnownMember | null,
): Promise<Result<OpenedCase> | typeof AGAIN> {
  const { actor, command: key } = command;
  const first = await firstStep(ports, command, known);
  // A case once opened stays open, however old its dates are by now.
  if (!first.ok) return (await openedBefore(ports, key, actor)) ?? first;
  const { seen, ...taken } = first.value;
  // An unknown member has no other case, or the change is stale.
  const step = known === null ? taken : await tellingOthers(ports, taken, taken.record.openedAt);
  const { record, issued = null, events } = step;
  const change = opening(step, actor, record.openedAt, key);
  const { outcome, knownEmail } = await ports.records.open({ ...change, seen });
  switch (outcome) {
    case 'committed':
      return accept({
        view: viewWith(knownEmail, record, issued, events, record.openedAt, []),
        replayed: false,
      });
    case 'taken': {
      const earlier = await openedBefore(ports, key, actor);
      if (earlier) return earlier;
      const duplicate = await duplicateOpenCase(ports, record);
      return duplicate ? refuse(duplicate) : AGAIN;
    }
    case 'stale':
      return AGAIN;
  }
}

/** The step that opens a case, and its basis. */
type FirstStep = Step & { readonly seen: SeenMember };

async function firstStep(
  ports: Ports,
  { request: sent, actor }: OpenCase,
  known: KnownMember | null,
): Promise<Result<FirstStep>> {
  const { ids, settings } = ports;
  const now = await ports.clock.now();
  const { request, own, guideline, question } = await questionOf(ports, sent, known);
  const { facts, asOf } = question;
  const evaluation = evaluateQuestion(question, guideline);
  const jurisdiction = jurisdictionFor(settings, request, asOf);
  const { receipt, ...stated } = request;
  const evidence = receipt && { ...receipt, document: null, by: actor, at: now };
  const received = { ...stated, ...(evidence && { receipt: evidence }) };
  const asked = newCase(ports, received, evaluation, {
    now,
    asOf,
    facts,
    deadlines: null,
    clocks: [],
    jurisdiction,
  });
  const today = dateIn(now, settings.timeZone);
  const coverage = known
    ? await coverageAmong(known, own, ports.records, asked, today)
    : NO_COVERAGE;
  const moment: Moment = { now, ids, settings, coverage };
  const record = {
    ...clockedAtReceipt(asked, moment),
    renews: renewedBy(asked, moment)[0]?.number ?? null,
  };
  const faults = faultsOfDates(record, evaluation.determination.approvalMonths, moment);
  if (faults.length > 0) {
    return refuse({ code: 'invalid', detail: 'the dates have errors; nothing was saved', faults });
  }
  const answered = answeredAlready(record, evaluation, moment);
  if (answered) return refuse(answered);
  const opened = withEvent(startStep(record), 'case-opened', actor, now, {
    channel: request.channel,
    ...deadlineTold(record),
    ...(receipt && {
      receivedAt: request.receivedAt.toISOString(),
      evidence: receipt.kind,
      reference: receipt.reference,
    }),
    ...(facts !== request.facts && { ownFacts: ownFacts(evaluation) }),
  });
  const step = applyEvaluation(opened, evaluation, moment);
  const seen = seenWith(step.record, known, namedBy(step.record, known));
  return accept({ ...step, seen: seenAtOpening(seen, step.record) });
}

/** A case with the clock that its receipt started; it can depend on the coverage that it renews. */
function clockedAtReceipt(record: CaseRecord, moment: Moment): CaseRecord {
  const { urgency, receivedAt } = record;
  const { now: askedAt, settings } = moment;
  const { clocks, timeZone: zone } = settings;
  const scope = clockScopeOf(record, moment);
  const deadlines = deadlinesOf(clocks, scope, urgency, { receivedAt, askedAt, zone });
  return {
    ...record,
    clocks: clocksAtReceipt(clocks, { ...scope, urgency, receivedAt }, zone),
    dueAt: deadlines?.dueAt ?? null,
    informationDueAt: deadlines?.informationDueAt ?? null,
  };
}

interface Asked {
  /** As sent, with the member ID as the record has it. */
  readonly request: CoverageRequest;
  /** The member's authorizations for the drug. */
  readonly own: readonly AuthorizationRecord[];
  readonly guideline: Guideline | null;
  readonly question: Question;
}

/** What a request asks, from its facts and the known member. */
async function questionOf(
  { records, settings }: Ports,
  sent: CoverageRequest,
  known: KnownMember | null,
): Promise<Asked> {
  const { requestType, lineOfBusiness, drug: drugText } = sent;
  const asOf = dateIn(sent.receivedAt, settings.timeZone);
  const guideline = guidelineInForce(drugText, asOf);
  const own =
    known && guideline ? await records.authorizationsOf(known.memberId, guideline.id) : [];
  const facts =
    guideline && requestType === 'continuation'
      ? withOwnAuthorizations(guideline, sent.facts, own, asOf, settings)
      : sent.facts;
  return {
    request: known ? { ...sent, member: { ...sent.member, memberId: known.memberId } } : sent,
    own,
    guideline,
    question: { requestType, lineOfBusiness, drugText, facts, asOf },
  };
}

/** The answer to an opening that already ran, null if it did not. */
async function openedBefore(
  ports: Ports,
  command: CommandKey,
  actor: Actor,
): Promise<Result<OpenedCase> | null> {
  const earlier = await replayOf(ports, command, actor);
  if (!earlier) return null;
  return earlier.ok ? accept({ view: earlier.value, replayed: true }) : earlier;
}
