import { z } from 'zod';
import { instant } from '../http/wire';

export const draftCommand = z.strictObject({
  request: z.record(z.string(), z.unknown()).meta({ description: 'The request so far' }),
});

export const draft = z
  .strictObject({
    id: z.uuid(),
    version: z.int(),
    savedAt: instant,
    request: z.record(z.string(), z.unknown()),
  })
  .meta({ description: 'A request in preparation; only its author sees it' });

export const draftList = z.strictObject({ items: z.array(draft) });

export type DraftListJson = z.infer<typeof draftList>;

export type DraftJson = z.infer<typeof draft>;
