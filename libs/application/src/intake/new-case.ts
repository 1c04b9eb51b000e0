import {
  coverageTypeOf,
  jurisdictionOf,
  type Actor,
  type CalendarDate,
  type CaseClock,
  type ClockScope,
  type Deadlines,
  type Jurisdiction,
  type ReceiptEvidence,
} from '@assent/domain';
import { auditEntries } from '../case/audit-entries';
import { changingAlso } from '../case/change-case';
import type { Evaluation, Question } from '../evaluation/evaluation';
import type { Step } from '../life-cycle/step';
import type { CaseRecord } from '../ports/case-record';
import type { Change, CommandKey } from '../ports/change';
import type { Ports, Settings } from '../ports/ports';

/** The change that opens a step's case. */
export function opening(step: Step, actor: Actor, now: Date, command?: CommandKey): Change {
  const { record, alsoChanged, cancelledNotices, ...rest } = step;
  const also = changingAlso(alsoChanged);
  return {
    ...rest,
    opened: record,
    ...also,
    // A case has no notices of its own before it is open; what it renews may have some.
    cancelledNotices: cancelledNotices.filter(({ authorization }) => authorization !== undefined),
    audit: auditEntries([record, ...also.alsoChanged], actor, 'open-case', now),
    outbox: [{ topic: 'case-opened', subject: record.id }, ...rest.outbox],
    ...(command && { command }),
  };
}

/** What a new case takes from the request. */
export type Asked = Pick<
  CaseRecord,
  | 'requestType'
  | 'urgency'
  | 'lineOfBusiness'
  | 'channel'
  | 'member'
  | 'prescriber'
  | 'receivedAt'
  | 'requestedStart'
> &
  Pick<ClockScope, 'coverageType'> & {
    /** The drug as requested. */
    readonly drug: string;
    readonly receipt?: ReceiptEvidence;
  };

/** A case before anything has happened to it. */
export function newCase(
  { ids }: Pick<Ports, 'ids'>,
  asked: Asked,
  { guideline, compact, digest }: Evaluation,
  { now, asOf, facts, deadlines, clocks, jurisdiction }: Received,
): CaseRecord {
  return {
    id: ids.id(),
    number: ids.caseNumber(),
    version: 1,
    status: 'pending-information',
    requestType: asked.requestType,
    urgency: asked.urgency,
    lineOfBusiness: asked.lineOfBusiness,
    coverageType: coverageTypeOf(asked),
    channel: asked.channel,
    receiptEvidence: asked.receipt ?? null,
    drugText: asked.drug,
    drug: guideline?.id ?? asked.drug,
    member: asked.member,
    prescriber: asked.prescriber,
    receivedAt: asked.receivedAt,
    openedAt: now,
    closedAt: null,
    asOf,
    requestedStart: asked.requestedStart,
    facts,
    guideline,
    determination: compact,
    evaluationDigest: digest,
    holds: [],
    dueAt: deadlines?.dueAt ?? null,
    clocks,
    peerToPeer: [],
    jurisdiction,
    findings: [],
    informationDueAt: deadlines?.informationDueAt ?? null,
    nextStepAt: null,
    assignee: null,
    assignedAt: null,
    review: null,
    informationRequest: null,
    decision: null,
    renews: null,
    carriedFrom: null,
    withoutCoverSince: null,
    snoozed: null,
    handedUp: null,
    opinions: [],
    stuck: null,
  };
}

interface Received extends Pick<Question, 'asOf' | 'facts'> {
  readonly now: Date;
  readonly deadlines: Deadlines | null;
  readonly clocks: readonly CaseClock[];
  readonly jurisdiction: Jurisdiction | null;
}

/**
 * The jurisdiction of a new case; null if no state is known. The state in which the member lives comes
 * before that of the address: letters may be mailed elsewhere.
 */
export function jurisdictionFor(
  { jurisdiction }: Settings,
  { member, lineOfBusiness }: Pick<Asked, 'member' | 'lineOfBusiness'>,
  asOf: CalendarDate,
): Jurisdiction | null {
  const memberState = member.state ?? member.address?.state;
  return jurisdictionOf(jurisdiction, { memberState, lineOfBusiness, asOf });
}
