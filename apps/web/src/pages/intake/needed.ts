import { type Members, valueAt } from '@assent/vocabulary';
import type { Determination } from '../../client';
import { absentMembers, LABELS } from './request';
import type { Names } from './names';
import type { Needed } from './verdict-panel';

/** What blocks opening the case, then the named items that it would wait for. */
export function neededOf(
  request: Members,
  missing: Determination['missing'],
  { labelOfFact }: Names,
): readonly Needed[] {
  const members = absentMembers(request).map((path) => ({
    path,
    label: LABELS.get(path) ?? path,
    isNotKnown: false,
  }));
  const facts = missing
    .filter(({ need }) => need === 'required')
    .flatMap(({ fact }) => {
      const path = `facts.${fact}`;
      const label = labelOfFact(fact);
      return label === null ? [] : [{ path, label, isNotKnown: valueAt(request, path) === null }];
    });
  return [...members, ...facts];
}
