import { isMembers } from '@assent/vocabulary';
import type { ClauseRule } from '../../client';
import { factWords } from '../../facts/fact-words';
import type { GuidelineDescription } from '../../facts/guideline';
import { isDate, isInstant } from '../../ui/date-reading';
import { isUnread } from '../../ui/reading';
import { calendarDay, wallClock } from '../../ui/times';
import { CHOICES } from './choices';
import { DETAILS } from './prescriber-details';
import { LABELS } from './request';
import { text } from './text';

/** What people call the members of a request. */
export interface Names {
  /** Of a fact, such as `diagnosis.icd10`; null while the guideline is unknown. */
  readonly labelOfFact: (fact: string) => string | null;
  /** Of any member or a part of it, such as `facts.priorTherapies.0.agents`. */
  readonly labelOf: (path: string) => string;
  /** The guideline's source of a clause; null while unknown. */
  readonly sourceOf: (clause: string) => string | null;
  /** A member's value as people read it. */
  readonly wordsOf: (path: string, value: unknown) => string;
}

/** @param timeZone the payer's, for instants */
export function namesOf(guideline: GuidelineDescription | undefined, timeZone: string): Names {
  const factOf = (path: string) =>
    guideline?.facts.find((fact) => path === fact.path || path.startsWith(`${fact.path}.`));
  const inFacts = (path: string) =>
    path.startsWith('facts.') ? path.slice('facts.'.length) : null;
  const sources = new Map(guideline ? Object.values(guideline.clauses).flatMap(sourcesIn) : []);
  const wordsOf = (path: string, value: unknown): string => {
    if (value === undefined) return text.blank;
    const inner = inFacts(path);
    const fact = inner === null ? undefined : factOf(inner);
    if (fact) return factWords(fact, value);
    if (isUnread(value)) return value.unread;
    if (path === 'prescriber' && isMembers(value)) {
      const said = (['name', ...DETAILS] as const).filter((part) => value[part] !== undefined);
      const words = said.map((part) => wordsOf(`${path}.${part}`, value[part]));
      return words
        .map((each, at) => (said[at] === 'npi' ? text.prescriberNpi({ npi: each }) : each))
        .join(', ');
    }
    if (isDate(value)) return calendarDay(value);
    if (isInstant(value)) return wallClock(value, timeZone);
    return choiceWords(path, value) ?? (typeof value === 'string' ? value : JSON.stringify(value));
  };
  return {
    sourceOf: (clause) => sources.get(clause) ?? null,
    labelOfFact: (fact) => factOf(fact)?.label ?? null,
    labelOf: (path) => {
      const inner = inFacts(path);
      if (inner === null) return LABELS.get(path) ?? path;
      const fact = factOf(inner);
      if (!fact) return inner;
      const [position] = inner.slice(fact.path.length + 1).split('.');
      return position
        ? text.labelOfEntry({ label: fact.label, number: Number(position) + 1 })
        : fact.label;
    },
    wordsOf,
  };
}

function choiceWords(path: string, value: unknown): string | undefined {
  const options: Readonly<
    Record<string, readonly { readonly value: string; readonly label: string }[]>
  > = CHOICES;
  return options[path]?.find((option) => option.value === value)?.label;
}

function sourcesIn({ id, source, children }: ClauseRule): readonly (readonly [string, string])[] {
  return [[id, source], ...children.flatMap(sourcesIn)];
}
