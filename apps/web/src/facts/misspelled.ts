import { agentMeant, type Agent } from './agent-names';
import type { Fact } from './guideline';
import { readNames, readTherapies, textOf, type WrittenName } from './readings';
import { text } from './text';

/**
 * A sentence for each drug in the answers that no guideline has under this name, but has under a
 * similar one: `“Revl” isn't a recognized drug. Did you mean lenalidomide (Revlimid)?`
 */
export function misspelledDrugs(
  facts: readonly Fact[],
  valueOf: (fact: string) => unknown,
  known: readonly Agent[],
): readonly string[] {
  const written = facts.flatMap((fact) => drugsIn(fact, valueOf(fact.path))).map(textOf);
  return [...new Set(written)].flatMap((name) => {
    const meant = known.find((agent) => agent.name === agentMeant(name, known));
    return meant === undefined
      ? []
      : [`${text.drugs.unrecognized({ written: name })} ${text.drugs.didYouMean(meant)}`];
  });
}

function drugsIn({ type }: Fact, value: unknown): readonly WrittenName[] {
  switch (type) {
    case 'agent':
      return readNames([value]) ?? [];
    case 'agents':
      return readNames(value) ?? [];
    case 'therapies':
      return readTherapies(value)?.flatMap(({ agents }) => agents) ?? [];
    default:
      return [];
  }
}
