import { z } from 'zod';
import { RATIONALE_LENGTH, reviewerFinding, SHORT_TEXT_LENGTH, words } from '../http/wire';

/** What a reviewer found, on every criterion of a case. */
export const findingsCommand = z
  .strictObject({
    findings: z
      .array(
        z.strictObject({
          criterion: words(SHORT_TEXT_LENGTH).meta({ examples: ['I.3'] }),
          finding: reviewerFinding,
          note: words(RATIONALE_LENGTH).optional(),
        }),
      )
      .min(1)
      .max(100),
  })
  .meta({
    description:
      "A reviewer's own findings, one for each criterion of `findings.criteria` of the case",
  });
