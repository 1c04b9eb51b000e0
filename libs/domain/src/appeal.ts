import type { CaseStatus, Role, Urgency } from '@assent/vocabulary';
import type { Appellant } from './appellant';
import { isOpen, type Actor, type Decision, type License, type ModifiedTerm } from './case';
import {
  restarted,
  type CaseClock,
  type ClockRule,
  type LedgerClock,
  type Upgrade,
} from './clock-ledger';
import { rowsFor, scopeId, type ClockScope, type ScopeOfRow } from './clock-scope';
import type { ContinuedBenefits, ContinuedRule } from './continued-rule';
import { addDays, addHours, addMonths, dateIn, earlier, endOfDay, type TimeZone } from './dates';
import type { EnginePart } from './engine-part';
import type { Fault } from './refusal';
import type { RecordedFindings } from './reviewer-findings';
import { mayReview } from './who-may-decide';

/** Only the first two wait for the plan's decision; `forwarded` waits for outside review. */
export const APPEAL_STATUSES = [
  'open',
  'in-review',
  'upheld',
  'overturned',
  'partly-overturned',
  'withdrawn',
  'forwarded',
] as const;
export type AppealStatus = (typeof APPEAL_STATUSES)[number];

/** What is appealed: the plan's decision, or that it decided nothing in time. */
export const APPEAL_GROUNDS = ['denial', 'modified-approval', 'no-decision'] as const;
export type AppealGround = (typeof APPEAL_GROUNDS)[number];

/** Why a person looks first whether an appeal can be heard. */
export const APPEAL_REVIEW_REASONS = ['late', 'no-proof-of-authority'] as const;
export type AppealReviewReason = (typeof APPEAL_REVIEW_REASONS)[number];

export const APPEAL_DECISIONS = ['uphold', 'overturn', 'partly-overturn'] as const;
export type AppealVerdict = (typeof APPEAL_DECISIONS)[number];

export const APPEAL_OUTCOMES = ['upheld', 'overturned', 'partly-overturned'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

/** What an appeal is after the plan decided it. */
export const OUTCOME_OF_VERDICT: Readonly<Record<AppealVerdict, AppealOutcome>> = {
  uphold: 'upheld',
  overturn: 'overturned',
  'partly-overturn': 'partly-overturned',
};

/** Who reviews a denial that the plan upheld. */
export type OutsideReview = 'independent-review-entity' | 'external-review' | 'state-fair-hearing';

/** The plan's decision on an appeal. */
export interface AppealDecision {
  readonly decision: AppealVerdict;
  readonly by: Actor;
  readonly at: Date;
  readonly rationale: string;
  /** The same for the member, in their language; absent if only the rationale was given. */
  readonly memberReason?: string;
  /** Calendar months of coverage, if they were stated for one overturned in part; else null. */
  readonly months: number | null;
  /** What it approves otherwise than asked, for one overturned in part; absent before that was kept. */
  readonly terms?: readonly ModifiedTerm[];
  /** For one that kept the denial, or a part of it; absent before that was kept. */
  readonly enginePart?: EnginePart;
  /** Of who decided, for one that kept the denial, or a part of it; absent before that was kept. */
  readonly license?: License;
}

/** What a decision that keeps a denial, or a part of it, lacks to be signed. */
export const NO_LICENSE_TO_UPHOLD: Fault = {
  path: 'license',
  code: 'required',
  message:
    'is required to uphold a denial, in full or in part; send the number, state and specialty of your license',
};

/** When and by whom the case file was sent to outside review. */
export interface AppealForwarding {
  readonly to: OutsideReview;
  readonly by: Actor;
  readonly at: Date;
}

/** What outside review decided, as a person recorded it. */
export interface ExternalOutcome {
  readonly outcome: AppealOutcome;
  readonly note: string;
  readonly by: Actor;
  readonly at: Date;
  /** As in `AppealDecision`. */
  readonly months: number | null;
  readonly terms?: readonly ModifiedTerm[];
}

/**
 * Why an appeal ended without a decision on it: whoever appealed took it back, a person did not hear it
 * because it is late or without proof of authority, its case was withdrawn, or its case was approved as
 * asked.
 */
export const APPEAL_CLOSINGS = [
  'withdrawn',
  'dismissed',
  'case-withdrawn',
  'case-approved',
] as const;
export type AppealClosing = (typeof APPEAL_CLOSINGS)[number];

export interface AppealWithdrawal {
  /** Absent for `withdrawn`. */
  readonly as?: AppealClosing;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
}

/** What a person decided about hearing an appeal that is late, or without proof of authority. */
export interface GoodCause {
  readonly about: AppealReviewReason;
  readonly accepted: boolean;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
}

/** What outside review decides about a dismissal: it stays, or the plan has to hear the appeal. */
export const DISMISSAL_OUTCOMES = ['upheld', 'vacated'] as const;
export type DismissalOutcome = (typeof DISMISSAL_OUTCOMES)[number];

/** A dismissal that outside review looks at if it is asked for in time, and what became of that. */
export interface DismissalReview extends Sourced {
  readonly to: OutsideReview;
  /** How long people may ask for it, in calendar days from the letter. */
  readonly days: number;
  /** The end of the last of these days, if the letter goes out on the day of the dismissal. */
  readonly askBy: Date;
  readonly dismissed: AppealWithdrawal;
  /** Null until the file was sent. */
  readonly asked: {
    /** When the plan received the request for review. */
    readonly receivedAt: Date;
    readonly by: Actor;
    /** When the file was sent. */
    readonly at: Date;
  } | null;
  readonly outcome: {
    readonly outcome: DismissalOutcome;
    readonly note: string;
    readonly by: Actor;
    readonly at: Date;
  } | null;
  /** The end of the last day on which the plan may vacate it by itself; absent where it may not. */
  readonly vacateBy?: Date;
  /** That the plan vacated it by itself; absent unless it did. */
  readonly vacated?: { readonly reason: string; readonly by: Actor; readonly at: Date };
}

/** A request to decide a case again. */
export interface Appeal {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly caseId: string;
  /** 1 for the first; one more after each that kept the denial. */
  readonly level: number;
  readonly ground: AppealGround;
  readonly status: AppealStatus;
  readonly appellant: Appellant;
  readonly urgency: Urgency;
  readonly reason: string;
  /** The document that says that a representative may act for the member. */
  readonly proofOfAuthority: string | null;
  readonly receivedAt: Date;
  readonly openedAt: Date;
  readonly openedBy: Actor;
  /** What a person still has to look at. */
  readonly reviewReasons: readonly AppealReviewReason[];
  /** The newest of its kind; absent until there is one. */
  readonly goodCause?: GoodCause;
  /** For one that was dismissed where outside review looks at dismissals; absent for any other. */
  readonly dismissalReview?: DismissalReview;
  /** Oldest first. */
  readonly clocks: readonly CaseClock[];
  /** When the clock that runs is due, or ran until. */
  readonly dueAt: Date;
  /** When the clock that runs was missed and that was escalated; else null. */
  readonly escalatedAt: Date | null;
  /** What people found by themselves before they decided it, oldest first; absent until someone did. */
  readonly findings?: readonly RecordedFindings[];
  /** When it was decided or withdrawn; null while the plan or an outside review has it. */
  readonly closedAt: Date | null;
  readonly decision: AppealDecision | null;
  /** The number of the authorization that was issued for it last. */
  readonly authorization: string | null;
  readonly forwarding: AppealForwarding | null;
  readonly external: ExternalOutcome | null;
  readonly withdrawal: AppealWithdrawal | null;
  /** Absent for an appeal from before this was kept. */
  readonly benefits?: ContinuedBenefits;
}

/** How an appeal ended without a decision on it; null for any other. */
export function closedAs({ withdrawal }: Pick<Appeal, 'withdrawal'>): AppealClosing | null {
  return withdrawal && (withdrawal.as ?? 'withdrawn');
}

/** The part of a case that says whether it can be appealed. */
export interface AppealedCase {
  readonly status: CaseStatus;
  readonly dueAt: Date | null;
  readonly decision: Pick<Decision, 'modification'> | null;
}

/** What of a case can be appealed at `now`; null for nothing. */
export function appealGround(
  { status, dueAt, decision }: AppealedCase,
  now: Date,
): AppealGround | null {
  if (isOpen(status)) return dueAt !== null && dueAt < now ? 'no-decision' : null;
  if (status === 'denied') return 'denial';
  return (decision?.modification ?? null) === null ? null : 'modified-approval';
}

interface Sourced {
  readonly source: string;
  readonly confidence: ClockRule['confidence'];
}

/** A time, in elapsed hours. */
export interface AppealTime extends Sourced {
  readonly hours: number;
  /** What it means to miss it, with its source; absent if that follows from what is due. */
  readonly consequence?: string | undefined;
}

export interface DecisionTime extends AppealTime {
  /** How soon the plan sends the file by itself if it missed this time; absent if it does not have to. */
  readonly whenMissed?: (Sourced & { readonly forwardWithin: number }) | undefined;
}

export interface ForwardingTime extends AppealTime {
  /** What it is counted from. */
  readonly from: 'receipt' | 'decision';
}

/** The figures of a kind of plan for appeals, each with its source. */
export interface AppealRule extends ScopeOfRow {
  readonly filing: Sourced & {
    /** Calendar days. */
    readonly days: number;
    /** What they are counted from, as letters say it; we count from when the letter was sent. */
    readonly from: 'receipt' | 'letter';
  };
  readonly decision: Readonly<Record<Urgency, DecisionTime>>;
  readonly review: Sourced & {
    readonly to: OutsideReview;
    /** How long people may ask for it, in words; absent where the plan sends the file by itself. */
    readonly askWithin?: string | undefined;
    /** How long outside review takes, from when the file was sent; absent if that is not known. */
    readonly outcome?: Readonly<Record<Urgency, AppealTime>> | undefined;
    /** By when the plan sends the file by itself; absent where people ask for it. */
    readonly forwarding?: Readonly<Record<Urgency, ForwardingTime>> | undefined;
    /** Who reviews a dismissal; absent where no one does. */
    readonly dismissal?:
      | (Sourced & {
          readonly to: OutsideReview;
          /** How long people may ask for it, in calendar days from the letter. */
          readonly days: number;
          /** How long the review takes, from when the file was sent. */
          readonly outcome: Readonly<Record<Urgency, AppealTime>>;
          /** How long the plan may vacate it by itself, in calendar months; absent where it may not. */
          readonly vacating?: (Sourced & { readonly months: number }) | undefined;
        })
      | undefined;
  };
  /** Whether coverage continues while an appeal is open; absent if that is not known. */
  readonly continued?: ContinuedRule | undefined;
}

/** The figures for appeals of a case: the plan's, or those of its state where they are stricter. */
export function appealRuleOf(
  rules: readonly AppealRule[],
  scope: ClockScope,
): AppealRule | undefined {
  const [first, ...others] = rowsFor(rules, scope);
  return first && others.reduce(stricterRule, first);
}

/** Figure by figure: more days to file, fewer hours to decide. What follows is the state's. */
function stricterRule(plans: AppealRule, state: AppealRule): AppealRule {
  const sooner = (urgency: Urgency) =>
    state.decision[urgency].hours < plans.decision[urgency].hours
      ? state.decision[urgency]
      : plans.decision[urgency];
  return {
    ...state,
    filing: state.filing.days > plans.filing.days ? state.filing : plans.filing,
    decision: { standard: sooner('standard'), expedited: sooner('expedited') },
  };
}

/** The end of the last day on which an appeal is in time, in the payer's zone. */
export function filingEndsAt(
  { filing }: Pick<AppealRule, 'filing'>,
  noticeSentAt: Date,
  zone: TimeZone,
): Date {
  return endOfDay(addDays(dateIn(noticeSentAt, zone), filing.days), zone);
}

/** What a person looks at before an appeal is heard; none for most. */
export function appealReviewReasons(
  {
    appellant,
    proofOfAuthority,
    receivedAt,
  }: Pick<Appeal, 'appellant' | 'proofOfAuthority' | 'receivedAt'>,
  filingEnds: Date | null,
): readonly AppealReviewReason[] {
  const isUnproven = appellant === 'representative' && proofOfAuthority === null;
  return [
    ...(filingEnds !== null && receivedAt >= filingEnds ? (['late'] as const) : []),
    ...(isUnproven ? (['no-proof-of-authority'] as const) : []),
  ];
}

/** The level of the next appeal of a case: each that kept the denial leads to the next. */
export function nextLevel(earlier: readonly Pick<Appeal, 'status'>[]): number {
  return 1 + earlier.filter(({ status }) => keptDenial(status)).length;
}

/** A dismissal as outside review can look at it; null where it does not. */
export function reviewableDismissal(
  { review: { dismissal } }: AppealRule,
  dismissed: AppealWithdrawal,
  zone: TimeZone,
): DismissalReview | null {
  if (!dismissal) return null;
  const { to, days, source, confidence, vacating } = dismissal;
  const askBy = lastMomentToAsk(days, dismissed.at, zone);
  const lastDay = vacating && addMonths(dateIn(dismissed.at, zone), vacating.months);
  return {
    to,
    days,
    source,
    confidence,
    askBy,
    dismissed,
    asked: null,
    outcome: null,
    ...(lastDay && { vacateBy: endOfDay(lastDay, zone) }),
  };
}

/** Whether outside review, or the plan, can still look at a dismissal. */
export function isReviewable({
  status,
  dismissalReview,
}: Pick<Appeal, 'status' | 'dismissalReview'>): boolean {
  return status === 'withdrawn' && dismissalReview?.asked === null;
}

/** The end of the last day on which the review of a dismissal can be asked for. */
export function lastMomentToAsk(days: number, letterAt: Date, zone: TimeZone): Date {
  return endOfDay(addDays(dateIn(letterAt, zone), days), zone);
}

/** Whether outside review has a dismissal, and not a decision. */
export function isDismissalForwarded({
  status,
  dismissalReview,
}: Pick<Appeal, 'status' | 'dismissalReview'>): boolean {
  const isSent = dismissalReview !== undefined && dismissalReview.asked !== null;
  return status === 'forwarded' && isSent && dismissalReview.outcome === null;
}

/** When a dismissal was vacated, so that the appeal is heard anew; null for any other appeal. */
function vacatedAt({ dismissalReview }: Pick<Appeal, 'dismissalReview'>): Date | null {
  const { outcome = null, vacated } = dismissalReview ?? {};
  return outcome?.outcome === 'vacated' ? outcome.at : (vacated?.at ?? null);
}

/** The clocks of a dismissed appeal that is sent to outside review. */
export function clocksOfDismissal(appeal: Appeal, rule: AppealRule, sentAt: Date) {
  const { urgency } = appeal;
  const time = rule.review.dismissal?.outcome[urgency];
  const ended = endedWithDismissal(appeal, sentAt);
  return time ? [...ended, clockFrom('outside-review', rule, urgency, time, sentAt)] : ended;
}

/** The clocks of an appeal whose dismissal is vacated at `now`: the time to decide it begins anew. */
export function clocksOnceVacated(appeal: Appeal, rule: AppealRule, now: Date) {
  return [...endedWithDismissal(appeal, now), appealClock(rule, appeal.urgency, now)];
}

/** What ran until an appeal was dismissed ended then; the review of that dismissal has a clock of its own. */
function endedWithDismissal({ clocks, dismissalReview }: Appeal, now: Date): readonly CaseClock[] {
  const endedAt = dismissalReview?.dismissed.at ?? now;
  return clocks.map((clock) =>
    clock.kind === 'outside-review' ? clock : { ...clock, replacedAt: clock.replacedAt ?? endedAt },
  );
}

/** Whether the plan still owes a decision. */
export function awaitsDecision({ status }: Pick<Appeal, 'status'>): boolean {
  return status === 'open' || status === 'in-review';
}

/** What the plan owes on an appeal by a deadline: its decision, or the file to outside review. */
export type AppealDebt = 'decision' | 'forwarding';

/** What the plan owes on an appeal; null for nothing. */
export function owedOn({
  status,
  forwarding,
  clocks,
}: Pick<Appeal, 'status' | 'forwarding' | 'clocks'>): AppealDebt | null {
  const isToForward = clocks.at(-1)?.kind === 'forwarding';
  if (awaitsDecision({ status })) return isToForward ? 'forwarding' : 'decision';
  return keptDenial(status) && !forwarding && isToForward ? 'forwarding' : null;
}

/** Whether the plan has not decided an appeal in time; a file that is to be sent then does not change that. */
export function isUndecidedLate(
  appeal: Pick<Appeal, 'status' | 'clocks' | 'dueAt'>,
  now: Date,
): boolean {
  const isToForward = appeal.clocks.at(-1)?.kind === 'forwarding';
  return awaitsDecision(appeal) && (isToForward || appeal.dueAt < now);
}

/** When a missed deadline of an appeal is to be escalated; null if there is none, or that was done. */
export function escalatesAt(appeal: Appeal): Date | null {
  const { dueAt, escalatedAt } = appeal;
  if (owedOn(appeal) === null || (escalatedAt && escalatedAt >= dueAt)) return null;
  return dueAt;
}

/** The first deadline of appeals that is to be escalated once it is missed. */
export function nextToEscalate(appeals: readonly Appeal[]): {
  readonly appeal: Appeal;
  readonly owed: AppealDebt;
  readonly at: Date;
} | null {
  const [next] = appeals
    .flatMap((appeal) => {
      const [owed, at] = [owedOn(appeal), escalatesAt(appeal)];
      return owed && at ? [{ appeal, owed, at }] : [];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  return next ?? null;
}

/** Whether a decision left the denial, or a part of it. */
export function keptDenial(status: AppealStatus): boolean {
  return status === 'upheld' || status === 'partly-overturned';
}

/** The clock of an appeal, from its receipt. */
export function appealClock(rule: AppealRule, urgency: Urgency, receivedAt: Date): CaseClock {
  return clockFrom('appeal', rule, urgency, rule.decision[urgency], receivedAt);
}

/** The clocks of an appeal that becomes expedited at `at`; the sooner of both deadlines is kept. */
export function expeditedAppeal(
  clocks: readonly CaseClock[],
  rule: AppealRule,
  upgrade: Upgrade,
  at: Date,
): readonly CaseClock[] {
  // What was not decided in time goes to outside review, and no sooner for being expedited.
  if (clocks.at(-1)?.kind === 'forwarding') return clocks;
  return restarted(clocks, appealClock(rule, 'expedited', at), upgrade, at);
}

/**
 * The clocks of an appeal by another figure for its decision, counted from the same start. As they are
 * if no decision is owed, or its deadline has passed at `now`.
 */
export function refiguredAppeal(appeal: Appeal, rule: AppealRule, now: Date): readonly CaseClock[] {
  const { clocks, urgency } = appeal;
  const clock = clocks.at(-1);
  if (clock?.kind !== 'appeal' || !awaitsDecision(appeal) || clock.dueAt <= now) return clocks;
  const { startedAt, upgrade } = clock;
  const fresh = appealClock(rule, urgency, startedAt);
  const before = upgrade ? clocks.at(-2) : undefined;
  const dueAt = before ? earlier(fresh.dueAt, before.dueAt) : fresh.dueAt;
  return [...clocks.slice(0, -1), { ...fresh, upgrade, dueAt }];
}

/** By when the plan sends the file to outside review; null where people ask for that. */
export function forwardingClock(
  rule: AppealRule,
  appeal: Pick<Appeal, 'urgency' | 'receivedAt' | 'dismissalReview'>,
  decidedAt: Date,
): CaseClock | null {
  const { urgency, receivedAt } = appeal;
  const time = rule.review.forwarding?.[urgency];
  if (!time) return null;
  const from = time.from === 'receipt' ? (vacatedAt(appeal) ?? receivedAt) : decidedAt;
  return clockFrom('forwarding', rule, urgency, time, from);
}

/**
 * The clocks of an appeal whose time for a decision is over: where the rule says so, that of sending
 * the file to outside review starts. As they are if it runs already, or the rule has none.
 */
export function clocksWhenMissed(
  appeal: Pick<Appeal, 'urgency' | 'clocks' | 'dueAt'>,
  rule: AppealRule,
): readonly CaseClock[] {
  const { urgency, clocks, dueAt } = appeal;
  const missed = rule.decision[urgency].whenMissed;
  if (!missed || clocks.at(-1)?.kind === 'forwarding') return clocks;
  const { forwardWithin: hours, source, confidence } = missed;
  const time = { hours, source, confidence };
  return [...clocks, clockFrom('forwarding', rule, urgency, time, dueAt)];
}

/** By when outside review is over; null where that is not known. */
export function outsideClock(
  rule: AppealRule,
  { urgency }: Pick<Appeal, 'urgency'>,
  sentAt: Date,
): CaseClock | null {
  const time = rule.review.outcome?.[urgency];
  return time ? clockFrom('outside-review', rule, urgency, time, sentAt) : null;
}

/** An appeal with these clocks, due when the newest is. */
export function withAppealClocks(appeal: Appeal, clocks: readonly CaseClock[]): Appeal {
  return { ...appeal, clocks, dueAt: clocks.at(-1)?.dueAt ?? appeal.dueAt };
}

/** Every clock of an appeal, explained, the newest first. */
export function appealLedger(appeal: Appeal, now: Date): readonly LedgerClock[] {
  return [...appeal.clocks].reverse().map((clock): LedgerClock => {
    const { kind, rule, startedAt, dueAt, extension, consequence, tolled } = clock;
    return {
      id: `${kind}-${rule.id}-${appeal.number}`,
      kind,
      rule,
      startedAt,
      dueAt,
      state: stateOf(clock, appeal, now),
      tolled,
      extension,
      consequence,
      why: whyDue(clock, appeal),
    };
  });
}

/** Roles that may decide an appeal. */
export const MAY_DECIDE_APPEAL: readonly Role[] = ['medical-director'];

/** Something that happened on a case, with who did it and whom it was assigned to. */
export interface CaseAct {
  readonly actor: Actor;
  readonly assignee: string | null;
}

/** Whether a person took part in what is appealed: as a reviewer, or as an assignee. */
export function tookPart(person: string, acts: readonly CaseAct[]): boolean {
  return acts.some(
    ({ actor, assignee }) =>
      assignee === person || (actor.subject === person && mayReview(actor.role)),
  );
}

function clockFrom(
  kind: Exclude<CaseClock['kind'], 'decision'>,
  rule: AppealRule,
  urgency: Urgency,
  time: AppealTime,
  startedAt: Date,
): CaseClock {
  const { hours, source, confidence } = time;
  return {
    kind,
    rule: { id: scopeId(rule, urgency), source, confidence },
    urgency,
    hours,
    startedAt,
    dueAt: addHours(startedAt, hours),
    replacedAt: null,
    upgrade: null,
    extension: null,
    tolled: [],
    consequence: time.consequence ?? consequenceOf(kind, rule, time),
  };
}

/** What it means to miss a clock of an appeal whose figure does not say so itself; null if nothing. */
function consequenceOf(
  kind: Exclude<CaseClock['kind'], 'decision'>,
  { review }: AppealRule,
  { whenMissed }: DecisionTime,
): string | null {
  if (kind !== 'appeal') return WHEN_MISSED[kind];
  if (!whenMissed) return null;
  const { forwardWithin, source } = whenMissed;
  return `The case file goes to ${REVIEWERS[review.to]} within ${span(forwardWithin)} (${source}).`;
}

const WHEN_MISSED = {
  forwarding: 'It is escalated, and the case file is still to be sent.',
  'outside-review':
    'The plan owes nothing, but the case is stuck until the outcome is asked for and recorded.',
} as const;

const REVIEWERS: Readonly<Record<OutsideReview, string>> = {
  'independent-review-entity': 'the independent review entity',
  'external-review': 'external review',
  'state-fair-hearing': 'a state fair hearing',
};

function stateOf(
  { kind, dueAt, replacedAt, startedAt }: CaseClock,
  { status, decision, forwarding, external, withdrawal, dismissalReview }: Appeal,
  now: Date,
): LedgerClock['state'] {
  if (replacedAt !== null) return 'ended';
  if (kind === 'outside-review' && dismissalReview?.asked?.at.getTime() === startedAt.getTime()) {
    const { outcome } = dismissalReview;
    if (outcome) return outcome.at <= dueAt ? 'met' : 'missed';
    return now <= dueAt ? 'running' : 'missed';
  }
  const done =
    kind === 'outside-review'
      ? external
      : kind === 'forwarding'
        ? forwarding
        : (decision ?? forwarding);
  if (done) return done.at <= dueAt ? 'met' : 'missed';
  // A late decision for the member leaves nothing to send.
  if (withdrawal || (status === 'overturned' && kind === 'forwarding')) return 'ended';
  return now <= dueAt ? 'running' : 'missed';
}

/** Why what is owed on an appeal is due when it is, in sentences for people. */
export function whyAppealDue(appeal: Appeal): string {
  const clock = appeal.clocks.at(-1);
  if (!clock) throw new Error('an appeal has a clock');
  return whyDue(clock, appeal);
}

function whyDue(clock: CaseClock, appeal: Appeal): string {
  const { number, clocks, decision, dismissalReview } = appeal;
  const { kind, upgrade, urgency, rule, startedAt, dueAt, hours } = clock;
  const isFromVacated = startedAt.getTime() === vacatedAt(appeal)?.getTime();
  const isFromDecision = decision !== null && startedAt.getTime() === decision.at.getTime();
  const isFromMissed = clocks.some(
    (each) => each.kind === 'appeal' && each.dueAt.getTime() === startedAt.getTime(),
  );
  const startOfForwarding = isFromDecision
    ? 'the decision'
    : isFromMissed
      ? 'the deadline that was missed'
      : RECEIPT;
  const from = upgrade
    ? `the ${upgrade.by}'s request to expedite`
    : {
        appeal: isFromVacated ? VACATED : RECEIPT,
        decision: RECEIPT,
        forwarding: isFromVacated ? VACATED : startOfForwarding,
        'outside-review': SENT,
      }[kind];
  const isOfDismissal =
    kind === 'outside-review' && dismissalReview?.asked?.at.getTime() === startedAt.getTime();
  const what = isOfDismissal ? 'outcome of the review of its dismissal' : WHAT_IS_DUE[kind];
  const isSooner = upgrade && clocks.length > 1 && dueAt < addHours(startedAt, hours ?? 0);
  return [
    `Appeal ${number}, ${what}, ${urgency}: ${span(hours ?? 0)} from ${from} (${rule.source}).`,
    ...(isSooner ? ['The standard deadline is sooner, so it applies.'] : []),
  ].join(' ');
}

const RECEIPT = 'receipt of the appeal';

const VACATED = 'the decision to vacate its dismissal';

const SENT = 'when the file was sent';

const WHAT_IS_DUE: Readonly<Record<CaseClock['kind'], string>> = {
  decision: 'decision',
  appeal: 'decision',
  forwarding: 'file to outside review',
  'outside-review': 'outcome of outside review',
};

/** Above 72 hours, rules count in days. */
function span(hours: number): string {
  return hours > 72 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`;
}
