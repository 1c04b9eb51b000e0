import { listActivity, type ActivityPage } from '../../../client';
import { text } from '../text';

export type Happening = ActivityPage['items'][number];

/** What happened between two instants, up to a readable number. */
export interface Happenings {
  readonly items: readonly Happening[];
  readonly goesOn: boolean;
}

const PAGE = 200;
const AT_MOST = 600;

export async function happenedBetween(from: string, to: string): Promise<Happenings> {
  const items: Happening[] = [];
  let cursor: string | null = null;
  do {
    const { data }: { data: ActivityPage } = await listActivity({
      query: { from, to, limit: PAGE, ...(cursor !== null && { cursor }) },
      throwOnError: true,
    });
    items.push(...data.items);
    cursor = data.nextCursor;
  } while (cursor !== null && items.length < AT_MOST);
  return { items, goesOn: cursor !== null };
}

/** The happenings by case, in the order of their first. */
export function byCase(items: readonly Happening[]): readonly {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly happenings: readonly Happening[];
}[] {
  const groups = new Map<string, Happening[]>();
  for (const item of items) {
    const group = groups.get(item.caseId) ?? [];
    group.push(item);
    groups.set(item.caseId, group);
  }
  return [...groups].map(([caseId, happenings]) => ({
    caseId,
    caseNumber: happenings[0]?.caseNumber ?? '',
    happenings,
  }));
}

/** `12 events in 5 cases` */
export function sumOf({ items, goesOn }: Happenings): string {
  if (items.length === 0) return text.sandbox.between.nothing;
  const cases = new Set(items.map(({ caseId }) => caseId)).size;
  return text.sandbox.between.things({ count: items.length, cases, isMore: goesOn });
}
