import type { GuidelineDefinition } from './definition';
import { diagnosisCode, drugName, phraseFinder, plainWords } from './words';

/** A set of agents as bits: one for each named agent. */
export type Agents = number;

/** The bit of every agent that the guideline does not name. */
export const UNLISTED_AGENT: Agents = 1;

/** Agents are bits of a 32-bit number; one bit represents every unlisted agent. */
export const MAX_AGENTS = 29;

/** A class of diagnosis codes that agree with the same conditions; 0 holds every unlisted code. */
export type CodeClass = number;
export const UNLISTED_CODE: CodeClass = 0;

export interface ValueSets {
  agent(name: string): Agents;
  /** Whether words after an agent's name are not its form: they may name another agent. */
  saysMore(name: string): boolean;
  /** The agents of a named set; undefined when there is no such set. */
  agentSet(name: string): Agents | undefined;
  codeClass(code: string): CodeClass;
  /** For each class of codes, the conditions that agree with it; none for unlisted codes. */
  readonly conditionsOfClass: readonly (readonly string[])[];
  readonly nonAnswers: ReadonlySet<string>;
  /** Whether plain words contain a phrase of a named list; undefined without such a list. */
  phrases(name: string): ((words: string) => boolean) | undefined;
}

type Definition = GuidelineDefinition['value-sets'];

export function valueSets(definition: Definition): ValueSets {
  const { agent, saysMore } = agentReader(definition.agents);
  const sets = new Map(
    Object.entries(definition.agentSets).map(([name, agents]) => [
      name,
      agents.reduce((set, each) => set | agent(each), 0),
    ]),
  );
  const lists = new Map(
    Object.entries(definition.phrases).map(([name, groups]) => [name, phraseFinder(groups)]),
  );
  const { classes, conditionsOfClass } = codeClasses(definition.codes);
  return {
    agent,
    saysMore,
    agentSet: (name) => sets.get(name),
    codeClass: (code) =>
      classes.get(code) ?? classes.get(diagnosisCode(code) ?? '') ?? UNLISTED_CODE,
    conditionsOfClass,
    nonAnswers: new Set(definition.nonAnswers),
    phrases: (name) => lists.get(name),
  };
}

function agentReader(agents: Definition['agents']): Pick<ValueSets, 'agent' | 'saysMore'> {
  const bits = new Map<string, Agents>();
  const suffixed: { readonly generic: string; readonly bit: Agents }[] = [];
  Object.entries(agents).forEach(([generic, { brands, suffixed: anySuffix }], index) => {
    const bit = 2 << index;
    for (const name of [generic, ...brands]) bits.set(name, bit).set(drugName(name), bit);
    if (anySuffix) suffixed.push({ generic, bit });
  });
  // A suffix that contains an agent is no suffix: the text names both.
  const namedIn = (words: string): Agents =>
    plainWords(words)
      .split(' ')
      .reduce((set, word) => set | (bits.get(word) ?? 0), 0);
  const tidied = (name: string): Agents => {
    const tidy = drugName(name);
    const bit = bits.get(tidy);
    if (bit !== undefined) return bit;
    const drug = suffixedIn(tidy);
    return drug ? drug.bit | namedIn(tidy.slice(drug.generic.length)) : UNLISTED_AGENT;
  };
  const suffixedIn = (tidy: string) => suffixed.find(({ generic }) => isSuffixed(tidy, generic));
  return {
    agent: (name) => bits.get(name) ?? tidied(name),
    saysMore: (name) => {
      const tidy = drugName(name);
      const drug = bits.has(tidy) ? undefined : suffixedIn(tidy);
      if (!drug) return false;
      const words = plainWords(tidy.slice(drug.generic.length)).split(' ');
      return words.some((word) => !FORM_WORDS.has(word) && !bits.has(word));
    },
  };
}

/**
 * Words after an antibody's name that name no other drug: suffixes of marketed products, and how
 * they are given. Other four-letter words do not count: rituximab-CHOP is four drugs more.
 */
const FORM_WORDS: ReadonlySet<string> = new Set(
  'abbs pvvr arrx fihj and hyaluronidase human faspro hycela biosimilar sc iv sq subq subcutaneous intravenous injection infusion solution'.split(
    ' ',
  ),
);

/** True for a generic name followed by a hyphen or a space and more (R2). */
function isSuffixed(name: string, generic: string): boolean {
  const next = name[generic.length];
  return (
    name.startsWith(generic) && (next === '-' || next === ' ') && name.length > generic.length + 1
  );
}

function codeClasses(groups: Definition['codes']): {
  readonly classes: ReadonlyMap<string, CodeClass>;
  readonly conditionsOfClass: readonly (readonly string[])[];
} {
  const classes = new Map<string, CodeClass>();
  groups.forEach(({ codes }, index) => {
    for (const code of codes)
      classes.set(code, index + 1).set(diagnosisCode(code) ?? '', index + 1);
  });
  return { classes, conditionsOfClass: [[], ...groups.map(({ conditions }) => conditions)] };
}
