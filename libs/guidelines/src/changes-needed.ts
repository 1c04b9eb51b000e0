import {
  changesNeeded,
  completes,
  type ChangeNeeded,
  type EvaluationRequest,
} from '@assent/criteria';
import type { CalendarDate } from '@assent/domain';
import type { PublishedGuideline } from './folder';

/**
 * A change to a fact that is needed to meet the criteria. `clinical`: the member's condition or
 * treatment, of which a prescriber is told but never asked to state it otherwise. `documentation`:
 * what an office writes down or has on file.
 */
export interface NeededChange extends ChangeNeeded {
  readonly kind: 'clinical' | 'documentation';
}

/**
 * What would meet the criteria, see `changesNeeded`: sets that contradict the fewest known
 * clinical facts come first, then those with the fewest changes.
 */
export function neededChanges(
  guideline: PublishedGuideline,
  request: EvaluationRequest,
  asOf: CalendarDate,
): readonly (readonly NeededChange[])[] {
  const { facts } = guideline.presentation;
  return changesNeeded(guideline, request, asOf)
    .map((changes) =>
      changes.map((change): NeededChange => {
        const isDocumentation = facts[change.fact]?.documentation === true;
        return { ...change, kind: isDocumentation ? 'documentation' : 'clinical' };
      }),
    )
    .toSorted((one, other) => contradicted(one) - contradicted(other));
}

/** How many known clinical facts would have to be other than they are known to be. */
function contradicted(changes: readonly NeededChange[]): number {
  return changes.filter(({ kind, from, to }) => kind === 'clinical' && !completes(from, to)).length;
}
