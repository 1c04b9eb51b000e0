import { completes } from '@assent/criteria';
import { guidelineDescription, neededChanges, readingFor } from '@assent/guidelines';
import type { CaseRecord } from '../ports/case-record';

/** A letter names no more than these. */
const MAX_WAYS = 3;

/** A way to an approval. */
export interface WayToApproval {
  readonly words: string;
  /** The facts that it would complete, as they are. */
  readonly facts: readonly { readonly fact: string; readonly value: unknown }[];
}

/**
 * What a denied request could be approved with, each way in a few words: information that is
 * missing. A way that contradicts what the office said is none, so that no letter asks for another
 * answer.
 *
 * A renewal has none: what it could be approved with depends on the member's other authorizations,
 * which a letter doesn't know.
 * @throws GuidelineMissing
 */
export function approvableWith(record: CaseRecord): readonly WayToApproval[] {
  const { guideline: of, requestType, lineOfBusiness, facts, asOf } = record;
  if (of === null || requestType !== 'initiation') return [];
  const labels = new Map(
    guidelineDescription(of.id, of.version)?.facts.map(({ path, label }) => [path, label]),
  );
  const guideline = readingFor(of.id, of.version, of.digest);
  const ways = neededChanges(guideline, { requestType, lineOfBusiness, facts }, asOf)
    .filter((changes) => changes.every(({ from, to }) => completes(from, to)))
    .map((changes) => ({
      words: AND.format(changes.map(({ fact }) => labels.get(fact) ?? fact)),
      facts: changes.map(({ fact, from }) => ({ fact, value: from })),
    }));
  const isFirst = ({ words }: WayToApproval, position: number) =>
    ways.findIndex((way) => way.words === words) === position;
  return ways.filter(isFirst).slice(0, MAX_WAYS);
}

const AND = new Intl.ListFormat('en-US', { type: 'conjunction' });
