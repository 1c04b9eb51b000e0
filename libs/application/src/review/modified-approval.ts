import {
  START_AHEAD_MONTHS,
  type CalendarDate,
  type Fault,
  type ModifiedTerm,
  type Placement,
} from '@assent/domain';
import { dosingOf } from '../evaluation/dosing';
import { determinationOf, newestReadingOf } from '../evaluation/evaluation';
import {
  isOverAlready,
  latestStart,
  placementFor,
  placementOn,
} from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord, Dosing } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';

/** What a reviewer states of an approval; what they leave out is as it was asked. */
export interface GivenTerms {
  /** Calendar months; the guideline's own if absent. */
  readonly months?: number;
  readonly start?: CalendarDate;
  /** Numbers of the dose, by the names that the guideline has for them. */
  readonly dosing?: Readonly<Record<string, number>>;
  /** Why something differs from what was asked. */
  readonly reason?: string;
  /** The same for the member, in their language. */
  readonly memberReason?: string;
}

/** The terms of an approval, and which of them are not as asked. */
export interface ApprovalTerms {
  readonly months: number;
  readonly placement: Placement<AuthorizationRecord>;
  readonly dosing: Dosing;
  readonly modified: readonly ModifiedTerm[];
}

/** The terms of an approval of a case, as far as they are possible. */
export function approvalTerms(record: CaseRecord, given: GivenTerms, moment: Moment) {
  const usual = guidelineMonths(record);
  const months = given.months ?? usual;
  const asked = placementFor(record, months, moment);
  const start = given.start ?? asked.period.start;
  const placement =
    start === asked.period.start ? asked : placementOn(record, months, start, moment);
  const askedDosing = dosingOf(newestReadingOf(record), record.facts);
  const modified: ModifiedTerm[] = [
    { term: 'months', asked: usual, approved: months },
    { term: 'start', asked: asked.period.start, approved: start },
    ...Object.entries(given.dosing ?? {}).map(([term, approved]) => ({
      term,
      asked: askedDosing[term] ?? null,
      approved,
    })),
  ].filter((each) => each.asked !== each.approved);
  const terms: ApprovalTerms = {
    months,
    placement: placement ?? asked,
    dosing: { ...askedDosing, ...given.dosing },
    modified,
  };
  return { terms, faults: termFaults(record, given, terms, placement, moment) };
}

/** What is wrong with the terms of an approval, each at its place in what was sent. */
function termFaults(
  record: CaseRecord,
  { start, dosing = {}, memberReason, reason }: GivenTerms,
  { modified }: ApprovalTerms,
  placement: Placement<AuthorizationRecord> | null,
  moment: Moment,
): readonly Fault[] {
  const faults: Fault[] = [...dosingFaults(record, dosing)];
  if (start !== undefined) faults.push(...startFaults(record, start, placement, moment));
  if (modified.length > 0 && reason === undefined) {
    const message = 'is required when an approval differs from what was asked; say why it does';
    faults.push({ path: 'approve.reason', code: 'required', message });
  }
  if (modified.length === 0 && reason !== undefined) {
    const message = 'is allowed only when an approval differs from what was asked; leave it out';
    faults.push({ path: 'approve.reason', code: 'not-applicable', message });
  }
  if (modified.length === 0 && memberReason !== undefined) {
    const message = 'is allowed only when an approval differs from what was asked; leave it out';
    faults.push({ path: 'memberReason', code: 'not-applicable', message });
  }
  return faults;
}

/** What is wrong with the numbers of a dose that is approved: none is above the one that was asked. */
export function dosingFaults(
  record: CaseRecord,
  dosing: NonNullable<GivenTerms['dosing']>,
): readonly Fault[] {
  const guideline = newestReadingOf(record);
  const paths = guideline?.dosing ?? [];
  const asked = dosingOf(guideline, record.facts);
  return Object.entries(dosing).flatMap(([name, number]) => {
    const at = `approve.${name}`;
    const path = paths.find((each) => lastPart(each) === name);
    if (!guideline || path === undefined) {
      const known = paths.map((each) => `\`${lastPart(each)}\``).join(', ');
      const message = `is not a dosing field for this drug${known === '' ? '' : `; its dosing fields are ${known}`}`;
      return [{ path: at, code: 'unknown-member', message }];
    }
    const nested = path
      .split('.')
      .reduceRight<unknown>((value, member) => ({ [member]: value }), number);
    const issues = guideline.factsSchema.safeParse(nested).error?.issues ?? [];
    if (issues.length > 0) {
      return issues.map(({ message }) => ({ path: at, code: 'out-of-range', message }));
    }
    const most = asked[name] ?? null;
    if (most === null || number <= most) return [];
    const message = `must be at most the ${most} that ${most === 1 ? 'was' : 'were'} asked`;
    return [{ path: at, code: 'out-of-range', message }];
  });
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function startFaults(
  record: CaseRecord,
  start: CalendarDate,
  placement: Placement<AuthorizationRecord> | null,
  moment: Moment,
): readonly Fault[] {
  const path = 'approve.start';
  if (start > latestStart(record, moment)) {
    const message = `must be at most ${START_AHEAD_MONTHS} months ahead`;
    return [{ path, code: 'out-of-range', message }];
  }
  if (placement === null) {
    const message =
      'must be a day from which no other authorization covers the drug; leave it out for the first such day';
    return [{ path, code: 'already-covered', message }];
  }
  if (!isOverAlready(placement, moment)) return [];
  return [{ path, code: 'over-already', message: 'is too early: coverage would end before today' }];
}

function guidelineMonths(record: CaseRecord): number {
  const { approvalMonths } = determinationOf(record);
  if (approvalMonths === null) throw new Error('a case in review has a guideline');
  return approvalMonths;
}
