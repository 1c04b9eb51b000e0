import { valueAt } from '@assent/domain';
import { type Facts, type Guideline } from '@assent/criteria';
import type { Dosing } from '../ports/authorization-record';

/** The dosing that an approval covers: the facts that the guideline names for it, as far as told. */
export function dosingOf(guideline: Guideline | null, facts: Facts): Dosing {
  return Object.fromEntries(
    (guideline?.dosing ?? []).map((path) => {
      const value = valueAt(facts, path);
      return [path.slice(path.lastIndexOf('.') + 1), typeof value === 'number' ? value : null];
    }),
  );
}
