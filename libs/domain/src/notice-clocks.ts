import type { LedgerClock } from './clock-ledger';
import { addHours, earlier, later } from './dates';
import type { OralNoticeRule } from './decision-clock';

/** When people were told of a decision by phone, and by when the letter is due after that. */
export interface OralNotice {
  readonly spokenAt: Date;
  readonly writtenBy: Date;
}

/** A decision that people are told of. */
export interface ToldDecision {
  /** The clock that the decision met or missed. */
  readonly decision: LedgerClock;
  readonly decidedAt: Date;
  /** The first phone call about it, if any. */
  readonly oral: OralNotice | null;
  /** When the letter about it went out; null until then. */
  readonly sentAt: Date | null;
}

/** By when the letter is due if people are told of a decision by phone at `spokenAt`. */
export function writtenAfterCall(
  { dueAt }: Pick<LedgerClock, 'dueAt'>,
  rule: OralNoticeRule,
  spokenAt: Date,
): Date {
  if (spokenAt > dueAt) return dueAt;
  return later(dueAt, addHours(spokenAt, rule.writtenDays * DAY));
}

/**
 * The clock of a phone call about an expedited decision: it shares the deadline of the decision, and
 * a letter that goes out by then makes it needless.
 */
export function oralNoticeClock(
  { decision, decidedAt, oral, sentAt }: ToldDecision,
  { source, confidence }: OralNoticeRule,
  now: Date,
): LedgerClock {
  const { dueAt, consequence } = decision;
  const first = sentAt && oral ? earlier(sentAt, oral.spokenAt) : (oral?.spokenAt ?? sentAt);
  const isLate = (first ?? now) > dueAt;
  const isByPhone = oral !== null && oral.spokenAt === first;
  return {
    ...PLAIN,
    id: `oral-notice-${decision.rule.id}`,
    kind: 'oral-notice',
    rule: { id: decision.rule.id, source, confidence },
    startedAt: decidedAt,
    dueAt,
    state: isLate ? 'missed' : first === null ? 'running' : isByPhone ? 'met' : 'ended',
    consequence,
    why: `Expedited: people are told by phone by the deadline of the decision, unless the letter goes out by then (${source}).`,
  };
}

/**
 * The clock of the letter about a decision: it shares the deadline of the decision, so a late letter
 * makes the decision late, unless people were told by phone in time.
 */
export function writtenNoticeClock(
  { decision, decidedAt, oral, sentAt }: ToldDecision,
  now: Date,
): LedgerClock {
  const { rule, consequence } = decision;
  const dueAt = later(decision.dueAt, oral?.writtenBy ?? decision.dueAt);
  const isLate = (sentAt ?? now) > dueAt;
  return {
    ...PLAIN,
    id: `written-notice-${rule.id}`,
    kind: 'written-notice',
    rule,
    startedAt: decidedAt,
    dueAt,
    state: isLate ? 'missed' : sentAt === null ? 'running' : 'met',
    consequence,
    why:
      dueAt > decision.dueAt
        ? 'People were told by phone in time, so the letter may follow some days after the call.'
        : `The letter about the decision is due with the decision itself (${rule.source}).`,
  };
}

const PLAIN = { tolled: [], extension: null } as const;

/** In hours. */
const DAY = 24;
