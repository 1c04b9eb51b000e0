import type { CaseSummary } from '../../client';

/** The beginning of a list, and whether it goes on. */
export interface Stretch {
  readonly rows: readonly CaseSummary[];
  readonly goesOn: boolean;
}

/**
 * The ids of the cases that came, went or changed between what is shown and what is now so. A list
 * that goes on hides its end: a row that was pushed over it has not gone, and one that was drawn in
 * has not come.
 * @param own the cases that the reader worked on: that one of those went is no news
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

/** The rows up to the last one that the other side knows too, when the other side goes on. */
function upToLastOf(
  rows: readonly CaseSummary[],
  otherGoesOn: boolean,
  other: ReadonlyMap<string, string>,
): readonly CaseSummary[] {
  if (!otherGoesOn) return rows;
  return rows.slice(0, rows.findLastIndex(({ id }) => other.has(id)) + 1);
}

/** What a reader would see of a case, to tell whether it changed. */
function versions(rows: readonly CaseSummary[]): ReadonlyMap<string, string> {
  return new Map(
    rows.map(({ id, version, clock, snoozedUntil, stuck }) => [
      id,
      [version, clock.state, snoozedUntil, stuck?.cause, stuck?.detail].join(' '),
    ]),
  );
}
