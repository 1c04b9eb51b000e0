import { isMembers, type Members } from '@assent/vocabulary';
import { isUnread, type Unread } from '../ui/reading';

/** The paths of unreadable input, as `facts.priorTherapies.0.endedOn`. */
export function unreadPaths(value: unknown): readonly string[] {
  return unreadIn(value).map(([path]) => path);
}

/** The same, each with the text. */
export function unreadIn(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (isUnread(value)) return [[path, value.unread]];
  const inner = (name: string | number) => (path === '' ? String(name) : `${path}.${name}`);
  if (Array.isArray(value))
    return value.flatMap((each, position) => unreadIn(each, inner(position)));
  if (!isMembers(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => unreadIn(each, inner(name)));
}

/** An answer begun but incomplete, such as an end without its date. */
export const UNFINISHED: Unread = { unread: '' };

/**
 * The same without unreadable input: that is not known yet. A list with an unread name in it is
 * unknown as a whole, since without the name its meaning would change.
 */
export function settled(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => {
      const known = settledValue(value);
      return known === undefined ? [] : [[name, known]];
    }),
  );
}

function settledValue(value: unknown): unknown {
  if (isUnread(value)) return undefined;
  if (Array.isArray(value))
    return value.every(isWhole)
      ? value.map((each: unknown) => (isMembers(each) ? settled(each) : each))
      : undefined;
  return isMembers(value) ? settled(value) : value;
}

/** Whether a list entry can do without its unread part. */
function isWhole(entry: unknown): boolean {
  if (isUnread(entry)) return false;
  return !isMembers(entry) || Object.values(entry).every((each) => !holdsUnread(each));
}

function holdsUnread(list: unknown): boolean {
  return Array.isArray(list) && unreadPaths(list).length > 0;
}
