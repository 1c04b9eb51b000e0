import type { Page } from '@assent/application';

/** An opaque mark of where a page ended, from the values that the list is ordered by. */
export function cursorOf(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The values of a mark; none when there is no mark, or it is not one of ours. */
export function readCursor(cursor: string | undefined): readonly (string | undefined)[] {
  if (cursor === undefined) return [];
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isPosition =
      Array.isArray(position) && position.every((part) => typeof part === 'string');
    return isPosition ? position : [];
  } catch {
    return [];
  }
}

/** A page of at most `limit` of the rows, which hold one more when there is a next page. */
export function pageOf<Item>(
  rows: readonly Item[],
  limit: number,
  cursorAt: (last: Item) => string,
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? cursorAt(last) : null };
}
