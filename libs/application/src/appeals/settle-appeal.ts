import {
  accept,
  appealGround,
  appealPlacement,
  dateIn,
  isOpen,
  makingRoom,
  refuse,
  START_AHEAD_MONTHS,
  type Actor,
  type Appeal,
  type AppealOutcome,
  type CalendarDate,
  type Fault,
  type ModifiedTerm,
  type Placement,
  type Refusal,
  type Result,
} from '@assent/domain';
import { dosingOf } from '../evaluation/dosing';
import { determinationOf, newestReadingOf } from '../evaluation/evaluation';
import { issue } from '../life-cycle/approve';
import { close, notice, withEvent, type Step } from '../life-cycle/step';
import { isOverAlready, latestStart } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord, Dosing } from '../ports/authorization-record';
import type { CaseEventType, CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import { faultyDecision } from '../review/faulty-decision';
import { dosingFaults, type GivenTerms } from '../review/modified-approval';
import { withAppeal, type AppealAtStep } from './change-appeal';

/** What is approved of an appeal that is overturned in part; what it leaves out is as it was asked. */
export type PartialTerms = Omit<GivenTerms, 'reason'>;

/** How an appeal ends. */
export interface Settlement {
  readonly outcome: AppealOutcome;
  /** For one overturned in part. */
  readonly terms: PartialTerms;
  /** What is wrong with the decision apart from its terms. */
  readonly faults?: readonly Fault[];
  readonly by: Actor;
  /** In the words of the decision, or of outside review. */
  readonly why: string;
  readonly event: Extract<CaseEventType, 'appeal-decided' | 'appeal-outcome'>;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Why the plan cannot end an appeal of a case in this way: there is no decision to uphold yet, or
 * nothing that an appeal could change.
 */
export function notSettled(record: CaseRecord, outcome: AppealOutcome, now: Date): Refusal | null {
  const { id: caseId, status } = record;
  if (determinationOf(record).approvalMonths === null) return { ...NOTHING_TO_APPROVE, caseId };
  if (outcome !== 'upheld') return null;
  if (isOpen(status)) return { ...UNDECIDED, caseId };
  return appealGround(record, now) === null ? { ...NOTHING_TO_UPHOLD, caseId } : null;
}

const UNDECIDED = {
  code: 'case-undecided',
  detail:
    'this case has no decision that could be upheld: a medical director denies it first, and another one decides the appeal; or overturn',
} as const;

const NOTHING_TO_UPHOLD = {
  code: 'not-appealable',
  detail: 'this case has no decision that could be upheld; withdraw the appeal',
} as const;

const NOTHING_TO_APPROVE = {
  code: 'not-appealable',
  detail: 'another payer decides this request; withdraw the appeal',
} as const;

/**
 * Ends an appeal: an overturned denial gets its authorization in the same step. A case that was still
 * open is approved by that, so that it is not decided again. Refused: `invalid` for all that is wrong with
 * the decision, terms that fit no partial approval among it.
 * @param settled the appeal after it, but for its authorization, with what it approves otherwise than asked
 */
export async function settle(
  ports: Ports,
  { before, moment }: AppealAtStep,
  settled: (terms: readonly ModifiedTerm[]) => Appeal,
  { outcome, terms, faults: others = [], by, why, event, details }: Settlement,
): Promise<Result<Step>> {
  const { record } = before;
  const { now } = moment;
  const isUndecided = isOpen(record.status);
  const told = (
    step: Step,
    issued: AuthorizationRecord | null,
    modified: readonly ModifiedTerm[] = [],
  ): Step => {
    const appeal = settled(modified);
    const letter = notice(moment, record, 'appeal-decided', now, issued?.number ?? null);
    const authorization = issued && {
      authorization: issued.number,
      start: issued.period.start,
      end: issued.period.end,
    };
    const { id: appealId, number } = appeal;
    const approved = withEvent(step, 'approved', by, now, {
      ...authorization,
      ...(modified.length > 0 && { modified }),
      appeal: number,
      appealId,
    });
    return withAppeal(
      {
        ...(isUndecided && outcome !== 'upheld' ? approved : step),
        notices: [...step.notices, { ...letter, appealId }],
      },
      { ...appeal, authorization: issued?.number ?? appeal.authorization },
      event,
      by,
      now,
      { outcome, ...details, ...(modified.length > 0 && { modified }), ...authorization },
    );
  };
  if (outcome === 'upheld') {
    return others.length > 0 ? refuse(faultyDecision(others)) : accept(told(before, null));
  }
  const isPart = outcome === 'partly-overturned';
  const found = await placed(ports, before, isPart ? terms : null, moment);
  const faults = [...others, ...(isPart ? partFaults(record, terms, found, moment) : [])];
  if (faults.length > 0) return refuse(faultyDecision(faults));
  const { placement, dosing, modified } = found;
  const decided = isUndecided ? approvedByAppeal(before, by, why, modified, moment) : before;
  if (!placement) return accept(told(decided, null, modified));
  const { id: appealId } = settled(modified);
  return accept(
    issue(decided, { placement, dosing, by, appealId }, moment, (step, issued) =>
      told(step, issued, modified),
    ),
  );
}

/** The case that an appeal of its missing decision decides: approved, by the person who did. */
function approvedByAppeal(
  before: Step,
  by: Actor,
  why: string,
  terms: readonly ModifiedTerm[],
  moment: Moment,
): Step {
  return close(before, 'approved', moment, {
    decision: 'approve',
    by,
    at: moment.now,
    rationale: why,
    clauses: [],
    license: null,
    letterDigest: null,
    modification: terms.length === 0 ? null : { reason: why, terms },
    enginePart: null,
  });
}

/** What an overturned appeal covers, and on which terms. */
interface Placed {
  readonly placement: Placement<AuthorizationRecord> | null;
  readonly dosing: Dosing;
  /** The terms that are not as asked. */
  readonly modified: readonly ModifiedTerm[];
  readonly askedMonths: number;
}

/** @param part the terms of an appeal that is overturned in part; null for one that is in full */
async function placed(
  { records }: Ports,
  { record }: Step,
  part: PartialTerms | null,
  { now, settings }: Moment,
): Promise<Placed> {
  const { member, drug, lineOfBusiness, requestType, requestedStart } = record;
  const today = dateIn(now, settings.timeZone);
  const all = makingRoom(
    (await records.authorizationsOf(member.memberId, drug)).filter(
      (one) => one.lineOfBusiness === lineOfBusiness,
    ),
    today,
  );
  const own = all.filter((one) => one.caseId === record.id && one.continues === undefined);
  const others = all.filter((one) => !own.includes(one));
  const askedMonths = monthsAsked(record);
  const askedDosing = dosingOf(newestReadingOf(record), record.facts);
  const months = part?.months ?? askedMonths;
  const dosing = part ? { ...(own.at(-1)?.dosing ?? askedDosing), ...part.dosing } : askedDosing;
  const replacesOwn = own.some((one) => !isSameDosing(one.dosing, dosing));
  const from = (start: CalendarDate) =>
    appealPlacement(
      { requestType, requestedStart: start, months },
      { own, others, replacesOwn },
      today,
    );
  const asked = from(requestedStart);
  const start = part?.start;
  const placement = start === undefined ? asked : from(start);
  const modified: ModifiedTerm[] = [
    { term: 'months', asked: askedMonths, approved: months },
    ...(start === undefined
      ? []
      : [{ term: 'start', asked: asked?.period.start ?? requestedStart, approved: start }]),
    ...Object.entries(part?.dosing ?? {}).map(([term, approved]) => ({
      term,
      asked: askedDosing[term] ?? null,
      approved,
    })),
  ].filter((each) => each.asked !== each.approved);
  return { placement, dosing, modified, askedMonths };
}

/** What is wrong with the terms of a partial approval, each at its place in what was sent. */
function partFaults(
  record: CaseRecord,
  { months, start, dosing = {} }: PartialTerms,
  { placement, modified, askedMonths }: Placed,
  moment: Moment,
): readonly Fault[] {
  const wrong: Fault[] = [...dosingFaults(record, dosing)];
  if (months !== undefined && months >= askedMonths) {
    const message = `must be fewer than the ${askedMonths} months that were asked; to approve all of them, leave it out`;
    wrong.push({ path: 'approve.months', code: 'out-of-range', message });
  }
  if (start !== undefined) {
    const path = 'approve.start';
    if (start > latestStart(record, moment)) {
      const message = `must be at most ${START_AHEAD_MONTHS} months ahead`;
      wrong.push({ path, code: 'out-of-range', message });
    } else if (placement && placement.period.start !== start) {
      const message =
        'must be a day from which no other authorization covers the drug; leave it out for the first such day';
      wrong.push({ path, code: 'already-covered', message });
    } else if (placement && isOverAlready(placement, moment)) {
      const message = 'is too early: coverage would end before today';
      wrong.push({ path, code: 'over-already', message });
    }
  }
  if (wrong.length > 0) return wrong;
  const isNothing = months === undefined && start === undefined && Object.keys(dosing).length === 0;
  if (isNothing) {
    const message = 'is required for an appeal that is overturned in part';
    return [{ path: 'approve.months', code: 'required', message }];
  }
  if (modified.length === 0) {
    const message = 'must differ from what was asked; to approve all of it, overturn the denial';
    return [{ path: 'approve', code: 'out-of-range', message }];
  }
  if (placement) return [];
  const path = months === undefined ? 'approve' : 'approve.months';
  return [{ path, code: 'already-covered', message: 'adds no day to what is covered already' }];
}

function isSameDosing(one: Dosing, other: Dosing): boolean {
  return Object.entries(other).every(([name, number]) => one[name] === number);
}

function monthsAsked(record: CaseRecord): number {
  const { approvalMonths } = determinationOf(record);
  if (approvalMonths === null) throw new Error('a case that is appealed has a guideline');
  return approvalMonths;
}
