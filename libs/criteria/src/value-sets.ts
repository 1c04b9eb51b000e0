import type { GuidelineDefinition } from './definition';
import { diagnosisCode, drugName, phraseFinder, plainWords } from './words';

/** A set of agents as bits: one for each agent the guideline names. */
export type Agents = number;

/** The bit of every agent that the guideline does not name. */
export const UNLISTED_AGENT: Agents = 1;

/** Agents are bits of a 32-bit number, one of which stands for every unlisted agent. */
export const MOST_AGENTS = 29;

/** A class of diagnosis codes that agree with the same conditions; 0 holds every unlisted code. */
export type CodeClass = number;
export const UNLISTED_CODE: CodeClass = 0;

export interface ValueSets {
  agent(name: string): Agents;
  /** The agents of a named set; undefined when there is no such set. */
  agentSet(name: string): Agents | undefined;
  codeClass(code: string): CodeClass;
  /** For each class of codes, the conditions that agree with it; none for unlisted codes. */
  readonly conditionsOfClass: readonly (readonly string[])[];
  readonly nonAnswers: ReadonlySet<string>;
  /** Whether plain words have a phrase of a named list among them; undefined without such a list. */
  phrases(name: string): ((words: string) => boolean) | undefined;
}

type Definition = GuidelineDefinition['value-sets'];

export function valueSets(definition: Definition): ValueSets {
  const agent = agentReader(definition.agents);
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
    agentSet: (name) => sets.get(name),
    codeClass: (code) =>
      classes.get(code) ?? classes.get(diagnosisCode(code) ?? '') ?? UNLISTED_CODE,
    conditionsOfClass,
    nonAnswers: new Set(definition.nonAnswers),
    phrases: (name) => lists.get(name),
  };
}

function agentReader(agents: Definition['agents']): (name: string) => Agents {
  const bits = new Map<string, Agents>();
  const suffixed: { readonly generic: string; readonly bit: Agents }[] = [];
  Object.entries(agents).forEach(([generic, { brands, suffixed: anySuffix }], index) => {
    const bit = 2 << index;
    for (const name of [generic, ...brands]) bits.set(name, bit).set(drugName(name), bit);
    if (anySuffix) suffixed.push({ generic, bit });
  });
  // A suffix is no place for another agent: a text that goes on with one names both.
  const namedIn = (words: string): Agents =>
    plainWords(words)
      .split(' ')
      .reduce((set, word) => set | (bits.get(word) ?? 0), 0);
  const tidied = (name: string): Agents => {
    const tidy = drugName(name);
    const bit = bits.get(tidy);
    if (bit !== undefined) return bit;
    const drug = suffixed.find(({ generic }) => isSuffixed(tidy, generic));
    return drug ? drug.bit | namedIn(tidy.slice(drug.generic.length)) : UNLISTED_AGENT;
  };
  return (name) => bits.get(name) ?? tidied(name);
}

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
