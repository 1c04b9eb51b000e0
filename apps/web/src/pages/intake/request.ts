import type { CoverageRequest } from '../../client';
import { withValue } from '../../facts/readings';
import { settled, UNFINISHED, unreadIn } from '../../facts/settled';
import type { Fault } from '../../shared/problem';
import { isUnread } from '../../ui/reading';
import { isNpi, isMembers, valueAt, type Members } from '@assent/vocabulary';
import { text as words } from './text';

export { withValue } from '../../facts/readings';

/*
 * A request while it is written: the very JSON that will be sent, as far as there is any. Pasted
 * ones may hold anything, so that its members are reached by the paths that the API's faults name.
 */

/** Every path at which the request says something, with what it says; a list is one value. */
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

/** What each member beside the facts is called. */
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
 * The members beside the facts that a person has to state, as far as they are absent. The API takes a
 * request without urgency and channel; what a person says is never assumed.
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

/** Nothing can be evaluated without. */
const CHECKABLE = ['requestType', 'drug', 'lineOfBusiness'];

/** The request to evaluate, with stand-ins for people not yet named; null while it says too little. */
export function requestToCheck(request: Members): CoverageRequest | null {
  const read = settled(request);
  const npi = valueAt(read, 'prescriber.npi');
  const isUnfinished = typeof npi === 'string' && !isNpi(npi);
  const known = isUnfinished ? withValue(read, 'prescriber.npi', undefined) : read;
  const filled = STAND_INS.reduce(
    (whole, [path, standIn]) =>
      isAbsent(valueAt(whole, path)) ? withValue(whole, path, standIn) : whole,
    isMembers(known['facts']) ? known : { ...known, facts: known['facts'] ?? {} },
  );
  return CHECKABLE.some((path) => isAbsent(valueAt(filled, path))) ? null : asSent(filled);
}

/**
 * What the person has still to do before anybody else can judge the request: what is not chosen, and
 * what was typed and could not be read, none of which may be left out in silence.
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

/** Blanks, hyphens and invisible signs that come along when a number is pasted. */
const IN_NUMBER = /[\s\p{Default_Ignorable_Code_Point}-]+/gu;

/** A text as it is typed. Nothing within it is dropped but what no NPI holds, however it was copied. */
export function cleaned(path: string, text: string): string {
  return path === 'prescriber.npi' ? text.replace(IN_NUMBER, '') : text;
}

function withoutBlanksAroundEmail(request: Members): Members {
  const email = valueAt(request, 'prescriber.email');
  if (typeof email !== 'string') return request;
  return withValue(request, 'prescriber.email', email.trim() || undefined);
}

/** The members that are a line of text. */
const TEXTS = [
  'member.memberId',
  'member.givenName',
  'member.familyName',
  'prescriber.name',
  'prescriber.npi',
  'prescriber.phone',
  'prescriber.email',
];

/** A request that was filled in as a whole, as its fields show it: a number stands there as its text. */
export function cleanedRequest(request: Members): Members {
  return TEXTS.reduce((whole, path) => {
    const value = valueAt(whole, path);
    const text = Number.isSafeInteger(value) ? String(value) : value;
    return typeof text === 'string' ? withValue(whole, path, cleaned(path, text)) : whole;
  }, withoutBlanksAroundEmail(request));
}

/** The request as it is sent; what it holds is for the API to judge, fault by fault. */
export function asSent(request: Members): CoverageRequest {
  const sent: unknown = {
    member: {},
    prescriber: {},
    facts: {},
    ...settled(withoutBlanksAroundEmail(request)),
  };
  assumeRequest(sent);
  return sent;
}

function assumeRequest(sent: unknown): asserts sent is CoverageRequest {
  if (!isMembers(sent)) throw new TypeError('a request has members');
}
