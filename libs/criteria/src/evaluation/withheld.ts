import type {
  ClauseNode,
  Determination,
  GroupNode,
  LeafNode,
  MissingFact,
} from '../language/determination';

export const WITHHELD = 'withheld';

/** A clause without its result. */
export type WithheldClause =
  | (Omit<LeafNode, 'verdict'> & { readonly verdict: typeof WITHHELD })
  | (Omit<GroupNode, 'verdict' | 'children'> & {
      readonly verdict: typeof WITHHELD;
      readonly children: readonly WithheldClause[];
    });

/** A determination without its results. */
export interface WithheldDetermination extends Omit<Determination, 'outcome' | 'clauses'> {
  readonly outcome: typeof WITHHELD;
  readonly clauses: WithheldClause | null;
}

/**
 * A determination as criteria, without any result: no verdict, and no hold, whose absence would say
 * that a criterion is not met.
 * @param missing what it still says is missing
 */
export function withoutResults(
  determination: Determination,
  missing: readonly MissingFact[],
): WithheldDetermination {
  const { clauses } = determination;
  return {
    ...determination,
    outcome: WITHHELD,
    clauses: clauses && withoutVerdict(clauses),
    missing,
    holds: [],
  };
}

function withoutVerdict(clause: ClauseNode): WithheldClause {
  return 'combine' in clause
    ? { ...clause, verdict: WITHHELD, children: clause.children.map(withoutVerdict) }
    : { ...clause, verdict: WITHHELD };
}
