import { type Members, valueAt } from '@assent/vocabulary';
import { readText } from '../../facts/readings';
import { statedValues, withValue } from './request';
import { isAnotherPerson } from './another-person';

/** The paths at which two versions of a request differ. */
export function differences(mine: Members, theirs: Members): readonly string[] {
  const paths = new Set([...statedValues(mine), ...statedValues(theirs)].map(([path]) => path));
  return [...paths].filter(
    (path) => JSON.stringify(valueAt(mine, path)) !== JSON.stringify(valueAt(theirs, path)),
  );
}

/** What two versions changed in their common base. */
export interface Changes {
  /** The paths that only the other changed. */
  readonly theirs: readonly string[];
  /** The paths at which the person must choose. */
  readonly contested: readonly string[];
}

/**
 * Separates what only the other version changed from what both changed to different values. If both
 * changed the prescriber, to two people, one of them is chosen as a whole.
 */
export function changesOf(base: Members, mine: Members, theirs: Members): Changes {
  const here = differences(base, mine);
  const there = differences(base, theirs);
  const apart = differences(mine, theirs).filter((path) => there.includes(path));
  const isMixed = [here, there].every((paths) => paths.some(isOfPrescriber));
  const areTwo = isMixed && isAnotherPerson(prescriberIn(mine), prescriberIn(theirs));
  const single = areTwo ? apart.filter((path) => !isOfPrescriber(path)) : apart;
  return {
    theirs: single.filter((path) => !here.includes(path)),
    contested: [...single.filter((path) => here.includes(path)), ...(areTwo ? ['prescriber'] : [])],
  };
}

function isOfPrescriber(path: string): boolean {
  return path.startsWith('prescriber.');
}

function prescriberIn(request: Members): string {
  return readText(valueAt(request, 'prescriber.name')) ?? '';
}

/** One version with the values of the other at some paths. */
export function merged(mine: Members, theirs: Members, takenOver: Iterable<string>): Members {
  return [...takenOver].reduce(
    (whole, path) => withValue(whole, path, valueAt(theirs, path)),
    mine,
  );
}
