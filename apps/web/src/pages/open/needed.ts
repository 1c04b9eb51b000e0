import type { Members } from '../../facts/readings';
import type { Determination } from '../../client';
import { absentMembers, LABELS, valueAt } from './request';
import type { Names } from './names';
import type { Needed } from './verdict-panel';

/** What the case cannot be opened without, then what it would wait for. */
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
    .map(({ fact }) => ({
      path: `facts.${fact}`,
      label: labelOfFact(fact),
      isNotKnown: valueAt(request, `facts.${fact}`) === null,
    }));
  return [...members, ...facts];
}
