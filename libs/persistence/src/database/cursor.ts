import { UnknownCursor, type Page } from '@assent/application';
import { isCalendarDate } from '@assent/domain';

/** An opaque mark of a page's end, from the values that order the list. */
export function cursorOf(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

function isInstant(text: string): boolean {
  const isOne = INSTANT.test(text) && isCalendarDate(text.slice(0, 10));
  return isOne && !Number.isNaN(Date.parse(text));
}

/** The kinds of values in a position, as `cursorOf` gets them. */
const MAY_BE = {
  instant: isInstant,
  deadline: (text: string) => text === 'infinity' || isInstant(text),
  date: isCalendarDate,
  uuid: isUuid,
  event: (text: string) => /^\d{1,18}$/.test(text),
  authorization: (text: string) => /^[\x21-\x7e]{1,64}$/.test(text),
  flag: (text: string) => text === 'true' || text === 'false',
} as const;

type Kinds = readonly (keyof typeof MAY_BE)[];
type Position<Of extends Kinds> = { readonly [Place in keyof Of]: string };

/**
 * The values of a mark, checked for these kinds; null when there is no mark. Callers can make up a
 * mark themselves.
 * @throws UnknownCursor when the mark has no such values
 */
export function readCursor<const Of extends Kinds>(
  cursor: string | undefined,
  kinds: Of,
): Position<Of> | null {
  if (cursor === undefined) return null;
  const position = parsed(cursor);
  if (isPosition(position, kinds)) return position;
  throw new UnknownCursor('the list has no such place');
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function isPosition<Of extends Kinds>(value: unknown, kinds: Of): value is Position<Of> {
  if (!Array.isArray(value) || value.length !== kinds.length) return false;
  const parts: readonly unknown[] = value;
  return kinds.every((kind, place) => {
    const part = parts[place];
    return typeof part === 'string' && MAY_BE[kind](part);
  });
}

/** A page of at most `limit` rows; `rows` has one more if there is a next page. */
export function pageOf<Item>(
  rows: readonly Item[],
  limit: number,
  cursorAt: (last: Item) => string,
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? cursorAt(last) : null };
}
