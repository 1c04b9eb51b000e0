import type { Case } from '../../client';

type Source = NonNullable<Case['factSources']>[string];

/** A fact that others reported since the case was assigned, or handed up. */
export interface ToldSince {
  readonly path: string;
  readonly source: Source;
}

/** What others reported since an open case was assigned to who has it, or handed up; oldest first. */
export function toldSince({
  assignee,
  assignedAt,
  closedAt,
  factSources,
  handedUp,
}: Pick<
  Case,
  'assignee' | 'assignedAt' | 'closedAt' | 'factSources' | 'handedUp'
>): readonly ToldSince[] {
  const begun = assignedAt ?? handedUp?.at;
  if (begun === undefined || closedAt !== null) return [];
  const since = Date.parse(begun);
  return Object.entries(factSources ?? {})
    .map(([path, source]) => ({ path, source }))
    .filter(({ source: { at, by } }) => Date.parse(at) >= since && by.subject !== assignee)
    .sort((one, other) => Date.parse(one.source.at) - Date.parse(other.source.at));
}
