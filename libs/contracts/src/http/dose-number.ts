import { fault } from '@assent/criteria';
import { z } from 'zod';

/**
 * A number of a dose, as a member beside the other terms of an approval. A group such as `dosing` is
 * none: its numbers belong where it is.
 */
export const doseNumber = z
  .unknown()
  .refine(
    (value) => typeof value !== 'object' || value === null,
    fault(
      'unknown-member',
      "is not a known field; state each number of the dose as a member of `approve` itself, by the guideline's name, such as `capsuleStrengthMg` or `capsulesPer28Days`",
    ),
  )
  .meta({ type: 'number' })
  .pipe(z.number());
