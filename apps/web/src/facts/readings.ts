import type { CoverageRequest } from '../client';

/*
 * Facts as their widgets read them. What is known may have been pasted, so that anything can stand
 * anywhere: what a widget cannot show counts as no answer, and the API says what is wrong with it.
 * An absent fact is unanswered, null says that nobody knows.
 */

type Facts = CoverageRequest['facts'];

type Read<Entry> = { readonly [Name in keyof Entry]-?: Entry[Name] | undefined };

/** A therapy as far as it can be read: an absent date is not known, null says that there is none. */
export type Therapy = Read<NonNullable<Facts['priorTherapies']>[number]>;

/** An approval by a health plan, as far as it can be read. */
export type EarlierApproval = Read<NonNullable<Facts['priorAuthorizations']>[number]>;

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
  return readEntries(value, ({ agents, adequateDuration, endedOn, progressedOn }) => ({
    agents: [...(readTexts(agents) ?? [])],
    adequateDuration: typeof adequateDuration === 'boolean' ? adequateDuration : undefined,
    endedOn: orNull(endedOn, readDate),
    progressedOn: orNull(progressedOn, readDate),
  }));
}

export function readApprovals(value: unknown): readonly EarlierApproval[] | null {
  return readEntries(value, ({ payer, approvedOn, condition }) => ({
    payer: readText(payer) ?? undefined,
    approvedOn: orNull(approvedOn, readDate),
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

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar date that exists, `YYYY-MM-DD`. */
export function readDate(value: unknown): string | null {
  if (typeof value !== 'string' || !DATE.test(value)) return null;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value) ? value : null;
}
