import type { CalendarDate } from '@assent/domain';
import { daysBetween, yearsSince } from '../language/calendar';
import type { FactDefinition } from '../language/definition';
import { isMembers } from '@assent/vocabulary';
import type { ValueSets } from '../language/value-sets';
import { MET, NOT_MET, UNKNOWN } from '../language/verdict';
import { plainWords, isSpecific } from '../language/words';

/**
 * Every fact of a request, read once into numbers, so that tests are comparisons. Each reader
 * documents its numbers and their meaning.
 */
export type Slots = Float64Array;

/** Represents an unknown list, agent or code. */
export const ABSENT = -1;

export interface FactReader {
  /** The numbers of an unknown fact. */
  readonly unknown: readonly number[];
  /** Reads a stated fact; `slots` already say that it is unknown. */
  read(given: unknown, slots: Slots, at: number, asOf: CalendarDate): void;
}

/** Where the numbers of a list of therapies are, counted from its first. */
export const THERAPIES = {
  /** How many entries; ABSENT when unknown. */
  entries: 0,
  /** Entries of adequate duration. */
  adequate: 1,
  /** Entries of unknown adequacy. */
  open: 2,
  adequateAgents: 3,
  openAgents: 4,
  /** Days from the end of the last therapy to progression, see `lapse`. */
  lapse: 5,
} as const;

const UNKNOWN_THERAPIES = [ABSENT, 0, 0, 0, 0, NaN];

/** Progression while still on the therapy; no progression, or no therapy. */
export const STILL_ON_IT = -Infinity;

export const NO_PROGRESSION = Infinity;

/** Where the numbers of a list of authorizations are. */
export const AUTHORIZATIONS = {
  entries: 0,
  /** Years since the latest approval, see `yearsSince`; Infinity if none has a date. */
  latest: 1,
  undated: 2,
} as const;

export function slot(slots: Slots, at: number): number {
  return slots[at] ?? ABSENT;
}

export function factReader(fact: FactDefinition, sets: ValueSets): FactReader {
  switch (fact.type) {
    case 'word':
      return wordReader(fact.words);
    case 'boolean':
      return {
        unknown: [UNKNOWN],
        read: (given, slots, at) => {
          if (typeof given === 'boolean') slots[at] = given ? MET : NOT_MET;
        },
      };
    case 'number':
      return {
        unknown: [NaN],
        read: (given, slots, at) => {
          if (typeof given === 'number') slots[at] = given;
        },
      };
    case 'code':
      return single(ABSENT, (given) =>
        typeof given === 'string' ? sets.codeClass(given) : ABSENT,
      );
    case 'text':
    case 'texts':
      return textReader(fact.contradictedBy, sets);
    case 'agents':
      return agentsReader(fact.ignored, sets);
    case 'agent':
      return single(ABSENT, (given) => {
        if (typeof given !== 'string') return ABSENT;
        return given.trim().toLowerCase() === fact.none ? 0 : sets.agent(given);
      });
    case 'therapies':
      return { unknown: UNKNOWN_THERAPIES, read: therapiesInto(sets) };
    case 'authorizations':
      return { unknown: [ABSENT, Infinity, 0], read: readAuthorizations };
  }
}

function single(unknown: number, reading: (given: unknown) => number): FactReader {
  return {
    unknown: [unknown],
    read: (given, slots, at) => {
      slots[at] = reading(given);
    },
  };
}

/** The words a fact may still be, a bit each: one bit if known, every bit if not. */
function wordReader(words: readonly string[]): FactReader {
  const bits = new Map(words.map((word, index) => [word, 1 << index]));
  const any = everyWord(words);
  return {
    unknown: [any],
    read: (given, slots, at) => {
      if (typeof given === 'string') slots[at] = bits.get(given) ?? any;
    },
  };
}

export function everyWord(words: readonly string[]): number {
  return (1 << words.length) - 1;
}

export function wordBits(words: readonly string[], chosen: readonly string[]): number {
  return chosen.reduce((bits, word) => bits | (1 << words.indexOf(word)), 0);
}

/** Where the numbers of a text, or a list of texts, are. */
export const TEXTS = {
  /** Met when it, or one of the list, is specific; not met when the list is empty. */
  specific: 0,
  /** Met when it, or one of the list, contradicts itself. */
  contradicted: 1,
} as const;

function textReader(contradictedBy: string | undefined, sets: ValueSets): FactReader {
  const contradicts = contradictedBy === undefined ? undefined : sets.phrases(contradictedBy);
  const readText = (text: unknown, slots: Slots, at: number): void => {
    if (typeof text !== 'string') return;
    const words = plainWords(text);
    if (isSpecific(words, sets.nonAnswers)) slots[at + TEXTS.specific] = MET;
    if (contradicts?.(words) === true) slots[at + TEXTS.contradicted] = MET;
  };
  return {
    unknown: [UNKNOWN, NOT_MET],
    read: (given, slots, at) => {
      if (!Array.isArray(given)) readText(given, slots, at);
      else if (given.length === 0) slots[at + TEXTS.specific] = NOT_MET;
      else for (const text of given) readText(text, slots, at);
    },
  };
}

function agentsReader(ignored: readonly string[], sets: ValueSets): FactReader {
  const counted = ~ignored.reduce((bits, name) => bits | sets.agent(name), 0);
  return single(ABSENT, (given) =>
    Array.isArray(given) ? agentsIn(given, sets) & counted : ABSENT,
  );
}

export function agentsIn(names: readonly unknown[], sets: ValueSets): number {
  let bits = 0;
  for (const name of names) if (typeof name === 'string') bits |= sets.agent(name);
  return bits;
}

/** Reads entries `{agents, adequateDuration?, endedOn?, progressedOn?}`, oldest first (R8, R9). */
function therapiesInto(sets: ValueSets): FactReader['read'] {
  return (given, slots, at) => {
    if (!Array.isArray(given)) return;
    let adequate = 0;
    let open = 0;
    let adequateAgents = 0;
    let openAgents = 0;
    for (const entry of given) {
      if (!isMembers(entry)) continue;
      const agents = Array.isArray(entry['agents']) ? agentsIn(entry['agents'], sets) : 0;
      if (entry['adequateDuration'] === true) {
        adequate += 1;
        adequateAgents |= agents;
      } else if (entry['adequateDuration'] !== false) {
        open += 1;
        openAgents |= agents;
      }
    }
    slots[at + THERAPIES.entries] = given.length;
    slots[at + THERAPIES.adequate] = adequate;
    slots[at + THERAPIES.open] = open;
    slots[at + THERAPIES.adequateAgents] = adequateAgents;
    slots[at + THERAPIES.openAgents] = openAgents;
    slots[at + THERAPIES.lapse] = lapse(given[given.length - 1]);
  };
}

/**
 * Days from the end of a therapy to progression (R9): `STILL_ON_IT`, `NO_PROGRESSION`, or NaN if
 * unknown. Only here does null have a meaning: still on it, and no progression.
 */
function lapse(last: unknown): number {
  if (!isMembers(last)) return NO_PROGRESSION;
  const { endedOn, progressedOn } = last;
  if (progressedOn === null) return NO_PROGRESSION;
  if (typeof progressedOn !== 'string') return NaN;
  if (endedOn === null) return STILL_ON_IT;
  return typeof endedOn === 'string' ? daysBetween(endedOn, progressedOn) : NaN;
}

function readAuthorizations(given: unknown, slots: Slots, at: number, asOf: CalendarDate): void {
  if (!Array.isArray(given)) return;
  let latest = Infinity;
  let undated = 0;
  for (const entry of given) {
    const approvedOn: unknown = isMembers(entry) ? entry['approvedOn'] : undefined;
    if (typeof approvedOn !== 'string') undated += 1;
    else latest = Math.min(latest, yearsSince(approvedOn, asOf));
  }
  slots[at + AUTHORIZATIONS.entries] = given.length;
  slots[at + AUTHORIZATIONS.latest] = latest;
  slots[at + AUTHORIZATIONS.undated] = undated;
}
