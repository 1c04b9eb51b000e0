import { factDifferences } from '@assent/criteria';
import type { SinceApproval } from '@assent/domain';
import type { PublishedGuideline } from '@assent/guidelines';
import { clausesUnder, determinationOf, newestReadingOf } from '../evaluation/evaluation';
import { isAnothers } from '../member-coverage/case-placement';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';

/**
 * How the facts behind some criteria of a renewal differ from those of the approval that it renews;
 * null where there is nothing to compare. A fact that the approval did not have is none that changed:
 * a renewal asks for more than a new request. Nor is anything compared for what may be another
 * person's case.
 */
export async function sinceApproval(
  { records }: Pick<Ports, 'records'>,
  record: CaseRecord,
  criteria: readonly string[],
): Promise<SinceApproval | null> {
  const { facts, renews, requestType } = record;
  const guideline = newestReadingOf(record);
  if (requestType !== 'continuation' || renews === null || !guideline) return null;
  if (isAnothers(record)) return null;
  const authorization = await records.authorization(renews);
  const earlier = authorization && (await records.case(authorization.caseId));
  if (!authorization || !earlier) return null;
  const paths = factsBehind(record, criteria);
  const approved = approvedFacts(earlier, authorization, guideline);
  const differences = factDifferences(guideline, paths, approved, facts);
  const changes = differences.filter(({ before }) => before !== undefined);
  if (changes.length === 0 && (paths.length === 0 || differences.length > 0)) return null;
  return {
    authorization: authorization.number,
    approvedAt: authorization.issuedAt,
    changes: changes.map(({ fact, before, after }) => ({ fact, before, after: after ?? null })),
  };
}

/** The facts that the conditions under some criteria read. */
function factsBehind(record: CaseRecord, criteria: readonly string[]): readonly string[] {
  const { clauses } = determinationOf(record);
  const named = clausesUnder(clauses).filter(({ id }) => criteria.includes(id));
  const leaves = named.flatMap(clausesUnder).filter((clause) => 'facts' in clause);
  return leaves.flatMap(({ facts }) => facts);
}

/** The facts of an approved case, with the dose that was approved if it is another than was asked. */
function approvedFacts(
  { facts }: CaseRecord,
  { dosing }: AuthorizationRecord,
  guideline: PublishedGuideline,
): CaseRecord['facts'] {
  return guideline.dosing.reduce<CaseRecord['facts']>((all, path) => {
    const parts = path.split('.');
    const number = dosing[parts.at(-1) ?? ''];
    return typeof number === 'number' ? withValue(all, parts, number) : all;
  }, facts);
}

function withValue(
  facts: CaseRecord['facts'],
  [part = '', ...rest]: readonly string[],
  value: number,
): CaseRecord['facts'] {
  if (rest.length === 0) return { ...facts, [part]: value };
  const inner = facts[part];
  const nested = typeof inner === 'object' && inner !== null ? (inner as CaseRecord['facts']) : {};
  return { ...facts, [part]: withValue(nested, rest, value) };
}
