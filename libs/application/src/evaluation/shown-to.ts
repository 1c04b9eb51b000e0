import {
  withoutResults,
  type Determination,
  type MissingFact,
  type WithheldDetermination,
} from '@assent/criteria';
import {
  isOpen,
  isStaleFinding,
  MAY_WORK,
  ownFindingOn,
  type Actor,
  type ComparedFinding,
  type CriterionFinding,
  type Jurisdiction,
  type RecordedFindings,
  type ReviewReason,
} from '@assent/domain';
import { whereInstalled } from './evaluation';
import type { CaseEvent, CaseHold, CaseRecord } from '../ports/case-record';
import type { WorklistRow } from '../ports/worklist-repository';
import {
  isWithheldFrom,
  judgedCriteria,
  mayBeWithheld,
  takesFindings,
  type FoundCriteria,
  type FoundOnAppeals,
} from './findings';

type Reader = Pick<Actor, 'subject' | 'role'>;

/** What a reader is shown of what the engine found. */
export interface ShownResults {
  readonly determination: Determination | WithheldDetermination;
  /** What an open case waits for. */
  readonly missing: readonly MissingFact[];
  readonly reviewReason: ReviewReason | 'withheld' | null;
  /** The case's own. */
  readonly holds: readonly CaseHold[];
  readonly findings: ShownFindings | null;
}

/** The findings on a case where they come first. */
export interface ShownFindings {
  /** Whether the engine's results are withheld from the reader. */
  readonly isWithheld: boolean;
  readonly criteria: readonly ShownCriterion[];
  /** The newest of each other person; none while results are withheld. */
  readonly others: readonly RecordedFindings[];
}

export interface ShownCriterion {
  readonly criterion: string;
  readonly title: string;
  /** The reader's own, as they recorded it before they saw the result. */
  readonly own: CriterionFinding | null;
  /** What the reader made of it afterwards; null if they kept it. */
  readonly changedTo: CriterionFinding | null;
  /** They found on it, but what it reads has changed since. */
  readonly isStale: boolean;
  readonly engine: ComparedFinding['engine'] | 'withheld';
}

/** The results of a case as a person may see them. */
export function resultsShownTo(
  record: CaseRecord,
  determination: Determination,
  reader: Reader,
  onAppeals?: FoundOnAppeals,
): ShownResults {
  const isWithheld = isWithheldFrom(record, reader, onAppeals);
  const missing = isOpen(record.status) ? determination.missing : [];
  const findings = findingsShownTo(record, reader, isWithheld);
  if (!isWithheld) {
    const reviewReason = record.review?.reason ?? null;
    return { determination, missing, reviewReason, holds: record.holds, findings };
  }
  const asked = missingWhileWithheld(record, missing);
  return {
    determination: withoutResults(determination, asked),
    missing: asked,
    reviewReason: record.review && 'withheld',
    holds: holdsWhileWithheld(record.holds),
    findings,
  };
}

/** The holds that tell of members, coverage and dates, and nothing of criteria. */
export function holdsWhileWithheld(holds: readonly CaseHold[]): readonly CaseHold[] {
  return holds.filter(({ id }) => !isResult(id));
}

/** Whether a hold says what the engine made of the facts: that they don't answer an earlier denial. */
function isResult(id: CaseHold['id']): boolean {
  return id === 'denied-before';
}

/**
 * What is still said to be missing: what the provider office was asked for. Nothing of a case in review, where
 * what isn't asked for tells that it can't change the result, nor of one that waits for a reviewer's question
 * alone.
 */
function missingWhileWithheld<Missing>(
  { status, informationRequest }: Pick<CaseRecord, 'status' | 'informationRequest'>,
  missing: readonly Missing[],
): readonly Missing[] {
  return status === 'pending-information' && !informationRequest?.isAlone ? missing : [];
}

/** What a list says that a case lacks; it withholds that from all who work on the case. */
export function missingShownTo<Missing>(
  of: Pick<CaseRecord, 'status' | 'jurisdiction' | 'underAppeal' | 'informationRequest'>,
  missing: readonly Missing[],
  reader: Pick<Actor, 'role'>,
): readonly Missing[] {
  return mayBeWithheld(of, reader) ? missingWhileWithheld(of, missing) : missing;
}

function findingsShownTo(
  record: CaseRecord,
  { subject }: Reader,
  isWithheld: boolean,
): ShownFindings | null {
  if (!takesFindings(record)) return null;
  const criteria = whereInstalled(
    () => judgedCriteria(record),
    () => [],
  );
  return shownFindings({ findings: record.findings, criteria }, subject, isWithheld);
}

/** Findings on a case, or on an appeal, as a person may see them. */
export function shownFindings(
  { findings, criteria }: FoundCriteria,
  person: string,
  isWithheld: boolean,
): ShownFindings {
  const people = new Map(findings.map((each) => [each.by.subject, each]));
  return {
    isWithheld,
    criteria: criteria.map((each) => {
      const { criterion, title, engine } = each;
      const own = ownFindingOn(findings, person, each);
      return {
        criterion,
        title,
        own: own?.first ?? null,
        changedTo: own && own.latest.finding !== own.first.finding ? own.latest : null,
        isStale: isStaleFinding(findings, person, each),
        engine: isWithheld ? 'withheld' : engine,
      };
    }),
    others: isWithheld ? [] : [...people.values()].filter(({ by }) => by.subject !== person),
  };
}

/** A row of a worklist as a person may see it. Rows are withheld from all who work on the case. */
export function rowShownTo<Row extends WorklistRow>(
  row: Row,
  reader: Pick<Actor, 'role'>,
): Row & { readonly reviewReason: ReviewReason | 'withheld' | null } {
  const reviewReason = row.review?.reason ?? null;
  if (!mayBeWithheld(row, reader)) return { ...row, reviewReason };
  return {
    ...row,
    missing: missingShownTo(row, row.missing, reader),
    isHeld: row.ownHolds.some((id) => !isResult(id)),
    reviewReason: reviewReason && 'withheld',
  };
}

/** An event of a case as a person may see it. */
export function eventShownTo(event: CaseEvent, reader: Reader, isWithheld: boolean): CaseEvent {
  if (!isWithheld) return event;
  const shown = SHOWN_WHILE_WITHHELD[event.type];
  const isOwn = isFindings(event) && event.actor.subject === reader.subject;
  if (!shown || isOwn) return event;
  const details = Object.entries(event.details).filter(([name]) => shown.includes(name));
  return { ...event, details: { ...Object.fromEntries(details), withheld: true } };
}

function isFindings({ type }: CaseEvent): boolean {
  return type === 'findings-recorded' || type === 'appeal-findings-recorded';
}

/** What is shown of events that tell a result, or the findings of others. */
const SHOWN_WHILE_WITHHELD: Readonly<Partial<Record<CaseEvent['type'], readonly string[]>>> = {
  determined: ['guideline'],
  'handed-to-review': ['released'],
  'findings-recorded': [],
  'appeal-findings-recorded': ['appeal', 'appealId'],
};

/** An event of any case, as a person may see it in a list of events. */
export function activityShownTo(
  event: CaseEvent,
  of: Pick<CaseRecord, 'status' | 'jurisdiction' | 'underAppeal'>,
  reader: Reader,
): CaseEvent {
  return eventShownTo(event, reader, mayBeWithheld(of, reader));
}

/** What a request would find, as a person may see it: nothing from which a result follows that is not met. */
export function precheckShownTo(
  determination: Determination,
  jurisdiction: Jurisdiction | null,
  { role }: Pick<Actor, 'role'>,
): Determination | WithheldDetermination {
  const { outcome, holds, missing } = determination;
  const isFavorable = outcome === 'criteria-met' && holds.length === 0;
  const isShown = isFavorable || outcome === 'not-applicable';
  if (isShown || !jurisdiction?.findingsFirst || !MAY_WORK.some((each) => each === role)) {
    return determination;
  }
  return withoutResults(determination, outcome === 'information-needed' ? missing : []);
}
