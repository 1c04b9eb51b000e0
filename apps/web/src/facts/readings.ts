import type { CoverageRequest } from '../client';

/*
 * Facts as their widgets read them. What is known may have been pasted, so that anything can stand
 * anywhere: what a widget cannot show counts as no answer, and the API says what is wrong with it.
 * An absent fact is unanswered, null says that nobody knows.
 */

type Facts = CoverageRequest['facts'];

/** A therapy as a fact names it: absent dates are not known, null says that there is none. */
export type Therapy = NonNullable<Facts['priorTherapies']>[number];

/** An approval by a health plan, as a fact names it. */
export type EarlierApproval = NonNullable<Facts['priorAuthorizations']>[number];

export type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function readNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The texts of a list; null when it is no list. */
export function readTexts(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null;
}

export function readTherapies(value: unknown): readonly Therapy[] | null {
  return readEntries(value, (entry) => ({
    agents: [...(readTexts(entry['agents']) ?? [])],
    ...member(entry, 'adequateDuration', readFlag),
    ...member(entry, 'endedOn', readDate),
    ...member(entry, 'progressedOn', readDate),
  }));
}

export function readApprovals(value: unknown): readonly EarlierApproval[] | null {
  return readEntries(value, (entry) => ({
    payer: readText(entry['payer']) ?? '',
    ...member(entry, 'approvedOn', readDate),
    ...member(entry, 'condition', readText),
  }));
}

function readEntries<Entry>(
  value: unknown,
  read: (entry: Members) => Entry,
): readonly Entry[] | null {
  return Array.isArray(value) ? value.filter(isMembers).map(read) : null;
}

/** The member as it can be read; null stays null, and what cannot be read is left out. */
function member<Name extends string, Value>(
  entry: Members,
  name: Name,
  read: (value: unknown) => Value | null,
): { readonly [_ in Name]?: Value | null } {
  const value = entry[name];
  const known = read(value);
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- a computed key widens to string
  const named = { [name]: known } as { readonly [_ in Name]?: Value | null };
  return value === null || known !== null ? named : {};
}

function readFlag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar date that exists, `YYYY-MM-DD`. */
export function readDate(value: unknown): string | null {
  if (typeof value !== 'string' || !DATE.test(value)) return null;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value) ? value : null;
}
