import type { CaseStatus } from '@assent/vocabulary';
import { endOfBusinessDay } from './business-days';
import { isOpen, type Actor } from './case';
import type { ClockRule, LedgerClock } from './clock-ledger';
import type { TimeZone } from './dates';

/** How soon the plan holds a peer-to-peer call after it is asked for. */
export interface PeerToPeerRule extends ClockRule {
  readonly businessDays: number;
  /** What it means to miss it, with its source; absent if that is not known. */
  readonly consequence?: string | undefined;
}

export const CALL_OUTCOMES = ['held', 'plan-missed', 'prescriber-missed'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** How an appointment for a call went. */
export interface CallAttempt {
  readonly outcome: CallOutcome;
  readonly note: string;
  /** The time that was agreed for it; absent if none was recorded. */
  readonly slot?: Date;
  readonly by: Actor;
  readonly at: Date;
}

/** The time that prescriber and plan agreed on. */
export interface AgreedSlot {
  readonly slot: Date;
  readonly by: Actor;
  readonly at: Date;
  /** When the timeline told that its time has come; absent until then. */
  readonly toldAt?: Date;
}

/** A prescriber's request to discuss a case with a reviewer of the plan. */
export interface PeerToPeer {
  readonly id: string;
  readonly requestedAt: Date;
  readonly by: Actor;
  /** When the prescriber can be called, soonest first. */
  readonly slots: readonly Date[];
  /** For the next appointment; absent until it is agreed. */
  readonly agreed?: AgreedSlot;
  readonly rule: ClockRule;
  readonly businessDays: number;
  /** What it means to miss it; absent if the rule did not say, or for a request from before that was kept. */
  readonly consequence?: string;
  readonly dueAt: Date;
  /** When it was escalated, past due; absent until then. */
  readonly escalatedAt?: Date;
  /** Oldest first. */
  readonly attempts: readonly CallAttempt[];
}

export interface NewPeerToPeer extends Pick<PeerToPeer, 'id' | 'by' | 'slots'> {
  readonly requestedAt: Date;
}

/** A request, due at the end of the rule's business days in the plan's zone. */
export function newPeerToPeer(
  asked: NewPeerToPeer,
  { businessDays, id, source, confidence, consequence }: PeerToPeerRule,
  zone: TimeZone,
): PeerToPeer {
  return {
    ...asked,
    rule: { id, source, confidence },
    businessDays,
    ...(consequence !== undefined && { consequence }),
    dueAt: endOfBusinessDay(asked.requestedAt, businessDays, zone),
    attempts: [],
  };
}

/** Whether a call is still owed. One that the plan missed never ends it. */
export function isCallOwed({ attempts }: PeerToPeer): boolean {
  return attempts.every(({ outcome }) => outcome === 'plan-missed');
}

/** Whether a case in this state can be discussed: an open one, and a denied one. */
export function mayBeDiscussed(status: CaseStatus): boolean {
  return isOpen(status) || status === 'denied';
}

/** The call that the plan owes on a case; null for none. */
export function owedCall({
  status,
  peerToPeer,
}: {
  readonly status: CaseStatus;
  readonly peerToPeer: readonly PeerToPeer[];
}): PeerToPeer | null {
  return mayBeDiscussed(status) ? (peerToPeer.find(isCallOwed) ?? null) : null;
}

/** What a workflow does for a call that is owed: it tells of the appointment, and escalates. */
export type CallStep = 'call-due' | 'escalate-call';

/**
 * What is done next for a call that is owed, and when; null if all was. An appointment that was
 * agreed on after its time is told no more.
 */
export function nextOfCall({ agreed, dueAt, escalatedAt }: PeerToPeer): {
  readonly action: CallStep;
  readonly at: Date;
} | null {
  const isToTell = agreed !== undefined && !agreed.toldAt && agreed.slot > agreed.at;
  if (isToTell && (escalatedAt || agreed.slot < dueAt))
    return { action: 'call-due', at: agreed.slot };
  return escalatedAt ? null : { action: 'escalate-call', at: dueAt };
}

/** The clock of a request for a call. */
export function peerToPeerClock(one: PeerToPeer, now: Date): LedgerClock {
  const { id, rule, requestedAt, dueAt, businessDays, attempts } = one;
  const last = attempts.at(-1);
  const missed = attempts.filter(({ outcome }) => outcome === 'plan-missed').length;
  const state = () => {
    if (last?.outcome === 'prescriber-missed') return 'ended';
    if (last?.outcome === 'held') return last.at <= dueAt ? 'met' : 'missed';
    return now <= dueAt ? 'running' : 'missed';
  };
  const days = `${businessDays} business day${businessDays === 1 ? '' : 's'}`;
  return {
    id: `peer-to-peer-${id}`,
    kind: 'peer-to-peer',
    rule,
    startedAt: requestedAt,
    dueAt,
    state: state(),
    tolled: [],
    extension: null,
    consequence: one.consequence ?? null,
    why: [
      `A peer-to-peer call is due within ${days} of the request for it (${rule.source}).`,
      ...(missed > 0 ? [`The plan missed ${missed} ${missed === 1 ? 'call' : 'calls'}.`] : []),
    ].join(' '),
  };
}
