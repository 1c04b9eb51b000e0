import {
  approvalsCounted,
  compact,
  evaluate,
  expand,
  expandWithoutGuideline,
  notApplicable,
  withApprovals,
  type ClauseNode,
  type CompactDetermination,
  type Determination,
  type Facts,
} from '@assent/criteria';
import {
  dateIn,
  type CalendarDate,
  type Finding,
  type LineOfBusiness,
  type RequestType,
} from '@assent/domain';
import {
  digestOf,
  guidelineFor,
  guidelineInForce,
  GuidelineMissing,
  readingFor,
  type Guideline,
  type PublishedGuideline,
} from '@assent/guidelines';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord, GuidelineVersion } from '../ports/case-record';
import type { Ports, Settings } from '../ports/ports';

/** What a guideline evaluates. */
export interface Question {
  readonly requestType: RequestType;
  readonly lineOfBusiness: LineOfBusiness;
  /** The drug as requested. */
  readonly drugText: string;
  readonly facts: Facts;
  readonly asOf: CalendarDate;
}

/** A determination with what the record keeps of it. */
export interface Evaluation {
  readonly determination: Determination;
  readonly compact: CompactDetermination;
  readonly guideline: GuidelineVersion | null;
  /** What the determination was made from; equal digests mean equal determinations. */
  readonly digest: string;
  readonly finding: Finding;
}

/**
 * Whole determinations by their compact form, for as long as that is in use: code that makes or
 * expands one needs it more than once.
 */
const WHOLE = new WeakMap<CompactDetermination, Determination>();

/** Evaluates a question under the given guideline, else the one for its drug in force on `asOf`. */
export function evaluateQuestion(
  question: Question,
  guideline: Guideline | null = guidelineInForce(question.drugText, question.asOf),
): Evaluation {
  const { requestType, lineOfBusiness, facts, asOf } = question;
  const determination = guideline
    ? evaluate(guideline, { requestType, lineOfBusiness, facts }, asOf)
    : notApplicable(null, requestType, asOf);
  const stored = compact(guideline, determination);
  WHOLE.set(stored, determination);
  return {
    determination,
    compact: stored,
    guideline: guideline && versionOf(guideline),
    digest: digestOf({
      requestType,
      lineOfBusiness,
      facts,
      asOf,
      guideline: guideline?.digest ?? null,
    }),
    finding: { outcome: determination.outcome, held: determination.holds.length > 0 },
  };
}

/**
 * Evaluates a case again: on its current facts, by the guideline version that it keeps, in its
 * newest reading or the given one.
 */
export async function reevaluated(
  ports: Pick<Ports, 'records' | 'settings'>,
  record: CaseRecord,
  guideline: Guideline | null = newestReadingOf(record),
): Promise<Evaluation & { readonly facts: Facts }> {
  const { requestType, lineOfBusiness, drugText, asOf } = record;
  const facts = guideline ? await factsOf(ports, record, guideline) : record.facts;
  return {
    ...evaluateQuestion({ requestType, lineOfBusiness, drugText, facts, asOf }, guideline),
    facts,
  };
}

/** The facts of a case; a renewal also has the member's own authorizations. */
export async function factsOf(
  { records, settings }: Pick<Ports, 'records' | 'settings'>,
  { requestType, facts, member, drug, asOf }: CaseRecord,
  guideline: Guideline,
): Promise<Facts> {
  if (requestType !== 'continuation') return facts;
  const own = await records.authorizationsOf(member.memberId, drug);
  return withOwnAuthorizations(guideline, facts, own, asOf, settings);
}

/**
 * The newest reading of the version that a case keeps; null if no guideline governs it.
 * @throws GuidelineMissing
 */
export function newestReadingOf({ guideline }: CaseRecord): PublishedGuideline | null {
  return guideline && guidelineFor(guideline.id, guideline.version);
}

/**
 * The reading that made the determination of a case; null if no guideline governs it.
 * @throws GuidelineMissing
 */
export function readingOf({ guideline }: CaseRecord): Guideline | null {
  return guideline && readingFor(guideline.id, guideline.version, guideline.digest);
}

/**
 * The whole determination of a case as it was made, from the stored compact form.
 * @throws GuidelineMissing also if only its reading is gone
 */
export function determinationOf(record: CaseRecord): Determination {
  const { determination, requestType, asOf } = record;
  const made = WHOLE.get(determination);
  if (made) return made;
  const reading = readingOf(record);
  if (!reading) return notApplicable(null, requestType, asOf);
  const whole = expand(reading, determination, requestType, asOf);
  if (!whole) throw new GuidelineMissing(reading.reference);
  WHOLE.set(determination, whole);
  return whole;
}

/** A determination as far as we can show it. */
export interface ShownDetermination {
  readonly determination: Determination;
  /** Why its criteria and questions are not shown, in sentences for people; null if they are. */
  readonly determinationGap: string | null;
}

/** The determination of a case for readers: a missing guideline hides its words, not the case. */
export function shownDetermination(record: CaseRecord): ShownDetermination {
  const { determination, requestType, asOf } = record;
  return whereInstalled<ShownDetermination>(
    () => ({ determination: determinationOf(record), determinationGap: null }),
    ({ guideline }) => ({
      determination: expandWithoutGuideline(guideline, determination, requestType, asOf),
      determinationGap: `The guideline ${guideline.id}, version ${guideline.version}, is not installed. Its criteria and questions can't be shown and the case can't be decided until an administrator restores its folder.`,
    }),
  );
}

/** Reads from the guideline of a case, or returns a fallback if it is gone. */
export function whereInstalled<Value>(
  read: () => Value,
  otherwise: (gone: GuidelineMissing) => Value,
): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof GuidelineMissing) return otherwise(error);
    throw error;
  }
}

/**
 * The facts with the member's earlier authorizations of this payer among the prior ones: they count
 * without being sent (ruling R7), as far back as the guideline looks. One entered in error was no
 * approval; if it was added before, it no longer counts.
 */
export function withOwnAuthorizations(
  guideline: Guideline,
  facts: Facts,
  own: readonly AuthorizationRecord[],
  asOf: CalendarDate,
  { timeZone, payerName }: Settings,
): Facts {
  const approved = own.filter(({ continues }) => continues === undefined);
  const approvals = approved.map(({ issuedAt, endReason }) => ({
    wasNone: endReason === 'entered-in-error',
    approval: { payer: payerName, approvedOn: dateIn(issuedAt, timeZone) },
  }));
  const those = (wasNone: boolean) =>
    approvals.filter((each) => each.wasNone === wasNone).map(({ approval }) => approval);
  return withApprovals(guideline, facts, those(false), asOf, those(true));
}

/** The facts that the system adds from its own record. */
export function ownFacts({ guideline }: Pick<Evaluation, 'guideline'>): readonly string[] {
  const counted = guideline && approvalsCounted(guidelineFor(guideline.id, guideline.version));
  return counted ? [counted.fact] : [];
}

function versionOf({ id, version, digest }: Guideline): GuidelineVersion {
  return { id, version, digest };
}

/** A clause and all clauses below it; none if no guideline governs the request. */
export function clausesUnder(node: ClauseNode | null): readonly ClauseNode[] {
  return node ? [node, ...node.children.flatMap(clausesUnder)] : [];
}
