import { isMembers, type Members } from '@assent/vocabulary';
import type { CoverageRequest } from '../client';
import { isUnread, type Unread } from '../ui/reading';

/*
 * Facts as their widgets read them. Known ones may have been pasted, so any value can be anywhere:
 * what a widget cannot show counts as no answer, and the API says what is wrong with it. An absent
 * fact is unanswered, null means not documented.
 */

type Facts = CoverageRequest['facts'];

type Read<Entry> = { readonly [Name in keyof Entry]-?: Entry[Name] | Unread | undefined };

/** The readable parts of a therapy: an absent date is not known, null means none. */
export interface Therapy extends Omit<
  Read<NonNullable<Facts['priorTherapies']>[number]>,
  'agents' | 'adequateDuration'
> {
  readonly agents: readonly WrittenName[];
  readonly adequateDuration: boolean | undefined;
}

/** The readable parts of an approval by a health plan. */
export interface EarlierApproval extends Read<NonNullable<Facts['priorAuthorizations']>[number]> {
  readonly payer: string | undefined;
  readonly condition: string | null | undefined;
}

/** A drug's name, or a text not confirmed as one. */
export type WrittenName = string | Unread;

/** The members with another value at a path such as `member.birthDate`; undefined removes it. */
export function withValue(members: Members, path: string, value: unknown): Members {
  const [name = '', ...inner] = path.split('.');
  const outer = members[name];
  const next =
    inner.length === 0 ? value : withValue(isMembers(outer) ? outer : {}, inner.join('.'), value);
  if (next !== undefined) return { ...members, [name]: next };
  return Object.fromEntries(Object.entries(members).filter(([each]) => each !== name));
}

export function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function readNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The texts of a list; null if it is no list. */
export function readTexts(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null;
}

/** A name as it was typed. */
export function textOf(written: WrittenName): string {
  return isUnread(written) ? written.unread : written;
}

/** The names in a list, including unconfirmed ones; null if it is no list. */
export function readNames(value: unknown): readonly WrittenName[] | null {
  return Array.isArray(value) ? value.map(readWritten).filter((each) => each !== null) : null;
}

export function readTherapies(value: unknown): readonly Therapy[] | null {
  return readEntries(value, ({ agents, adequateDuration, endedOn, progressedOn }) => ({
    agents: readNames(agents) ?? [],
    adequateDuration: typeof adequateDuration === 'boolean' ? adequateDuration : undefined,
    endedOn: orNull(endedOn, readWritten),
    progressedOn: orNull(progressedOn, readWritten),
  }));
}

export function readApprovals(value: unknown): readonly EarlierApproval[] | null {
  return readEntries(value, ({ payer, approvedOn, condition }) => ({
    payer: readText(payer) ?? undefined,
    approvedOn: orNull(approvedOn, readWritten),
    condition: orNull(condition, readText),
  }));
}

function readEntries<Entry>(
  value: unknown,
  read: (entry: Members) => Entry,
): readonly Entry[] | null {
  return Array.isArray(value) ? value.filter(isMembers).map(read) : null;
}

function orNull<Value>(
  value: unknown,
  read: (value: unknown) => Value | null,
): Value | null | undefined {
  return value === null ? null : (read(value) ?? undefined);
}

/** A text, or unreadable input. */
function readWritten(value: unknown): WrittenName | null {
  return isUnread(value) ? value : readText(value);
}
