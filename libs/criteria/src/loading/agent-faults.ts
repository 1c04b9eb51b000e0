import type { GuidelineDefinition } from '../language/definition';
import { MAX_AGENTS } from '../language/value-sets';
import { diagnosisCode, drugName, plainWords } from '../language/words';
import type { DefinitionFault } from './definition-fault';

/** Faults in the value sets: agents, sets of agents, codes and non-answers. */
export function agentFaults(definition: GuidelineDefinition): DefinitionFault[] {
  const { agents, agentSets, codes, nonAnswers, phrases } = definition['value-sets'];
  return [
    ...agentNameFaults(agents),
    ...Object.entries(agentSets).flatMap(([set, members]) =>
      members.flatMap((member, index) =>
        Object.hasOwn(agents, member)
          ? []
          : [
              {
                path: `value-sets.agentSets.${set}.${index}`,
                message: `the agent \`${member}\` is not declared: add it to the agents`,
              },
            ],
      ),
    ),
    ...codeFaults(definition, codes),
    ...nonAnswers.flatMap((text, index) => wordingFaults(`value-sets.nonAnswers.${index}`, text)),
    ...Object.entries(phrases).flatMap(([list, groups]) =>
      groups.flatMap((group, index) =>
        Object.entries(group).flatMap(([member, texts = []]) =>
          texts.flatMap((text, at) =>
            wordingFaults(`value-sets.phrases.${list}.${index}.${member}.${at}`, text),
          ),
        ),
      ),
    ),
  ];
}

/** Texts are compared only in their plain form. */
function wordingFaults(path: string, text: string): DefinitionFault[] {
  if (plainWords(text) === text && text !== '') return [];
  return [
    {
      path,
      message: `\`${text}\` can never match: write it in lower case, without marks`,
    },
  ];
}

function agentNameFaults(agents: GuidelineDefinition['value-sets']['agents']): DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  const owners = new Map<string, string>();
  for (const [generic, { brands }] of Object.entries(agents)) {
    const path = `value-sets.agents.${generic}`;
    if (drugName(generic) !== generic) {
      faults.push({ path, message: 'write the generic name in lower case, with single spaces' });
    }
    for (const name of [generic, ...brands].map(drugName)) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        faults.push({ path, message: `the name \`${name}\` already belongs to \`${owner}\`` });
      }
      owners.set(name, generic);
    }
  }
  if (Object.keys(agents).length > MAX_AGENTS) {
    faults.push({
      path: 'value-sets.agents',
      message: `there are more than ${MAX_AGENTS} agents`,
    });
  }
  return faults;
}

function codeFaults(
  definition: GuidelineDefinition,
  groups: GuidelineDefinition['value-sets']['codes'],
): DefinitionFault[] {
  const words = new Set(
    definition.facts.facts.flatMap((fact) => (fact.type === 'word' ? fact.words : [])),
  );
  const seen = new Set<string>();
  return groups.flatMap(({ codes, conditions }, group) => {
    const path = `value-sets.codes.${group}`;
    return [
      ...codes.flatMap((text, index): DefinitionFault[] => {
        const code = diagnosisCode(text);
        const at = `${path}.codes.${index}`;
        if (code === null) return [{ path: at, message: `\`${text}\` is no ICD-10-CM code` }];
        if (seen.has(code)) return [{ path: at, message: `the code \`${text}\` is listed twice` }];
        seen.add(code);
        return [];
      }),
      ...conditions.flatMap((word, index) =>
        words.has(word)
          ? []
          : [
              {
                path: `${path}.conditions.${index}`,
                message: `no fact takes the word \`${word}\``,
              },
            ],
      ),
    ];
  });
}
