import type { ClauseRule } from '../../client';
import { factWords } from '../../facts/fact-words';
import type { GuidelineDescription } from '../../facts/guideline';
import { LABELS } from './request';

/** What people call the members of a request. */
export interface Names {
  /** Of a fact, such as `diagnosis.icd10`. */
  readonly labelOfFact: (fact: string) => string;
  /** Of any member or a part of it, such as `facts.priorTherapies.0.agents`. */
  readonly labelOf: (path: string) => string;
  /** Where the guideline has a clause; null while that is not known. */
  readonly sourceOf: (clause: string) => string | null;
  /** A value of a member as people read it. */
  readonly wordsOf: (path: string, value: unknown) => string;
}

export function namesOf(guideline: GuidelineDescription | undefined): Names {
  const factOf = (path: string) =>
    guideline?.facts.find((fact) => path === fact.path || path.startsWith(`${fact.path}.`));
  const inFacts = (path: string) =>
    path.startsWith('facts.') ? path.slice('facts.'.length) : null;
  const sources = new Map(guideline ? Object.values(guideline.clauses).flatMap(sourcesIn) : []);
  return {
    sourceOf: (clause) => sources.get(clause) ?? null,
    labelOfFact: (fact) => factOf(fact)?.label ?? fact,
    labelOf: (path) => {
      const inner = inFacts(path);
      if (inner === null) return LABELS.get(path) ?? path;
      const fact = factOf(inner);
      if (!fact) return inner;
      const [position] = inner.slice(fact.path.length + 1).split('.');
      return position ? `${fact.label}, number ${Number(position) + 1},` : fact.label;
    },
    wordsOf: (path, value) => {
      if (value === undefined) return 'Nothing';
      const inner = inFacts(path);
      const fact = inner === null ? undefined : factOf(inner);
      if (fact) return factWords(fact, value);
      return typeof value === 'string' ? value : JSON.stringify(value);
    },
  };
}

function sourcesIn({ id, source, children }: ClauseRule): readonly (readonly [string, string])[] {
  return [[id, source], ...children.flatMap(sourcesIn)];
}
