import type { Facts } from '@assent/criteria';
import fc from 'fast-check';

/** A fact by its path. */
export type Told = readonly [path: string, value: unknown];

const flag = fc.boolean();

/** Pairs that agree: the code with the condition, the state of treatment with the inhibitor. */
const diagnosis = fc.constantFrom(
  ['C90.00', 'multiple-myeloma'],
  ['C90.02', 'multiple-myeloma'],
  ['C90.10', 'other'],
  ['C88.00', 'waldenstrom-lymphoplasmacytic'],
  ['E85.81', 'systemic-light-chain-amyloidosis'],
  ['E85.4', 'other'],
  ['E85.4', 'systemic-light-chain-amyloidosis'],
  ['D47.2', 'multiple-myeloma'],
);
const treatment = fc.constantFrom(
  [true, 'none'],
  [false, 'none'],
  [false, 'Velcade'],
  [false, 'ixazomib'],
);

const therapies = fc.array(
  fc.record({
    agents: fc.subarray(['Revlimid', 'bortezomib', 'melphalan'], { minLength: 1 }),
    adequateDuration: flag,
    endedOn: fc.constantFrom(null, '2026-08-01', '2026-01-01'),
    progressedOn: fc.constantFrom(null, '2026-08-15'),
  }),
  { maxLength: 4 },
);

const rest = fc.record({
  setting: fc.constantFrom('self-administered', 'self-administered', 'provider-administered'),
  'diagnosis.symptomatic': flag,
  'diagnosis.treatmentPhase': fc.constantFrom('primary', 'relapsed-refractory', 'maintenance'),
  'regimen.combinationAgents': fc.constantFrom(
    ['lenalidomide', 'dexamethasone'],
    ['cyclophosphamide', 'dexamethasone'],
    ['daratumumab', 'lenalidomide', 'dexamethasone'],
    ['pomalidomide', 'dexamethasone'],
    ['venetoclax', 'dexamethasone'],
    ['rituximab', 'dexamethasone'],
    ['dexamethasone'],
    ['Kyprolis'],
  ),
  'dosing.capsuleStrengthMg': fc.constantFrom(2.3, 3, 3.5, 4, 5),
  'dosing.capsulesPer28Days': fc.constantFrom(1, 3, 3, 4),
  transplantCandidate: flag,
  'bortezomib.clinicallyInappropriate': fc.constantFrom(true, true, false),
  'bortezomib.inappropriateReason': fc.constant('severe neuropathy'),
  'currentProteasomeInhibitor.intolerableAdverseEffects': fc.constantFrom([], ['neuropathy']),
  'currentProteasomeInhibitor.mayBenefitFromSwitch': flag,
  priorTherapies: therapies,
  'cytogenetics.t1114': flag,
  'otherIndication.fdaLabeled': flag,
  'otherIndication.labelRequirementsMet': flag,
  'otherIndication.nccnCategory': fc.constantFrom('1', '2A', '2B', 'not-listed'),
  'otherIndication.nccnUsageSupported': flag,
  'otherIndication.regimenPerLabelOrNccn': flag,
  priorAuthorizations: fc.constantFrom(
    [],
    [{ payer: 'Humana', approvedOn: '2026-01-02' }],
    [{ payer: 'Humana', approvedOn: '2020-01-02' }],
  ),
  previouslyMetInitiationCriteria: flag,
  'beneficialResponse.achieved': flag,
  'beneficialResponse.evidence': fc.constant('M-protein halved'),
});

/** Facts that are all known and contradict none of the others. */
export const anyFacts: fc.Arbitrary<readonly Told[]> = fc
  .tuple(rest, diagnosis, treatment)
  .map(([facts, [icd10, condition], [previouslyUntreated, agent]]) =>
    Object.entries({
      ...facts,
      'diagnosis.icd10': icd10,
      'diagnosis.condition': condition,
      'diagnosis.previouslyUntreated': previouslyUntreated,
      'currentProteasomeInhibitor.agent': agent,
    }),
  );

/** The facts that `keep` keeps, nested by the dots of their paths. */
export function told(
  stated: readonly Told[],
  keep: (fact: Told, index: number) => boolean = () => true,
): Facts {
  const facts: Record<string, unknown> = {};
  for (const [path, value] of stated.filter(keep)) {
    const [outer = '', inner] = path.split('.');
    facts[outer] = inner === undefined ? value : { ...Object(facts[outer]), [inner]: value };
  }
  return facts;
}
