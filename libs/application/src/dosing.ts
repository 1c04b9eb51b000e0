import { factAt, type Facts } from '@assent/criteria';
import type { Dosing } from './records';

/** The dosing that an approval covers, as far as it was told. */
export function dosingOf(facts: Facts): Dosing {
  return {
    capsuleStrengthMg: numberAt(facts, 'dosing.capsuleStrengthMg'),
    capsulesPer28Days: numberAt(facts, 'dosing.capsulesPer28Days'),
  };
}

function numberAt(facts: Facts, path: string): number | null {
  const value = factAt(facts, path);
  return typeof value === 'number' ? value : null;
}
