import { z } from 'zod';
import { instant, lineUpTo } from '../http/wire';
import { caseFilter, count, more } from './worklist';

const viewName = lineUpTo(80);

export const viewCommand = z.strictObject({
  name: viewName,
  shared: z.boolean().default(false),
  filter: caseFilter,
});

export const savedView = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    shared: z.boolean(),
    owner: z.string(),
    filter: caseFilter,
    savedAt: instant,
    count,
    more,
  })
  .meta({ description: 'A saved view, private or shared with the team' });

export const savedViewList = z.strictObject({ items: z.array(savedView) });

export type SavedViewListJson = z.infer<typeof savedViewList>;

export type SavedViewJson = z.infer<typeof savedView>;
