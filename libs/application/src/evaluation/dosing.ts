import type { Facts, Guideline } from '@assent/criteria';
import { valueAt } from '@assent/domain';
import type { Dosing } from '../ports/authorization-record';

/** The dosing that an approval covers: the known facts that the guideline names for it. */
export function dosingOf(guideline: Guideline | null, facts: Facts): Dosing {
  return Object.fromEntries(
    (guideline?.dosing ?? []).map((path) => {
      const value = valueAt(facts, path);
      return [path.slice(path.lastIndexOf('.') + 1), typeof value === 'number' ? value : null];
    }),
  );
}
