/**
 * What a case, its authorizations, its appeals and its letters may be, and who may do what next. Written
 * from docs/architecture.md and the ADRs, and shares no code with the system. Which deadline a plan has, and
 * how the guideline reads a fact, is tested elsewhere: the model is told the first and knows the outcome
 * of a few facts.
 */

/** Everyone who acts, with their role. */
export const ROLES = {
  ivy: 'intake',
  pia: 'pharmacist',
  paul: 'pharmacist',
  maya: 'medical-director',
  max: 'medical-director',
  mia: 'medical-director',
  ada: 'auditor',
  assent: 'software',
} as const;
export type Person = keyof typeof ROLES;

export interface Facts {
  /** Whether the answer that a new request needs is there. */
  readonly symptoms: boolean;
  /** Four are more than the guideline allows. */
  readonly capsules: 3 | 4;
  /** Facts contradict each other, so software approves nothing. */
  readonly contradicted: boolean;
  /** Whether the answer that a renewal needs is there. */
  readonly response: boolean;
}

export type Answer = Partial<Facts>;

type Finding = 'criteria-not-met' | 'information-missing' | 'hold' | 'criteria-met';

export interface ModelAppeal {
  readonly version: number;
  readonly status:
    'awaits-decision' | 'upheld' | 'overturned' | 'partly-overturned' | 'withdrawn' | 'forwarded';
  readonly isOfMissingDecision: boolean;
  /** Outside review has told its outcome. */
  readonly hasOutcome: boolean;
  /** Who worked on what is appealed. */
  readonly tookPart: readonly Person[];
  /** The plan missed its time for the decision. */
  readonly isLate: boolean;
  /** As the record tells it. */
  readonly dueAt: number;
}

export interface ModelCase {
  readonly isRenewal: boolean;
  readonly openedBy: Person;
  readonly version: number;
  readonly status: 'pending-information' | 'in-review' | 'approved' | 'denied' | 'withdrawn';
  readonly facts: Facts;
  /** Why a person has it; null if it is not in review. */
  readonly reviewReason: Finding | null;
  readonly isEscalated: boolean;
  readonly handedUpBy: Person | null;
  readonly claimedBy: Person | null;
  readonly decidedBy: Person | null;
  readonly isModified: boolean;
  readonly call: 'none' | 'owed' | 'over';
  /** Who has worked on it. */
  readonly workers: readonly Person[];
  /** Oldest first; only the last can be open. */
  readonly appeals: readonly ModelAppeal[];
  /** Of the asked months, how many are approved. */
  readonly coveredMonths: number;
  /** Letters to the provider office, sent or not, by kind. */
  readonly letters: Readonly<Record<Letter, number>>;
  /** As the record tells them. */
  readonly dueAt: number | null;
  readonly answerDueAt: number | null;
  /** Letters that left, as the record tells it. */
  readonly sentLetters: number;
  /** What each acknowledged command of a person was sent under. */
  readonly keys: readonly string[];
}

export const LETTERS = [
  'approval',
  'denial',
  'withdrawal',
  'appeal-received',
  'appeal-decided',
] as const;
export type Letter = (typeof LETTERS)[number];

export interface State {
  readonly now: number;
  /** Oldest first: each but the first renews the one before. Commands are about the last. */
  readonly cases: readonly ModelCase[];
}

export type Act =
  | { readonly do: 'answer'; readonly by: Person; readonly gives: Answer }
  | {
      readonly do: 'decide';
      readonly by: Person;
      readonly decision: 'approve' | 'approve-less' | 'deny' | 'ask';
      /** What a denial is signed with. */
      readonly keys: 'both' | 'no license' | 'no letter' | 'another letter';
      readonly sees: 'now' | 'before';
    }
  | { readonly do: 'withdraw' }
  | { readonly do: 'claim'; readonly by: Person }
  | { readonly do: 'hand-up'; readonly by: Person }
  | { readonly do: 'hand-back'; readonly by: Person }
  | { readonly do: 'request-call' }
  | { readonly do: 'record-call'; readonly outcome: 'held' | 'plan-missed' }
  | { readonly do: 'appeal'; readonly from: 'member' | 'prescriber' | 'representative' }
  | {
      readonly do: 'decide-appeal';
      readonly by: Person;
      readonly verdict: 'uphold' | 'overturn' | 'partly-overturn';
      readonly isSigned: boolean;
      readonly sees: 'now' | 'before';
    }
  | { readonly do: 'withdraw-appeal' }
  | { readonly do: 'forward-appeal' }
  | {
      readonly do: 'outside-review';
      readonly outcome: 'upheld' | 'overturned' | 'partly-overturned';
    }
  | { readonly do: 'wait'; readonly until: 'answer' | 'decision' | 'appeal' | 'morning' }
  | { readonly do: 'mail'; readonly server: 'takes' | 'is away' }
  | { readonly do: 'come-back' }
  | { readonly do: 'renew' }
  | { readonly do: 'repeat'; readonly as: 'same' | 'another person' | 'another content' };

/** What an act must lead to. */
export type Verdict =
  | { readonly refused: string }
  | {
      readonly then: State;
      /** So many steps of software may follow, which change nothing that the model knows. */
      readonly steps?: number;
    };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The months that are approved, if some of the asked ones are: by a decision, or on appeal. */
const LESS = 3;
const PARTLY = 4;
export const ASKED = { initiation: 6, renewal: 12 } as const;

export function currentOf({ cases }: State): ModelCase {
  return cases[cases.length - 1]!;
}

export function isOpen({ status }: ModelCase): boolean {
  return status === 'pending-information' || status === 'in-review';
}

function lastAppealOf({ appeals }: ModelCase): ModelAppeal | undefined {
  return appeals[appeals.length - 1];
}

function findingOf({ facts, isRenewal }: ModelCase): Finding {
  if (facts.capsules > 3) return 'criteria-not-met';
  if (!(isRenewal ? facts.response : facts.symptoms)) return 'information-missing';
  return facts.contradicted ? 'hold' : 'criteria-met';
}

/** A case that was just opened, by its facts. */
export function opened(facts: Facts, openedBy: Person, now: number, isRenewal = false): ModelCase {
  const fresh: ModelCase = {
    isRenewal,
    openedBy,
    version: 1,
    status: 'pending-information',
    facts,
    reviewReason: null,
    isEscalated: false,
    handedUpBy: null,
    claimedBy: null,
    decidedBy: null,
    isModified: false,
    call: 'none',
    workers: [openedBy],
    appeals: [],
    coveredMonths: 0,
    letters: Object.fromEntries(LETTERS.map((kind) => [kind, 0])) as Record<Letter, number>,
    dueAt: null,
    answerDueAt: null,
    sentLetters: 0,
    keys: [],
  };
  return evaluated(fresh, now);
}

/** Software approves, asks or hands on; it never denies, and takes nothing from a reviewer. */
function evaluated(one: ModelCase, now: number): ModelCase {
  const finding = findingOf(one);
  const isWithReviewer = one.handedUpBy !== null || one.claimedBy !== null;
  if (finding === 'criteria-met' && !isWithReviewer) return approved(one, 'assent', 'all', now);
  if (finding !== 'information-missing') return handedToReview(one, finding, now);
  // Nobody answered in time: it stays with the person who has it since.
  if (one.reviewReason === 'information-missing') return one;
  return asked(one);
}

function asked(one: ModelCase): ModelCase {
  return { ...one, status: 'pending-information', reviewReason: null, isEscalated: false };
}

function handedToReview(one: ModelCase, reason: Finding, now: number): ModelCase {
  if (one.status === 'in-review' && one.reviewReason === reason) return one;
  const isEscalated = one.dueAt !== null && one.dueAt <= now;
  return { ...one, status: 'in-review', reviewReason: reason, isEscalated };
}

/** Both ways to close a case end the appeals that its decision was late. */
function closed(one: ModelCase, status: 'approved' | 'withdrawn', now: number): ModelCase {
  const leavesNothing = one.dueAt !== null && one.dueAt < now && !one.isModified;
  return {
    ...one,
    status,
    reviewReason: null,
    isEscalated: false,
    appeals: leavesNothing
      ? one.appeals.map((appeal) =>
          appeal.status === 'awaits-decision'
            ? { ...appeal, status: 'withdrawn', version: appeal.version + 1 }
            : appeal,
        )
      : one.appeals,
  };
}

function approved(one: ModelCase, by: Person, what: 'all' | 'less', now: number): ModelCase {
  const isModified = what === 'less';
  const coveredMonths = isModified ? LESS : askedMonths(one);
  const decided = { ...one, isModified, coveredMonths, decidedBy: by };
  return withLetter(closed(decided, 'approved', now), 'approval');
}

export function askedMonths({ isRenewal }: ModelCase): number {
  return isRenewal ? ASKED.renewal : ASKED.initiation;
}

function withLetter(one: ModelCase, kind: Letter): ModelCase {
  return { ...one, letters: { ...one.letters, [kind]: one.letters[kind] + 1 } };
}

/** What of a case can be appealed now; null for nothing. */
function groundOf(one: ModelCase, now: number): 'decision' | 'missing-decision' | null {
  if (isOpen(one)) return one.dueAt !== null && one.dueAt < now ? 'missing-decision' : null;
  if (one.status === 'denied') return 'decision';
  return one.isModified ? 'decision' : null;
}

function isHeard({ status }: ModelAppeal): boolean {
  return status === 'awaits-decision' || status === 'forwarded';
}

function keptDenial({ status }: ModelAppeal): boolean {
  return status === 'upheld' || status === 'partly-overturned';
}

/** Whether an act can be tried at all; what is refused can. */
export function isPossible(state: State, act: Act): boolean {
  const one = currentOf(state);
  const appeal = lastAppealOf(one);
  switch (act.do) {
    case 'record-call':
      return one.call !== 'none';
    case 'decide-appeal':
    case 'withdraw-appeal':
    case 'forward-appeal':
    case 'outside-review':
      return appeal !== undefined;
    case 'wait':
      if (act.until === 'answer')
        return one.status === 'pending-information' && one.answerDueAt !== null;
      if (act.until === 'decision') return isOpen(one) && one.dueAt !== null;
      return act.until === 'morning' || appeal?.status === 'awaits-decision';
    case 'come-back':
      return one.sentLetters > 0;
    case 'renew':
      return (
        state.cases.length < 3 &&
        one.coveredMonths === askedMonths(one) &&
        !one.appeals.some(isHeard) &&
        one.facts.capsules === 3 &&
        one.facts.symptoms &&
        !one.facts.contradicted
      );
    case 'claim':
      return one.handedUpBy === null && one.claimedBy !== act.by;
    default:
      return true;
  }
}

/** What must become of an act. */
export function verdictOn(state: State, act: Act, key: string): Verdict {
  const one = currentOf(state);
  switch (act.do) {
    case 'wait':
      return waited(state, act.until);
    case 'mail':
    case 'come-back':
      return { then: state };
    case 'renew':
      return renewed(state);
    case 'repeat':
      return act.as === 'same' ? { then: state } : { refused: 'idempotency-key-reused' };
    default: {
      const ruled = ruling(one, act, state.now);
      if (typeof ruled === 'string') return { refused: ruled };
      const next = { ...ruled, version: one.version + 1, keys: [...one.keys, key] };
      return { then: withCurrent(state, withWorker(next, act)) };
    }
  }
}

function withCurrent(state: State, one: ModelCase): State {
  return { ...state, cases: [...state.cases.slice(0, -1), one] };
}

type PersonsAct = Exclude<Act, { do: 'wait' | 'mail' | 'come-back' | 'renew' | 'repeat' }>;

export function actorOf(act: PersonsAct): Person {
  if ('by' in act) return act.by;
  return act.do === 'record-call' || act.do === 'outside-review' ? 'pia' : 'ivy';
}

/** Who works on a case whose decision is missing works on what is appealed. */
function withWorker(one: ModelCase, act: PersonsAct): ModelCase {
  const by = actorOf(act);
  const isOnAppeal = act.do.includes('appeal') || act.do === 'outside-review';
  return {
    ...one,
    workers: [...one.workers, by],
    appeals: one.appeals.map((each) =>
      each.isOfMissingDecision && !isOnAppeal
        ? { ...each, tookPart: [...each.tookPart, by] }
        : each,
    ),
  };
}

/** The case after a person's act, or why it is refused. */
function ruling(one: ModelCase, act: PersonsAct, now: number): ModelCase | string {
  switch (act.do) {
    case 'answer':
      if (!isOpen(one)) return 'case-closed';
      return evaluated({ ...one, facts: { ...one.facts, ...act.gives } }, now);
    case 'decide':
      return decided(one, act, now);
    case 'withdraw':
      if (!isOpen(one)) return 'case-closed';
      return withLetter(closed(one, 'withdrawn', now), 'withdrawal');
    case 'claim':
      if (!isOpen(one)) return 'case-closed';
      return one.claimedBy === null ? { ...one, claimedBy: act.by } : 'case-assigned';
    case 'hand-up':
      if (ROLES[act.by] !== 'pharmacist') return 'role-not-allowed';
      if (!isOpen(one)) return 'case-closed';
      if (one.status !== 'in-review') return 'case-waits-for-information';
      if (one.handedUpBy !== null) return 'already-handed-up';
      return { ...one, handedUpBy: act.by, claimedBy: null };
    case 'hand-back':
      if (ROLES[act.by] !== 'medical-director') return 'role-not-allowed';
      if (!isOpen(one)) return 'case-closed';
      if (one.handedUpBy === null) return 'not-handed-up';
      return { ...one, handedUpBy: null, claimedBy: one.handedUpBy };
    case 'request-call':
      return isOpen(one) || one.status === 'denied' ? { ...one, call: 'owed' } : 'case-closed';
    case 'record-call':
      if (!isOpen(one) && one.status !== 'denied') return 'case-closed';
      if (one.call !== 'owed') return 'peer-to-peer-over';
      return { ...one, call: act.outcome === 'held' ? 'over' : 'owed' };
    case 'appeal':
      return appealed(one, now);
    case 'decide-appeal':
      return decidedOnAppeal(one, act, now);
    case 'withdraw-appeal':
      return lastAppealOf(one)?.status === 'awaits-decision'
        ? withAppeal(one, { status: 'withdrawn' })
        : 'appeal-closed';
    case 'forward-appeal':
      return forwarded(one, now);
    case 'outside-review':
      return reviewedOutside(one, act.outcome, now);
  }
}

/** No one decides twice, software never, and only a medical director denies, with two keys. */
function decided(
  one: ModelCase,
  { by, decision, keys, sees }: Extract<Act, { do: 'decide' }>,
  now: number,
): ModelCase | string {
  const isDirector = ROLES[by] === 'medical-director';
  const mayDecide = isDirector || (ROLES[by] === 'pharmacist' && decision !== 'deny');
  if (!mayDecide) return 'role-not-allowed';
  if (!isOpen(one)) return 'case-closed';
  if (sees === 'before') return 'case-changed';
  if (one.handedUpBy !== null && !isDirector) return 'role-not-allowed';
  switch (decision) {
    case 'approve':
      return approved(one, by, 'all', now);
    case 'approve-less':
      return approved(one, by, 'less', now);
    case 'ask':
      return asked(one);
    case 'deny':
      if (one.openedBy === by) return 'own-case';
      // Unknown never denies.
      if (one.status !== 'in-review') return 'case-waits-for-information';
      if (keys === 'another letter') return 'letter-changed';
      if (keys !== 'both') return 'invalid';
      return withLetter(
        { ...one, status: 'denied', decidedBy: by, reviewReason: null, isEscalated: false },
        'denial',
      );
  }
}

function appealed(one: ModelCase, now: number): ModelCase | string {
  if (one.appeals.some(isHeard)) return 'duplicate-appeal';
  if (one.appeals.some(({ status }) => status === 'overturned')) return 'not-appealable';
  const ground = groundOf(one, now);
  const isOfMissingDecision = ground === 'missing-decision';
  if (ground === null || (isOfMissingDecision && one.appeals.some(keptDenial))) {
    return 'not-appealable';
  }
  const appeal: ModelAppeal = {
    version: 1,
    status: 'awaits-decision',
    isOfMissingDecision,
    hasOutcome: false,
    tookPart: one.workers,
    isLate: false,
    dueAt: Infinity,
  };
  return withLetter({ ...one, appeals: [...one.appeals, appeal] }, 'appeal-received');
}

/** The case with its last appeal changed. */
function withAppeal(one: ModelCase, changed: Partial<ModelAppeal>): ModelCase {
  const last = lastAppealOf(one)!;
  const appeal = { ...last, ...changed, version: last.version + 1 };
  return { ...one, appeals: [...one.appeals.slice(0, -1), appeal] };
}

/** Only a medical director who took no part decides an appeal, and signs what keeps a denial. */
function decidedOnAppeal(
  one: ModelCase,
  { by, isSigned, sees, verdict }: Extract<Act, { do: 'decide-appeal' }>,
  now: number,
): ModelCase | string {
  const appeal = lastAppealOf(one)!;
  if (ROLES[by] !== 'medical-director') return 'role-not-allowed';
  if (sees === 'before') return 'appeal-changed';
  if (appeal.status !== 'awaits-decision') return 'appeal-closed';
  if (appeal.tookPart.includes(by) || one.decidedBy === by) return 'took-part';
  if (verdict === 'uphold' && isOpen(one)) return 'case-undecided';
  if (verdict !== 'overturn' && !isSigned) return 'invalid';
  const status = (
    { uphold: 'upheld', overturn: 'overturned', 'partly-overturn': 'partly-overturned' } as const
  )[verdict];
  return settled(one, status, by, {}, now);
}

/** One that is overturned covers what was asked, from the first day, without a gap. */
function settled(
  one: ModelCase,
  status: 'upheld' | 'overturned' | 'partly-overturned',
  by: Person,
  changed: Partial<ModelAppeal>,
  now: number,
): ModelCase | string {
  const told = withLetter(withAppeal(one, { ...changed, status }), 'appeal-decided');
  if (status === 'upheld') return told;
  const isPart = status === 'partly-overturned';
  if (isPart && one.coveredMonths >= PARTLY) return 'invalid';
  const covering = { ...told, coveredMonths: isPart ? PARTLY : askedMonths(one) };
  if (!isOpen(one)) return covering;
  return closed({ ...covering, isModified: isPart, decidedBy: by }, 'approved', now);
}

function forwarded(one: ModelCase, now: number): ModelCase | string {
  const appeal = lastAppealOf(one)!;
  const isKept = keptDenial(appeal) && !appeal.hasOutcome;
  if (!isKept && appeal.status !== 'awaits-decision') return 'appeal-closed';
  if (!isKept && !appeal.isLate && appeal.dueAt >= now) return 'appeal-undecided';
  return withAppeal(one, { status: 'forwarded' });
}

function reviewedOutside(
  one: ModelCase,
  outcome: 'upheld' | 'overturned' | 'partly-overturned',
  now: number,
): ModelCase | string {
  if (lastAppealOf(one)!.status !== 'forwarded') return 'appeal-not-forwarded';
  // Whoever records it approves the case by that, and pia is no medical director.
  if (isOpen(one) && one.handedUpBy !== null && outcome !== 'upheld') return 'role-not-allowed';
  return settled(one, outcome, 'pia', { hasOutcome: true }, now);
}

/** A deadline hands on or escalates, once. It decides nothing. */
function waited(state: State, until: Extract<Act, { do: 'wait' }>['until']): Verdict {
  const one = currentOf(state);
  if (until === 'morning') return { then: { ...state, now: nextMorning(state.now) } };
  const appeal = lastAppealOf(one);
  const due = { answer: one.answerDueAt, decision: one.dueAt, appeal: appeal?.dueAt ?? null }[
    until
  ];
  const now = Math.max(state.now, due ?? 0) + MINUTE;
  const later = { ...state, now };
  if (until === 'appeal') {
    const last = { ...appeal!, isLate: true };
    return {
      then: withCurrent(later, { ...one, appeals: [...one.appeals.slice(0, -1), last] }),
      // Its decision, and the file that is to go out after that.
      steps: 2,
    };
  }
  const isUnanswered = one.answerDueAt !== null && one.answerDueAt <= now;
  if (one.status === 'pending-information') {
    if (!isUnanswered) return { then: later };
    const handed = handedToReview(one, 'information-missing', now);
    return { then: withCurrent(later, { ...handed, version: one.version + 1 }) };
  }
  if (one.isEscalated || until === 'answer') return { then: later };
  return { then: withCurrent(later, { ...one, isEscalated: true, version: one.version + 1 }) };
}

/** At ten in New York, or eleven in summer: within the hours for letters. */
function nextMorning(now: number): number {
  return Math.floor(now / DAY) * DAY + DAY + 15 * 60 * MINUTE;
}

/** The first day of the first case: a first of a month, so that its months end where months end. */
const FIRST_MONTH = { year: 2026, month: 11 };

/** The first day that a case asks for, as `YYYY-MM-DD`. */
export function firstDayOf({ cases }: State, place: number): string {
  const before = cases.slice(0, place).reduce((sum, one) => sum + askedMonths(one), 0);
  return dayOf(before, 1);
}

/** The last day that is covered of a case; the day before the first if none is. */
export function lastDayOf({ cases }: State, place: number): string {
  const before = cases.slice(0, place).reduce((sum, one) => sum + askedMonths(one), 0);
  return dayOf(before + cases[place]!.coveredMonths, 0);
}

function dayOf(months: number, day: number): string {
  const { year, month } = FIRST_MONTH;
  return new Date(Date.UTC(year, month + months, day)).toISOString().slice(0, 10);
}

/** When a renewal review is open for long: 55 days before coverage ends. */
function renewed(state: State): Verdict {
  const end = Date.parse(lastDayOf(state, state.cases.length - 1));
  const now = Math.max(state.now, end - 55 * DAY + 15 * 60 * MINUTE);
  const { facts } = currentOf(state);
  const review = opened({ ...facts, response: false }, 'assent', now, true);
  return { then: { now, cases: [...state.cases, review] } };
}

/** Whether an approval of the fewest months would still cover a day to come. */
export function isStillAhead(state: State): boolean {
  const place = state.cases.length - 1;
  const first = Date.parse(firstDayOf(state, place));
  return state.now < first + 80 * DAY;
}
