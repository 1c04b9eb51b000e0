import {
  awaitsDecision,
  lackingFindings,
  type Actor,
  type Appeal,
  type Fault,
  type Refusal,
} from '@assent/domain';
import { whereInstalled } from '../evaluation/evaluation';
import {
  criteriaOfAppeal,
  foundOnAppealsOf,
  hasOwnGrounds,
  isWithheldFrom,
  takesFindings,
  type FoundCriteria,
} from '../evaluation/findings';
import { shownFindings, type ShownFindings } from '../evaluation/shown-to';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import { faultyDecision } from '../review/faulty-decision';

type Reader = Pick<Actor, 'subject' | 'role'>;

/** What the appeal's findings are on: the criteria, with the information and documents as they are now. */
export async function foundCriteria(
  { records }: Pick<Ports, 'records'>,
  record: CaseRecord,
  { findings = [] }: Appeal,
): Promise<FoundCriteria> {
  return { findings, criteria: criteriaOfAppeal(record, await records.documents(record.id)) };
}

/** What is wrong with the findings of who upholds a denial, or a part of it; null if nothing is. */
export async function upholdingRefusal(
  ports: Pick<Ports, 'records'>,
  record: CaseRecord,
  appeal: Appeal,
  { subject }: Reader,
  isInFull: boolean,
): Promise<Refusal | null> {
  if (!takesFindings(record)) return null;
  const found = await foundCriteria(ports, record, appeal);
  const lacking = lackingFindings(found.findings, subject, found.criteria);
  if (lacking.length > 0) {
    const criteria = lacking.map(({ criterion }) => criterion).join(', ');
    return {
      code: 'findings-needed',
      detail: `record your own finding for each criterion on this appeal before you uphold the denial or a part of it; these lack one on the information and documents as they are now: ${criteria}; or overturn the denial`,
      caseId: record.id,
    };
  }
  const clauses = record.status === 'denied' && isInFull ? record.decision?.clauses : undefined;
  if (!clauses || hasOwnGrounds(record, clauses, subject, found)) return null;
  return faultyDecision([NO_OWN_GROUNDS]);
}

const NO_OWN_GROUNDS: Fault = {
  path: 'decision',
  code: 'no-own-finding',
  message:
    'can uphold the denial only if you found at least one criterion that it lists not met, before you were shown the results of the criteria check; overturn it, in full or in part',
};

/** The findings on an appeal as a person may see them; null where they do not come first. */
export async function appealFindingsShownTo(
  ports: Pick<Ports, 'records'>,
  record: CaseRecord,
  appeal: Appeal,
  reader: Reader,
): Promise<ShownFindings | null> {
  if (!takesFindings(record)) return null;
  const { findings = [] } = appeal;
  if (findings.length === 0 && !awaitsDecision(appeal)) return null;
  const isWithheld = await isAppealWithheld(ports, record, reader);
  const documents = await ports.records.documents(record.id);
  const criteria = whereInstalled(
    () => criteriaOfAppeal(record, documents),
    () => [],
  );
  return shownFindings({ findings, criteria }, reader.subject, isWithheld);
}

/** Whether the results of an appealed case are withheld from a person now. */
export async function isAppealWithheld(
  ports: Pick<Ports, 'records'>,
  record: CaseRecord,
  reader: Reader,
): Promise<boolean> {
  return isWithheldFrom(record, reader, await foundOnAppealsOf(ports, record));
}
