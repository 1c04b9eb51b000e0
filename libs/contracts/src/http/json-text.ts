import { dotted, MAX_FAULTS, unknownMember } from '@assent/criteria';
import { hasStackedMarks, plainText, type Fault } from '@assent/domain';
import { memberCount, nestsDeeper, repeatedMembers } from './json-members';

/** The value of a JSON text, and what in it is not acceptable. */
export interface JsonText {
  readonly value: unknown;
  readonly faults: readonly Fault[];
}

/** An escape may be any character, even one that the record can't hold. */
const ESCAPE = '\\u';
const BEYOND_ASCII = /[^\u0001-\u007f]/;

/** Bodies of the contract nest less than half as deep. */
const DEEPEST = 16;

/** No body of the contract has nearly as many members and list entries. */
const MAX_PARTS = 10_000;
/** The shortest part and what separates it from the next, such as `0,`. */
const MIN_PART_LENGTH = 2;
const TOO_MANY_PARTS: Fault = {
  path: '',
  code: 'too-large',
  message: 'must have at most 10,000 fields and list entries',
};

/** Schemas silently drop a member of this name. */
const DROPPED = '__proto__';

const BYTE_ORDER_MARK = '\uFEFF';

/** A text without the leading mark of some programs, as RFC 8259, 8.1 allows. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

/**
 * Reads a JSON text, each text in it as `plainText`; null if it is not JSON. Too many parts are one
 * fault, even in a malformed text that opens so many. Otherwise each fault is a member that nests
 * too deep, has a name that schemas drop, holds what the record cannot keep, such as too large a
 * number, or is twice in one object (RFC 8259 leaves open which of them counts).
 */
export function readJson(text: string): JsonText | null {
  const isLong = text.length > MIN_PART_LENGTH * MAX_PARTS;
  if (isLong && nestsDeeper(text, MAX_PARTS)) return { value: null, faults: [TOO_MANY_PARTS] };
  const parsed = parse(text);
  if (!parsed) return null;
  const { value } = parsed;
  if (isLong && hasTooManyParts(value)) return { value, faults: [TOO_MANY_PARTS] };
  const hasEscape = text.includes(ESCAPE);
  const isAscii = !hasEscape && !BEYOND_ASCII.test(text);
  const members = membersOf(value, 0);
  const isSound =
    !hasEscape &&
    !text.includes(DROPPED) &&
    (isAscii || !hasStackedMarks(text)) &&
    !Number.isNaN(members);
  const unkeepable = isSound ? [] : unkeepableParts(value).slice(0, MAX_FAULTS);
  const faults = unkeepable.length > 0 ? unkeepable : repetitions(text, members);
  return { value: isAscii || faults.length > 0 ? value : plainTexts(value), faults };
}

/**
 * The value with every text in it as `plainText`; member names stay.
 * @param value nests no deeper than the stack allows, and piles up no marks
 */
export function plainTexts(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plainTexts);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, plainTexts(member)]),
  );
}

function parse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Whether a value has too many members and list entries. The sender controls its nesting. */
function hasTooManyParts(body: unknown): boolean {
  const open = [body];
  let parts = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const inside: unknown[] = Object.values(next);
    parts += inside.length;
    if (parts > MAX_PARTS) return true;
    open.push(...inside);
  }
  return false;
}

/** How many members a value has at every depth; NaN if too deep or a number is too large. */
function membersOf(value: unknown, depth: number): number {
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : NaN;
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === DEEPEST) return NaN;
  let members = 0;
  const isList = Array.isArray(value);
  for (const part of Object.values(value)) {
    if (!isList) members += 1;
    if (typeof part === 'object' || typeof part === 'number') members += membersOf(part, depth + 1);
  }
  return members;
}

/** The repeated members, detected by how many of those in the text are left. */
function repetitions(text: string, members: number): readonly Fault[] {
  if (members === memberCount(text)) return [];
  return repeatedMembers(text, { most: MAX_FAULTS, deepest: DEEPEST }).map(repeated);
}

/**
 * Faults: parts too deep or dropped, too large numbers, and texts or member names with a NUL
 * character, half a surrogate pair or stacked marks. It does not recurse: the nesting is the
 * sender's.
 */
function unkeepableParts(body: unknown): Fault[] {
  const faults: Fault[] = [];
  const open: { readonly path: readonly PropertyKey[]; readonly value: unknown }[] = [
    { path: [], value: body },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, value } = next;
    if (typeof value === 'string' && !isKeepable(value)) faults.push(unkeepable(path));
    if (typeof value === 'number' && !Number.isFinite(value)) faults.push(tooLargeNumber(path));
    if (typeof value !== 'object' || value === null) continue;
    if (path.length === DEEPEST) {
      faults.push({ path: dotted(path), code: 'too-deep', message: 'is nested too deeply' });
      continue;
    }
    for (const [name, member] of Object.entries(value)) {
      if (name === DROPPED) faults.push(unknownMember([...path, name]));
      else if (isKeepable(name)) open.push({ path: [...path, name], value: member });
      else faults.push(unkeepable(path));
    }
  }
  return faults;
}

function isKeepable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text) && !hasStackedMarks(text);
}

function unkeepable(path: readonly PropertyKey[]): Fault {
  return {
    path: dotted(path),
    code: 'unusable-character',
    message: 'contains a NUL character, half a character or too many combining marks; remove them',
  };
}

/** `JSON.parse` reads what no double can hold as infinity, which nothing can compare or keep. */
function tooLargeNumber(path: readonly PropertyKey[]): Fault {
  return {
    path: dotted(path),
    code: 'out-of-range',
    message: 'is too large a number',
  };
}

function repeated(path: readonly PropertyKey[]): Fault {
  return {
    path: dotted(path),
    code: 'repeated-member',
    message: 'is repeated; send each field once',
  };
}
