import {
  appealRuleOf,
  dateIn,
  OUTCOME_OF_VERDICT,
  renewalWindow,
  runningClock,
  type Appeal,
  type AppealRule,
  type AppealStatus,
  type CalendarDate,
  type ClockScope,
  type License,
  type ModifiedTerm,
} from '@assent/domain';
import type { ClauseNode } from '@assent/criteria';
import { guidelineDescription } from '@assent/guidelines';
import { clausesUnder, determinationOf } from '../evaluation/evaluation';
import { judgedCriteria, takesFindings } from '../evaluation/findings';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import type { CriterionWording, Settings } from '../ports/ports';
import { ownWording } from './criterion-wording';
import { requiredElements } from './plan-elements';

/*
 * What letters say, before it is put into words for the provider office or the member.
 */

/** How long a decision may be appealed, and from when; undefined where we don't know. */
export function appealWindow(
  { appeals }: Pick<Settings, 'appeals'>,
  scope: ClockScope,
): Pick<AppealRule['filing'], 'days' | 'from'> | undefined {
  return appealRuleOf(appeals, scope)?.filing;
}

/** Whether an appeal is of a decision, and not only of one that is missing. */
export function isOfDecision(
  { ground, decision, external }: Appeal,
  { status, decision: made }: CaseRecord,
): boolean {
  if (ground !== 'no-decision' || status === 'denied') return true;
  const settled = external ?? decision;
  const isItsOwn = settled !== null && made?.at.getTime() === settled.at.getTime();
  return (made?.modification ?? null) !== null && !isItsOwn;
}

/**
 * What outside review decided of an appeal, or before that the plan, also once its file was sent
 * there; the status of one that is not decided.
 */
export function outcomeOf({ decision, external, status }: Appeal): AppealStatus {
  return external?.outcome ?? (decision ? OUTCOME_OF_VERDICT[decision.decision] : status);
}

/** What an appeal that was overturned in part approves otherwise than asked; none for any other. */
export function appealTerms({ decision, external }: Appeal): readonly ModifiedTerm[] {
  return (external ?? decision)?.terms ?? [];
}

/** Within how many hours the plan decides an expedited appeal; null where we don't know. */
export function expeditedHours({ appeals }: Settings, scope: ClockScope): number | null {
  return appealRuleOf(appeals, scope)?.decision.expedited.hours ?? null;
}

/** The license of the physician who denied; null where letters need no name, or none was given. */
export function signerOf(
  record: CaseRecord,
  settings: Pick<Settings, 'letterElements'>,
): (License & { readonly name: string }) | null {
  const license = record.decision?.license ?? null;
  if (license?.name === undefined) return null;
  const { name } = license;
  return requiredElements(settings, record).has('physician') ? { ...license, name } : null;
}

/** Whether an approval differs from what was asked for: it can be appealed. */
export function isApprovedForLess({ decision }: Pick<CaseRecord, 'decision'>): boolean {
  return (decision?.modification?.terms.length ?? 0) > 0;
}

/** The guideline of a case, as letters name it. */
export interface NamedGuideline {
  /** The id of the guideline. */
  readonly drug: string;
  readonly title: string;
  readonly effective: CalendarDate;
}

/** Criteria that a letter names, with the guideline that they are of. */
export interface Grounds extends NamedGuideline {
  readonly criteria: readonly Criterion[];
}

export interface Criterion extends Pick<ClauseNode, 'id' | 'title' | 'verdict'> {
  /** The plan's, which letters quote instead of the title; null if it has none. */
  readonly own: CriterionWording | null;
}

/** Null for a case without a guideline. */
export function guidelineOf({ guideline }: Pick<CaseRecord, 'guideline'>): NamedGuideline | null {
  if (guideline === null) return null;
  const { id: drug, version: effective } = guideline;
  return { drug, title: guidelineDescription(drug, effective)?.title ?? drug, effective };
}

/** The criteria that a decision is based on; null for a decision that names none. */
export function groundsOf(record: CaseRecord, settings: Settings): Grounds | null {
  return named(record, record.decision?.clauses ?? [], settings);
}

/**
 * The criteria that have to be met and are not, as far as is known; null if there are none, and
 * where findings come first: there, no letter before a decision tells a result.
 */
export function openCriteriaOf(record: CaseRecord, settings: Settings): Grounds | null {
  if (takesFindings(record)) return null;
  const open = judgedCriteria(record).filter(({ engine }) => engine !== 'met');
  return named(
    record,
    open.map(({ criterion }) => criterion),
    settings,
  );
}

function named(record: CaseRecord, ids: readonly string[], settings: Settings): Grounds | null {
  const guideline = guidelineOf(record);
  if (guideline === null || ids.length === 0) return null;
  const known = clausesUnder(determinationOf(record).clauses);
  const criteria = ids
    .flatMap((id) => known.filter((clause) => clause.id === id))
    .map(({ id, title, verdict }) => ({
      id,
      title,
      verdict,
      own: ownWording(settings, record.guideline, id),
    }));
  return criteria.length === 0 ? null : { ...guideline, criteria };
}

/** The day of the approval since which the facts of a denied renewal changed; null if none did. */
export function changedSince(
  { decision }: CaseRecord,
  { timeZone }: Settings,
): CalendarDate | null {
  const since = decision?.sinceApproval;
  return since && since.changes.length > 0 ? dateIn(since.approvedAt, timeZone) : null;
}

/** Why a decision takes longer, and how long the provider office has to answer, if it was asked. */
export function extensionOf({ clocks, status }: CaseRecord): {
  readonly reason: string;
  readonly answerDays: number | null;
} {
  const { reason = '', answerDays = null } = runningClock(clocks)?.extension ?? {};
  return { reason, answerDays: status === 'pending-information' ? answerDays : null };
}

/** The last day on which a renewal request is surely decided in time; null once it is over. */
export function renewBy(
  { period }: Pick<AuthorizationRecord, 'period'>,
  scope: ClockScope,
  { clocks, timeZone }: Settings,
  now: Date,
): CalendarDate | null {
  const { lastSafeOn } = renewalWindow(period, scope, clocks, timeZone);
  return dateIn(now, timeZone) <= lastSafeOn ? lastSafeOn : null;
}

/** `{ count: 4, unit: 'month' }` for `4 months`; null for other words. */
export function spanIn(words: string): { readonly count: number; readonly unit: string } | null {
  const [, count = '', unit = ''] = /^(\d+) (day|week|month)s?$/.exec(words) ?? [];
  return count === '' ? null : { count: Number(count), unit };
}
