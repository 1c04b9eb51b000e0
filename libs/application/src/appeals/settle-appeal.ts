import {
  accept,
  appealPlacement,
  dateIn,
  refuse,
  type Actor,
  type Appeal,
  type AppealOutcome,
  type Fault,
  type Placement,
  type Result,
} from '@assent/domain';
import { dosingOf } from '../evaluation/dosing';
import { determinationOf, newestReadingOf } from '../evaluation/evaluation';
import { issue } from '../life-cycle/approve';
import { notice, type Step } from '../life-cycle/step';
import type { AuthorizationRecord, Dosing } from '../ports/authorization-record';
import type { CaseEventType, CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import { withAppeal, type AppealAtStep } from './change-appeal';

/** How an appeal ends. */
export interface Settlement {
  readonly outcome: AppealOutcome;
  /** Calendar months of coverage, for one overturned in part. */
  readonly months?: number;
  readonly by: Actor;
  readonly event: Extract<CaseEventType, 'appeal-decided' | 'appeal-outcome'>;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Ends an appeal: an overturned denial gets its authorization in the same step. Refused: `invalid` for
 * months that fit no partial approval.
 * @param settled the appeal after it, but for its authorization
 */
export async function settle(
  ports: Ports,
  { before, moment }: AppealAtStep,
  settled: Appeal,
  { outcome, months: given, by, event, details }: Settlement,
): Promise<Result<Step>> {
  const { record } = before;
  const { now } = moment;
  const told = (step: Step, issued: AuthorizationRecord | null): Step => {
    const letter = notice(moment, record, 'appeal-decided', now, issued?.number ?? null);
    return withAppeal(
      { ...step, notices: [...step.notices, { ...letter, appealId: settled.id }] },
      { ...settled, authorization: issued?.number ?? settled.authorization },
      event,
      by,
      now,
      {
        outcome,
        ...details,
        ...(issued && {
          authorization: issued.number,
          start: issued.period.start,
          end: issued.period.end,
        }),
      },
    );
  };
  if (outcome === 'upheld') return accept(told(before, null));
  const asked = askedMonths(record);
  const months = outcome === 'partly-overturned' ? given : asked;
  const { placement, dosing } = await placed(ports, before, outcome, months ?? asked, now);
  const faults = outcome === 'partly-overturned' ? monthFaults(months, asked, placement) : [];
  if (faults.length > 0) {
    return refuse({
      code: 'invalid',
      detail: 'the decision has errors; nothing was saved',
      faults,
    });
  }
  if (!placement) return accept(told(before, null));
  const terms = { placement, dosing, by, appealId: settled.id };
  return accept(issue(before, terms, moment, told));
}

/** What is covered by an appeal that is overturned, or of which part is. */
async function placed(
  { records, settings }: Ports,
  { record }: Step,
  outcome: AppealOutcome,
  months: number,
  now: Date,
): Promise<{ readonly placement: Placement<AuthorizationRecord> | null; readonly dosing: Dosing }> {
  const { member, drug, lineOfBusiness, requestType, requestedStart } = record;
  const all = (await records.authorizationsOf(member.memberId, drug)).filter(
    (one) => one.lineOfBusiness === lineOfBusiness,
  );
  const own = all.filter(({ caseId }) => caseId === record.id);
  const others = all.filter(({ caseId }) => caseId !== record.id);
  const askedDosing = dosingOf(newestReadingOf(record), record.facts);
  const dosing =
    outcome === 'partly-overturned' ? (own.at(-1)?.dosing ?? askedDosing) : askedDosing;
  const replacesOwn = own.some((one) => !isSameDosing(one.dosing, dosing));
  const today = dateIn(now, settings.timeZone);
  const asked = { requestType, requestedStart, months };
  return { placement: appealPlacement(asked, { own, others, replacesOwn }, today), dosing };
}

function monthFaults(
  months: number | undefined,
  asked: number,
  placement: Placement<AuthorizationRecord> | null,
): readonly Fault[] {
  const path = 'approve.months';
  if (months === undefined) {
    const message = 'is required for an appeal that is overturned in part';
    return [{ path, code: 'required', message }];
  }
  if (months >= asked) {
    const message = `must be fewer than the ${asked} months that were asked; to approve all of them, overturn the denial`;
    return [{ path, code: 'out-of-range', message }];
  }
  if (placement) return [];
  return [{ path, code: 'already-covered', message: 'adds no day to what is covered already' }];
}

function isSameDosing(one: Dosing, other: Dosing): boolean {
  return Object.entries(other).every(([name, number]) => one[name] === number);
}

function askedMonths(record: CaseRecord): number {
  const { approvalMonths } = determinationOf(record);
  if (approvalMonths === null) throw new Error('a denied case has a guideline');
  return approvalMonths;
}
