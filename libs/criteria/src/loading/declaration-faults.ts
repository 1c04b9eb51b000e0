import type {
  CouplingDefinition,
  FactDefinition,
  GuidelineDefinition,
} from '../language/definition';
import { factsSchema } from '../language/facts-schema';
import { faultsOf } from '../language/fault';
import { undeclared, type DefinitionFault } from './definition-fault';

/** Faults in the declared facts and their couplings. */
export function declarationFaults({
  guideline: { dosing },
  facts: { facts, couplings },
  'value-sets': { phrases },
  renewal,
  advisories,
}: GuidelineDefinition): DefinitionFault[] {
  const types = new Map(facts.map((fact) => [fact.path, fact.type]));
  const coupled = new Set<string>();
  return [
    ...pathFaults(facts),
    ...couplings.flatMap((coupling, index) =>
      Object.entries(EXPECTED_TYPES[coupling.kind]).flatMap(([role, type]): DefinitionFault[] => {
        const fact = roleOf(coupling, role);
        const path = `facts.couplings.${index}.${role}`;
        if (!types.has(fact)) return [{ path, message: undeclared(fact) }];
        if (types.get(fact) !== type) {
          return [{ path, message: `the fact \`${fact}\` has to be of type \`${type}\`` }];
        }
        if (coupled.has(fact)) {
          return [{ path, message: `the fact \`${fact}\` is in two couplings` }];
        }
        coupled.add(fact);
        return [];
      }),
    ),
    ...(['askedAnew', 'treatment'] as const).flatMap((list) =>
      renewal[list].flatMap((fact, index) =>
        types.has(fact) ? [] : [{ path: `renewal.${list}.${index}`, message: undeclared(fact) }],
      ),
    ),
    ...renewal.advisories.flatMap((id, index) =>
      advisories.some((advisory) => advisory.id === id)
        ? []
        : [{ path: `renewal.advisories.${index}`, message: `there is no advisory \`${id}\`` }],
    ),
    ...foreseenFaults(facts, renewal.foreseen),
    ...dosing.flatMap((fact, index) =>
      types.get(fact) === 'number'
        ? []
        : [{ path: `guideline.dosing.${index}`, message: `\`${fact}\` is no number of the facts` }],
    ),
    ...facts.flatMap((fact, index) => {
      const list = 'contradictedBy' in fact ? fact.contradictedBy : undefined;
      return list === undefined || Object.hasOwn(phrases, list)
        ? []
        : [
            {
              path: `facts.facts.${index}.contradictedBy`,
              message: `there is no list of phrases \`${list}\``,
            },
          ];
    }),
  ];
}

function foreseenFaults(facts: readonly FactDefinition[], foreseen: unknown): DefinitionFault[] {
  const parsed = factsSchema(facts).safeParse(foreseen, { reportInput: true });
  return parsed.success ? [] : faultsOf(parsed.error, ['renewal', 'foreseen']);
}

function pathFaults(facts: readonly FactDefinition[]): DefinitionFault[] {
  const paths = facts.map(({ path }) => path);
  return paths.flatMap((path, index): DefinitionFault[] => {
    const at = `facts.facts.${index}.path`;
    if (paths.indexOf(path) < index) {
      return [{ path: at, message: `the fact \`${path}\` is declared twice` }];
    }
    if (paths.some((other) => other.startsWith(`${path}.`))) {
      return [{ path: at, message: `\`${path}\` is a fact and a group of facts at once` }];
    }
    return [];
  });
}

const EXPECTED_TYPES: Readonly<
  Record<CouplingDefinition['kind'], Readonly<Record<string, FactDefinition['type']>>>
> = {
  'code-tells-condition': { code: 'code', condition: 'word' },
  'flag-excludes-agent': { flag: 'boolean', agent: 'agent' },
  'reason-implies-flag': { flag: 'boolean', reason: 'text' },
};

function roleOf(coupling: CouplingDefinition, role: string): string {
  return new Map(Object.entries(coupling)).get(role) ?? '';
}
