import type { Members } from '../../facts/readings';
import { statedValues, valueAt, withValue } from './request';

/** The paths at which two versions of a request say different things. */
export function differences(mine: Members, theirs: Members): readonly string[] {
  const paths = new Set([...statedValues(mine), ...statedValues(theirs)].map(([path]) => path));
  return [...paths].filter(
    (path) => JSON.stringify(valueAt(mine, path)) !== JSON.stringify(valueAt(theirs, path)),
  );
}

/** The paths at which the other version says something and this one nothing. */
export function saidElsewhere(mine: Members, theirs: Members): readonly string[] {
  return statedValues(theirs)
    .map(([path]) => path)
    .filter((path) => valueAt(mine, path) === undefined);
}

/** One version with the values of the other at some paths. */
export function merged(mine: Members, theirs: Members, takenOver: Iterable<string>): Members {
  return [...takenOver].reduce(
    (whole, path) => withValue(whole, path, valueAt(theirs, path)),
    mine,
  );
}
