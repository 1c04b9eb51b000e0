import { type Members, valueAt } from '@assent/vocabulary';
import { readText } from '../../facts/readings';
import { statedValues, withValue } from './request';
import { isSomebodyElse } from './somebody-else';

/** The paths at which two versions of a request say different things. */
export function differences(mine: Members, theirs: Members): readonly string[] {
  const paths = new Set([...statedValues(mine), ...statedValues(theirs)].map(([path]) => path));
  return [...paths].filter(
    (path) => JSON.stringify(valueAt(mine, path)) !== JSON.stringify(valueAt(theirs, path)),
  );
}

/** What two versions made of the one from which both went on. */
export interface Changes {
  /** The paths that the other alone changed. */
  readonly theirs: readonly string[];
  /** The paths at which somebody has to choose. */
  readonly contested: readonly string[];
}

/**
 * Tells apart what the other version alone changed and what both changed to different values. Where both
 * changed the prescriber, and they are two people, one of them is chosen as a whole.
 */
export function changesOf(base: Members, mine: Members, theirs: Members): Changes {
  const here = differences(base, mine);
  const there = differences(base, theirs);
  const apart = differences(mine, theirs).filter((path) => there.includes(path));
  const isMixed = [here, there].every((paths) => paths.some(isOfPrescriber));
  const areTwo = isMixed && isSomebodyElse(prescriberIn(mine), prescriberIn(theirs));
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
