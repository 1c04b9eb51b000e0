import type { CaseSummary } from '../../client';

/** The start of a list, and whether it continues. */
export interface Stretch {
  readonly rows: readonly CaseSummary[];
  readonly goesOn: boolean;
}

/**
 * The ids of the cases that came, went or changed between the shown list and the current one. A
 * list that continues hides its end: a row pushed beyond it has not gone, and one drawn in has not
 * come.
 * @param own the cases that the reader worked on: their going does not count
 */
export function changesBetween(
  shown: Stretch,
  latest: Stretch,
  own: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const was = versions(shown.rows);
  const is = versions(latest.rows);
  const came = upToLastOf(latest.rows, shown.goesOn, was).filter(({ id }) => !was.has(id));
  const went = upToLastOf(shown.rows, latest.goesOn, is).filter(
    ({ id }) => !is.has(id) && !own.has(id),
  );
  const changed = latest.rows.filter(({ id }) => was.has(id) && was.get(id) !== is.get(id));
  return new Set([...came, ...went, ...changed].map(({ id }) => id));
}

/** The rows up to the last one that the other side also has, if the other side continues. */
function upToLastOf(
  rows: readonly CaseSummary[],
  otherGoesOn: boolean,
  other: ReadonlyMap<string, string>,
): readonly CaseSummary[] {
  if (!otherGoesOn) return rows;
  return rows.slice(0, rows.findLastIndex(({ id }) => other.has(id)) + 1);
}

/** What a reader would see of a case, to detect changes. */
function versions(rows: readonly CaseSummary[]): ReadonlyMap<string, string> {
  return new Map(
    rows.map(({ id, version, clock, snoozedUntil, stuck }) => [
      id,
      [version, clock.state, snoozedUntil, stuck?.cause, stuck?.detail].join(' '),
    ]),
  );
}
