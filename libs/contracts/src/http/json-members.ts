/*
 * What `JSON.parse` hides: of members with the same name in one object it silently keeps the last,
 * and deep nesting makes it slow. The text is well-formed JSON, unless a function says otherwise.
 */

const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;
const QUOTATION_MARK = 0x22;
const BRACKETS: ReadonlyMap<number, 1 | -1> = new Map([
  [0x5b, 1],
  [0x7b, 1],
  [0x5d, -1],
  [0x7d, -1],
]);

/** Whether lists and objects nest deeper; the text need not be JSON. */
export function nestsDeeper(text: string, deepest: number): boolean {
  let depth = 0;
  for (let at = 0; at >= 0 && at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTATION_MARK) {
      at = endOfString(text, at);
      if (at < 0) return false;
    } else {
      depth += BRACKETS.get(sign) ?? 0;
      if (depth > deepest) return true;
    }
  }
  return false;
}

/** How many members the text writes: its strings with a colon after them. */
export function memberCount(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0;) {
    let next = endOfString(text, start) + 1;
    while (text.charCodeAt(next) <= SPACE) next += 1;
    if (text.charCodeAt(next) === COLON) count += 1;
    start = text.indexOf('"', next);
  }
  return count;
}

/** Where the string that starts at a quotation mark ends: at the next one that is not escaped. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** Whether an odd number of backslashes precedes a place. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}

/** A string, with the colon after it if it names a member; or a bracket or comma. */
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")(?:[ \t\r\n]*(:))?|[[\]{},]/g;

/** An object or list being read: the names so far, and the current place in it. */
interface Open {
  readonly names: Set<string> | null;
  place: string | number;
}

/**
 * The paths of members whose name is earlier in the same object, up to a maximum number and depth.
 * It does not recurse: the sender controls the nesting.
 */
export function repeatedMembers(
  text: string,
  { most, deepest }: { readonly most: number; readonly deepest: number },
): (readonly PropertyKey[])[] {
  const found: PropertyKey[][] = [];
  const open: Open[] = [];
  for (const [token, string, colon] of text.matchAll(TOKEN)) {
    const inner = open.at(-1);
    if (string !== undefined && colon !== undefined && inner?.names) {
      inner.place = String(JSON.parse(string));
      if (inner.names.has(inner.place)) {
        found.push(open.slice(0, deepest).map(({ place }) => place));
        if (found.length === most) break;
      }
      inner.names.add(inner.place);
    } else if (token === '{') open.push({ names: new Set(), place: '' });
    else if (token === '[') open.push({ names: null, place: 0 });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',' && typeof inner?.place === 'number') inner.place += 1;
  }
  return found;
}
