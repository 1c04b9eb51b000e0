import { z } from 'zod';

/**
 * A number of a dose, as a member beside the other terms of an approval. Which members a dose has, only
 * the guideline says: a group, such as `dosing`, is read as no number, so that the use case names them.
 */
export const doseNumber = z
  .unknown()
  .meta({ type: 'number' })
  .transform((value, context): number => {
    if (typeof value === 'number') return value;
    if (typeof value === 'object' && value !== null) return NaN;
    context.addIssue({ code: 'invalid_type', expected: 'number', input: value });
    return z.NEVER;
  });
