import type { LedgerClock } from './clock-ledger';
import { addHours, earlier, later } from './dates';
import type { IncompleteRule, OralNoticeRule } from './decision-clock';

/** When a person was told of a decision by phone, and by when the letter to them is due after that. */
export interface OralNotice {
  readonly spokenAt: Date;
  readonly writtenBy: Date;
}

/** A decision that people are told of. */
export interface ToldDecision {
  /** The clock that the decision met or missed. */
  readonly decision: LedgerClock;
  readonly decidedAt: Date;
  /** Those who are told of it, each by a letter of their own. */
  readonly recipients: readonly ToldRecipient[];
}

/** The member or the prescriber, as far as they were told of a decision. */
export interface ToldRecipient {
  readonly name: 'member' | 'prescriber';
  /** The first phone call to them about it, if any. */
  readonly oral: OralNotice | null;
  /** When the letter to them was sent or mailed; null until then, and while one that came back waits. */
  readonly sentAt: Date | null;
}

/** The question about what is missing in a request. */
export interface AskedInformation {
  /** The clock of the decision. */
  readonly decision: LedgerClock;
  /** When the first letter about it went out; null if none has. */
  readonly sentAt: Date | null;
  /** Whether the case still waits for information. */
  readonly isWaiting: boolean;
}

/** The clock of saying what is missing in an urgent request. */
export function informationNoticeClock(
  { decision, sentAt, isWaiting }: AskedInformation,
  { tellHours, source, confidence }: IncompleteRule,
  now: Date,
): LedgerClock {
  const { rule, startedAt } = decision;
  const dueAt = addHours(startedAt, tellHours);
  const isLate = (sentAt ?? now) > dueAt;
  return {
    ...PLAIN,
    id: `information-notice-${rule.id}`,
    kind: 'information-notice',
    rule: { id: rule.id, source, confidence },
    startedAt,
    dueAt,
    state: sentAt === null && !isWaiting ? 'ended' : isLate ? 'missed' : sentAt ? 'met' : 'running',
    consequence: null,
    why: `Information is missing: the provider office is told within ${tellHours} hours what it is (${source}).`,
  };
}

/** By when the letter is due to who is told of a decision by phone at `spokenAt`. */
export function writtenAfterCall(
  { dueAt }: Pick<LedgerClock, 'dueAt'>,
  rule: OralNoticeRule,
  spokenAt: Date,
): Date {
  if (spokenAt > dueAt) return dueAt;
  return later(dueAt, addHours(spokenAt, rule.writtenDays * DAY));
}

/**
 * The clock of the phone calls about an expedited decision: it shares the deadline of the decision, and
 * a letter that goes out by then makes the call to its recipient needless.
 */
export function oralNoticeClock(
  { decision, decidedAt, recipients }: ToldDecision,
  { source, confidence }: OralNoticeRule,
  now: Date,
): LedgerClock {
  const { dueAt, consequence } = decision;
  const told = recipients.map(({ oral, sentAt }) => {
    const first = sentAt && oral ? earlier(sentAt, oral.spokenAt) : (oral?.spokenAt ?? sentAt);
    return { first, isByPhone: oral !== null && oral.spokenAt === first };
  });
  const isLate = told.some(({ first }) => (first ?? now) > dueAt);
  const isRunning = told.some(({ first }) => first === null);
  const isByPhone = told.some((each) => each.isByPhone);
  return {
    ...PLAIN,
    id: `oral-notice-${decision.rule.id}`,
    kind: 'oral-notice',
    rule: { id: decision.rule.id, source, confidence },
    startedAt: decidedAt,
    dueAt,
    state: isLate ? 'missed' : isRunning ? 'running' : isByPhone ? 'met' : 'ended',
    consequence,
    why: `Expedited: the member and the prescriber are told by phone by the deadline of the decision, unless their letter goes out by then (${source}).`,
  };
}

/**
 * The clock of the letters about a decision: it shares the deadline of the decision, so a late letter
 * makes the decision late. Who was told by phone in time gets the letter some days after the call. It is
 * met once each recipient's letter went out; its deadline is the soonest of those that are late or open.
 */
export function writtenNoticeClock(
  { decision, decidedAt, recipients }: ToldDecision,
  now: Date,
): LedgerClock {
  const { rule, consequence } = decision;
  const letters = recipients.map(({ name, oral, sentAt }) => {
    const dueAt = later(decision.dueAt, oral?.writtenBy ?? decision.dueAt);
    return { name, dueAt, isSent: sentAt !== null, isLate: (sentAt ?? now) > dueAt };
  });
  const late = letters.filter(({ isLate }) => isLate);
  const open = letters.filter(({ isSent }) => !isSent);
  const shown = late.length > 0 ? late : open;
  const dueAt =
    shown.length > 0
      ? shown.map((each) => each.dueAt).reduce(earlier)
      : letters.map((each) => each.dueAt).reduce(later, decision.dueAt);
  const called = letters.filter((each) => each.dueAt > decision.dueAt).map(({ name }) => name);
  return {
    ...PLAIN,
    id: `written-notice-${rule.id}`,
    kind: 'written-notice',
    rule,
    startedAt: decidedAt,
    dueAt,
    state: late.length > 0 ? 'missed' : open.length > 0 ? 'running' : 'met',
    consequence,
    why:
      dueAt > decision.dueAt
        ? `${called.length > 1 ? 'The member and the prescriber were' : `The ${called.join('')} was`} told by phone in time, so the letter may follow some days after the call.`
        : `The letters about the decision are due with the decision itself (${rule.source}).`,
  };
}

const PLAIN = { tolled: [], extension: null } as const;

/** In hours. */
const DAY = 24;
