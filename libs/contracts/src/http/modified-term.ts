import { z } from 'zod';

/** A term of an approval that is not as it was asked for. */
export const modifiedTerm = z.strictObject({
  term: z.string(),
  asked: z.union([z.string(), z.number()]).nullable(),
  approved: z.union([z.string(), z.number()]),
});
