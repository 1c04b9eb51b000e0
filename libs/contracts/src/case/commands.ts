import { z } from 'zod';
import { channel, instant, RATIONALE_LENGTH, receipt, words } from '../http/wire';

/** The frame of given facts; the case's own guideline judges the content. */
export const informationFrame = z.strictObject({
  facts: z.record(z.string(), z.unknown()),
  channel: channel.default('portal').meta({ description: 'How the information was received' }),
  document: z
    .strictObject({ id: z.uuid().toLowerCase(), page: z.int().min(1).max(10_000).optional() })
    .optional()
    .meta({ description: 'The document of the case that contains the information' }),
  receivedAt: instant.optional().meta({
    description:
      'When it reached the plan; now if absent. A clock that waited for it runs again from then',
  }),
  receipt,
});

export const withdrawCommand = z
  .strictObject({ reason: words(RATIONALE_LENGTH) })
  .meta({ description: 'The reason for withdrawal' });
