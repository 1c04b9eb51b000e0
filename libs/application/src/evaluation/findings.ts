import type { ClauseNode } from '@assent/criteria';
import {
  isOpen,
  lackingFindings,
  MAY_WORK,
  ownFindingOn,
  valueAt,
  type Actor,
  type ComparedFinding,
  type CriterionBasis,
  type EnginePart,
  type Fault,
  type Refusal,
} from '@assent/domain';
import { digestOf } from '@assent/guidelines';
import { clausesUnder, determinationOf, whereInstalled } from './evaluation';
import type { CaseRecord } from '../ports/case-record';

/** A criterion that reviewers find on. */
export interface JudgedCriterion extends CriterionBasis {
  readonly title: string;
  readonly engine: ComparedFinding['engine'];
}

/** Who reads a case. */
type Reader = Pick<Actor, 'subject' | 'role'>;

/** Whether reviewers of a case record their own findings before they see the engine's results. */
export function takesFindings({ jurisdiction }: Pick<CaseRecord, 'jurisdiction'>): boolean {
  return jurisdiction !== null && jurisdiction.findingsFirst !== null;
}

/**
 * Whether the results of a case are withheld from everyone who works on it, until they have recorded
 * findings of their own: while it is open, where findings come first. An auditor, who only reads,
 * inspects the engine.
 */
export function mayBeWithheld(
  of: Pick<CaseRecord, 'jurisdiction' | 'status'>,
  { role }: Pick<Actor, 'role'>,
): boolean {
  return takesFindings(of) && isOpen(of.status) && MAY_WORK.some((each) => each === role);
}

/** Whether the results of a case are withheld from this person now. */
export function isWithheldFrom(record: CaseRecord, reader: Reader): boolean {
  return mayBeWithheld(record, reader) && !hasFindings(record, reader.subject);
}

/** Whether a person has a finding of their own on every criterion as it is now. */
function hasFindings(record: CaseRecord, person: string): boolean {
  if (record.findings.every(({ by }) => by.subject !== person)) return false;
  const criteria = whereInstalled(
    () => judgedCriteria(record),
    () => null,
  );
  return criteria !== null && lackingFindings(record.findings, person, criteria).length === 0;
}

/**
 * The criteria that reviewers find on: those that all have to be met, as the guideline lists them. Each
 * holds its alternatives and conditions.
 * @throws GuidelineMissing
 */
export function judgedCriteria(record: CaseRecord): readonly JudgedCriterion[] {
  const { clauses: root } = determinationOf(record);
  if (!root) return [];
  const judged = root.children.length > 0 && isAll(root) ? root.children : [root];
  return judged.map((clause) => ({
    criterion: clause.id,
    title: clause.title,
    engine: clause.verdict,
    basis: basisOf(clause, record),
  }));
}

function isAll(clause: ClauseNode): boolean {
  return 'combine' in clause && clause.combine === 'all';
}

/** A digest of the facts that a criterion reads, with what the engine made of them. */
function basisOf(clause: ClauseNode, { facts, guideline }: CaseRecord): string {
  const under = clausesUnder(clause);
  const paths = [...new Set(under.flatMap((each) => ('facts' in each ? each.facts : [])))].sort();
  return digestOf({
    guideline: guideline?.digest ?? null,
    facts: paths.map((path) => [path, valueAt(facts, path) ?? null]),
    verdicts: under.map(({ id, verdict }) => [id, verdict]),
  });
}

/** Why a person can't deny a case yet, for want of findings of their own; null if they can. */
export function findingsRefusal(record: CaseRecord, { subject }: Reader): Refusal | null {
  if (!takesFindings(record)) return null;
  const lacking = lackingFindings(record.findings, subject, judgedCriteria(record));
  if (lacking.length === 0) return null;
  const criteria = lacking.map(({ criterion }) => criterion).join(', ');
  return {
    code: 'findings-needed',
    detail: `record your own finding for each criterion before you deny; these lack one: ${criteria}`,
    caseId: record.id,
  };
}

/** What is wrong with the clauses of a denial when who denies found none of them not met. */
export function withoutOwnGrounds(
  record: CaseRecord,
  clauses: readonly string[],
  { subject }: Reader,
): readonly Fault[] {
  if (!takesFindings(record)) return [];
  const isOwn = judgedCriteria(record)
    .filter((each) => ownFindingOn(record.findings, subject, each)?.first.finding === 'not-met')
    .some(({ criterion }) => clauses.some((clause) => isUnder(record, clause, criterion)));
  return isOwn ? [] : [NO_OWN_GROUNDS];
}

const NO_OWN_GROUNDS: Fault = {
  path: 'clauses',
  code: 'no-own-finding',
  message:
    'must list at least one criterion that you found not met before you were shown the results of the criteria check',
};

/** Whether a clause is a criterion, or below it; the root stands for all. */
function isUnder(record: CaseRecord, clause: string, criterion: string): boolean {
  const { clauses: root } = determinationOf(record);
  if (root?.id === clause) return true;
  const top = clausesUnder(root).find(({ id }) => id === criterion) ?? null;
  return clausesUnder(top).some(({ id }) => id === clause);
}

/** What part the engine had in the denial of a case by a person. */
export function enginePartOf(record: CaseRecord, { subject }: Reader): EnginePart {
  const { guideline, determination } = record;
  const isFindingsFirst = takesFindings(record);
  return {
    part: isFindingsFirst ? 'not-shown-before-findings' : 'shown-to-reviewer',
    guideline: guideline && { id: guideline.id, version: guideline.version },
    outcome: determination.outcome,
    compared: isFindingsFirst ? comparedFindings(record, subject) : [],
  };
}

function comparedFindings(record: CaseRecord, person: string): readonly ComparedFinding[] {
  return judgedCriteria(record).flatMap((each) => {
    const own = ownFindingOn(record.findings, person, each);
    if (!own) return [];
    const { criterion, engine } = each;
    const { first, latest } = own;
    const changedTo = latest.finding === first.finding ? null : latest.finding;
    return [{ criterion, finding: first.finding, changedTo, engine }];
  });
}
