import type { ClauseNode } from '@assent/criteria';
import {
  isOpen,
  lackingFindings,
  MAY_DECIDE_APPEAL,
  MAY_WORK,
  ownFindingOn,
  valueAt,
  type Actor,
  type Appeal,
  type ComparedFinding,
  type CriterionBasis,
  type EnginePart,
  type Fault,
  type RecordedFindings,
  type Refusal,
} from '@assent/domain';
import { digestOf } from '@assent/guidelines';
import { clausesUnder, determinationOf, whereInstalled } from './evaluation';
import type { CaseRecord } from '../ports/case-record';
import type { DocumentRecord } from '../ports/document-store';
import type { Ports } from '../ports/ports';

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

/** A document as findings rest on it. */
type FoundDocument = Pick<DocumentRecord, 'sha256'>;

/** The appeals of a closed case, and its documents: what a person found on one opens results, too. */
export interface FoundOnAppeals {
  readonly appeals: readonly Pick<Appeal, 'findings' | 'decision'>[];
  readonly documents: readonly FoundDocument[];
}

const NO_APPEALS: FoundOnAppeals = { appeals: [], documents: [] };

/** What people found on the appeals of a case. While it is open, only findings on itself open its results. */
export async function foundOnAppealsOf(
  { records }: Pick<Ports, 'records'>,
  record: CaseRecord,
): Promise<FoundOnAppeals> {
  if (!takesFindings(record) || isOpen(record.status)) return NO_APPEALS;
  const appeals = await records.appealsOfCase(record.id);
  if (appeals.length === 0) return NO_APPEALS;
  return { appeals, documents: await records.documents(record.id) };
}

/**
 * Whether the results of a case are withheld from people of this role, until they have recorded
 * findings of their own, where findings come first: from everyone who works on it, while it is open or an
 * appeal of it awaits the plan's decision; and, once it is denied, from those who may come to decide an
 * appeal. An auditor, who only reads, inspects the engine.
 */
export function mayBeWithheld(
  of: Pick<CaseRecord, 'jurisdiction' | 'status' | 'underAppeal'>,
  { role }: Pick<Actor, 'role'>,
): boolean {
  if (!takesFindings(of) || MAY_WORK.every((each) => each !== role)) return false;
  const isToBeFound = isOpen(of.status) || of.underAppeal === true;
  const mayBeAppealed = of.status === 'denied' && MAY_DECIDE_APPEAL.some((each) => each === role);
  return isToBeFound || mayBeAppealed;
}

/** Whether the results of a case are withheld from this person now. */
export function isWithheldFrom(
  record: CaseRecord,
  reader: Reader,
  onAppeals: FoundOnAppeals = NO_APPEALS,
): boolean {
  return mayBeWithheld(record, reader) && !hasFindings(record, reader.subject, onAppeals);
}

/**
 * Whether a person has a finding of their own on every criterion as it is now, on the case or on an
 * appeal of it. Who found on the case before it was closed took part in it, and decides no appeal of it.
 */
function hasFindings(
  record: CaseRecord,
  person: string,
  { appeals, documents }: FoundOnAppeals,
): boolean {
  if (appeals.some(({ decision }) => decision?.by.subject === person)) return true;
  const isOwn = ({ by }: RecordedFindings) => by.subject === person;
  const found = [record, ...appeals].map(({ findings = [] }) => findings);
  if (found.every((each) => !each.some(isOwn))) return false;
  const criteria = whereInstalled(
    () => judgedCriteria(record),
    () => null,
  );
  if (criteria === null) return false;
  const [onCase = [], ...onAppeals] = found;
  const atAppeal = criteria.map((each) => withDocuments(each, documents));
  return (
    lackingFindings(onCase, person, criteria).length === 0 ||
    onAppeals.some((each) => lackingFindings(each, person, atAppeal).length === 0)
  );
}

/**
 * The criteria that who decides an appeal finds on: those of the case, on its information and documents
 * as they are at the appeal.
 * @throws GuidelineMissing
 */
export function criteriaOfAppeal(
  record: CaseRecord,
  documents: readonly FoundDocument[],
): readonly JudgedCriterion[] {
  return judgedCriteria(record).map((each) => withDocuments(each, documents));
}

function withDocuments(
  criterion: JudgedCriterion,
  documents: readonly FoundDocument[],
): JudgedCriterion {
  const { basis } = criterion;
  const contents = documents.map(({ sha256 }) => sha256).sort();
  return { ...criterion, basis: digestOf({ basis, documents: contents }) };
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
  const found = { findings: record.findings, criteria: judgedCriteria(record) };
  return hasOwnGrounds(record, clauses, subject, found) ? [] : [NO_OWN_GROUNDS];
}

/** Findings, and the criteria that they are on, each on its basis now. */
export interface FoundCriteria {
  readonly findings: readonly RecordedFindings[];
  readonly criteria: readonly JudgedCriterion[];
}

/** Whether a person found one of the clauses, or the criterion that contains it, not met by themselves. */
export function hasOwnGrounds(
  record: CaseRecord,
  clauses: readonly string[],
  person: string,
  { findings, criteria }: FoundCriteria,
): boolean {
  return criteria
    .filter((each) => ownFindingOn(findings, person, each)?.first.finding === 'not-met')
    .some(({ criterion }) => clauses.some((clause) => isUnder(record, clause, criterion)));
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

/** What part the engine had in the denial of a case by a person, or in their decision to uphold it. */
export function enginePartOf(
  record: CaseRecord,
  { subject }: Reader,
  found?: FoundCriteria,
): EnginePart {
  const { guideline, determination, findings } = record;
  const isFindingsFirst = takesFindings(record);
  const own = () => found ?? { findings, criteria: judgedCriteria(record) };
  return {
    part: isFindingsFirst ? 'not-shown-before-findings' : 'shown-to-reviewer',
    guideline: guideline && { id: guideline.id, version: guideline.version },
    outcome: determination.outcome,
    compared: isFindingsFirst ? comparedFindings(own(), subject) : [],
  };
}

function comparedFindings(
  { findings, criteria }: FoundCriteria,
  person: string,
): readonly ComparedFinding[] {
  return criteria.flatMap((each) => {
    const own = ownFindingOn(findings, person, each);
    if (!own) return [];
    const { criterion, engine } = each;
    const { first, latest } = own;
    const changedTo = latest.finding === first.finding ? null : latest.finding;
    return [{ criterion, finding: first.finding, changedTo, engine }];
  });
}
