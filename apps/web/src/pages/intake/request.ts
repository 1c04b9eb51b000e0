import type { CoverageRequest } from '../../client';
import { withValue } from '../../facts/readings';
import { settled, UNFINISHED, unreadIn } from '../../facts/settled';
import type { Fault } from '../../shared/problem';
import { isUnread } from '../../ui/reading';
import { isNpi, isMembers, valueAt, type Members } from '@assent/vocabulary';
import { text as words } from './text';

export { withValue } from '../../facts/readings';

/*
 * A request in progress: the very JSON to send, as far as it goes. Pasted ones may hold anything,
 * so its members are accessed by the paths that the API's faults name.
 */

/** Every path with a value in the request, with that value; a list is one value. */
export function statedValues(
  members: Members,
  above = '',
): readonly (readonly [string, unknown])[] {
  return Object.entries(members).flatMap(([name, value]) =>
    isMembers(value) && !isUnread(value)
      ? statedValues(value, `${above}${name}.`)
      : value === undefined
        ? []
        : [[`${above}${name}`, value] as const],
  );
}

/** The label of each member outside the facts. */
export const LABELS: ReadonlyMap<string, string> = new Map(Object.entries(words.labels));

const NEEDED = [
  'requestType',
  'drug',
  'lineOfBusiness',
  'urgency',
  'channel',
  'member.memberId',
  'member.givenName',
  'member.familyName',
  'member.birthDate',
  'prescriber.name',
  'prescriber.npi',
];

/**
 * The members outside the facts that a person must state, if absent. The API accepts a request
 * without urgency and channel; what a person says is never assumed.
 */
export function absentMembers(request: Members): readonly string[] {
  return NEEDED.filter((path) => isAbsent(valueAt(request, path)));
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** No criterion depends on who the member or the prescriber is. */
const STAND_INS = [
  ['member.memberId', 'not-yet-known'],
  ['member.givenName', 'unknown'],
  ['member.familyName', 'unknown'],
  ['member.birthDate', '2000-01-01'],
  ['prescriber.name', 'unknown'],
  ['prescriber.npi', '1234567893'],
] as const;

/** No evaluation without these. */
const CHECKABLE = ['requestType', 'drug', 'lineOfBusiness'];

/** The request to evaluate, with stand-ins for unnamed people; null while it has too little. */
export function requestToCheck(request: Members): CoverageRequest | null {
  const read = settled(request);
  const npi = valueAt(read, 'prescriber.npi');
  const isUnfinished = typeof npi === 'string' && !isNpi(npi);
  // An address says nothing of the criteria, and is unfinished while it is typed.
  const placeless = withValue(read, 'member.address', undefined);
  const known = isUnfinished ? withValue(placeless, 'prescriber.npi', undefined) : placeless;
  const filled = STAND_INS.reduce(
    (whole, [path, standIn]) =>
      isAbsent(valueAt(whole, path)) ? withValue(whole, path, standIn) : whole,
    isMembers(known['facts']) ? known : { ...known, facts: known['facts'] ?? {} },
  );
  return CHECKABLE.some((path) => isAbsent(valueAt(filled, path))) ? null : asSent(filled);
}

/**
 * What the person must do before the request can be evaluated: choices not made, and text that could
 * not be read, none of which may be silently omitted.
 */
export function ownFaults(request: Members): readonly Fault[] {
  return [
    ...absentMembers(request).map((path) => ({
      path,
      code: 'required',
      message: words.ownFaults.required,
    })),
    ...unreadIn(request).map(([path, typed]) => ({
      path,
      code: 'unread',
      message: typed === UNFINISHED.unread ? words.ownFaults.unfinished : words.ownFaults.unread,
    })),
  ];
}

/** Blanks, hyphens and invisible characters pasted along with a number. */
const IN_NUMBER = /[\s\p{Default_Ignorable_Code_Point}-]+/gu;

/** A text as typed. It drops only what no NPI contains, however it was copied. */
export function cleaned(path: string, text: string): string {
  return path === 'prescriber.npi' ? text.replace(IN_NUMBER, '') : text;
}

function withoutBlanksAroundEmails(request: Members): Members {
  return ['member.email', 'prescriber.email'].reduce((whole, path) => {
    const email = valueAt(whole, path);
    return typeof email === 'string' ? withValue(whole, path, email.trim() || undefined) : whole;
  }, request);
}

/** The members with a one-line text. */
const TEXTS = [
  'member.memberId',
  'member.givenName',
  'member.familyName',
  'member.email',
  'member.address.line1',
  'member.address.line2',
  'member.address.city',
  'member.address.postalCode',
  'prescriber.name',
  'prescriber.npi',
  'prescriber.phone',
  'prescriber.email',
];

/** A request filled in as a whole, as its fields show it: a number becomes its text. */
export function cleanedRequest(request: Members): Members {
  return TEXTS.reduce((whole, path) => {
    const value = valueAt(whole, path);
    const text = Number.isSafeInteger(value) ? String(value) : value;
    return typeof text === 'string' ? withValue(whole, path, cleaned(path, text)) : whole;
  }, withoutBlanksAroundEmails(request));
}

/** The request as sent; the API judges its content, fault by fault. */
export function asSent(request: Members): CoverageRequest {
  const sent: unknown = {
    member: {},
    prescriber: {},
    facts: {},
    ...settled(withoutBlanksAroundEmails(request)),
  };
  assumeRequest(sent);
  return sent;
}

function assumeRequest(sent: unknown): asserts sent is CoverageRequest {
  if (!isMembers(sent)) throw new TypeError('a request has members');
}
