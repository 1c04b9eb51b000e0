import type { CaseFilter, Settings } from '@assent/application';
import type { caseQuery } from '@assent/contracts';
import type { z } from 'zod';
import { openedCursor } from '../../http/cursor';
import { beginningOf } from '../../http/instants';

/** The filter in a query. */
export function toCaseFilter(
  query: z.output<typeof caseQuery>,
  { timeZone }: Pick<Settings, 'timeZone'>,
): CaseFilter {
  const { status, q, stuck, dueBefore, assignee, cursor, limit } = query;
  return {
    limit,
    ...(status && { status }),
    ...(q !== undefined && { q }),
    ...(stuck !== undefined && { stuck }),
    ...(dueBefore !== undefined && { dueBefore: beginningOf(dueBefore, timeZone) }),
    ...(assignee !== undefined && { assignee }),
    ...openedCursor('cases', cursor),
  };
}
