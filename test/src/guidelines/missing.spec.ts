import { evaluate, type EvaluationRequest } from '@assent/criteria';
import fc from 'fast-check';
import { guidelineFor } from '@assent/guidelines';
import { AS_OF, PATHS, missingByDefinition, nested } from './missing.oracle';

const guideline = guidelineFor('ixazomib', '2024-10-01');

function missingOf(requestType: EvaluationRequest['requestType'], facts: Record<string, unknown>) {
  const { missing, outcome } = evaluate(
    guideline,
    { requestType, lineOfBusiness: 'commercial', facts: nested(facts) },
    AS_OF,
  );
  if (outcome !== 'information-needed') return null;
  return Object.fromEntries(missing.map(({ fact, need }) => [fact, need]));
}

const flag = fc.boolean();
const regimens = fc.constantFrom(
  ['lenalidomide', 'dexamethasone'],
  ['pomalidomide', 'dexamethasone'],
  ['daratumumab', 'lenalidomide', 'dexamethasone'],
  ['venetoclax', 'dexamethasone'],
  ['dexamethasone'],
  ['rituximab', 'dexamethasone'],
);
const diagnosis = fc.constantFrom(
  ['C90.01', 'multiple-myeloma'],
  ['C90.01', 'multiple-myeloma'],
  ['E85.81', 'systemic-light-chain-amyloidosis'],
  ['E85.9', 'other'],
  ['E85.9', 'systemic-light-chain-amyloidosis'],
  ['C88.00', 'waldenstrom-lymphoplasmacytic'],
  ['E85.81', 'multiple-myeloma'],
);
const therapy = fc.record(
  {
    agents: fc.constantFrom(['Revlimid'], ['Velcade'], ['melphalan'], ['Revlimid', 'Kyprolis']),
    adequateDuration: flag,
    endedOn: fc.constantFrom(null, '2026-08-01', '2026-01-01'),
    progressedOn: fc.constantFrom(null, '2026-08-15'),
  },
  { requiredKeys: ['agents'] },
);

/** Facts that are all known, most of them favourable, and which of them are then not told. */
function partlyTold(facts: Record<string, fc.Arbitrary<unknown>>, paths: readonly string[]) {
  return fc
    .tuple(fc.record(facts), diagnosis, fc.subarray([...paths], { minLength: 1, maxLength: 4 }))
    .map(([known, [icd10, condition], untold]) => {
      const all = { ...known, 'diagnosis.icd10': icd10, 'diagnosis.condition': condition };
      return Object.fromEntries(Object.entries(all).filter(([path]) => !untold.includes(path)));
    });
}

const likely = fc.constantFrom(true, true, true, false);
const shared = {
  setting: fc.constant('self-administered'),
  'regimen.combinationAgents': regimens,
  'dosing.capsuleStrengthMg': fc.constantFrom(3, 4),
  'dosing.capsulesPer28Days': fc.constant(3),
};

const FIRST_LINE = {
  setting: 'self-administered',
  'dosing.capsuleStrengthMg': 4,
  'dosing.capsulesPer28Days': 3,
  'diagnosis.icd10': 'C90.00',
  'diagnosis.condition': 'multiple-myeloma',
  'diagnosis.symptomatic': true,
  'diagnosis.treatmentPhase': 'primary',
  'diagnosis.previouslyUntreated': true,
  'currentProteasomeInhibitor.agent': 'none',
  'currentProteasomeInhibitor.intolerableAdverseEffects': [],
  'currentProteasomeInhibitor.mayBenefitFromSwitch': false,
  priorTherapies: [],
  'cytogenetics.t1114': false,
  'otherIndication.fdaLabeled': false,
  'otherIndication.labelRequirementsMet': false,
  'otherIndication.nccnCategory': '3',
  'otherIndication.nccnUsageSupported': false,
};

const initiation = partlyTold(
  {
    ...shared,
    'diagnosis.symptomatic': likely,
    'diagnosis.treatmentPhase': fc.constantFrom('primary', 'relapsed-refractory'),
    'diagnosis.previouslyUntreated': flag,
    transplantCandidate: likely,
    'bortezomib.clinicallyInappropriate': likely,
    'bortezomib.inappropriateReason': fc.constantFrom(
      'neuropathy',
      'see chart',
      'patient preference',
    ),
    'currentProteasomeInhibitor.agent': fc.constantFrom('none', 'Velcade', 'ixazomib'),
    'currentProteasomeInhibitor.intolerableAdverseEffects': fc.constantFrom(
      [],
      ['severe neuropathy'],
      ['n/a'],
    ),
    'currentProteasomeInhibitor.mayBenefitFromSwitch': likely,
    priorTherapies: fc.array(therapy, { maxLength: 3 }),
    'cytogenetics.t1114': likely,
    'otherIndication.fdaLabeled': flag,
    'otherIndication.labelRequirementsMet': likely,
    'otherIndication.nccnCategory': fc.constantFrom('2A', '3'),
    'otherIndication.nccnUsageSupported': likely,
  },
  PATHS.initiation,
);

/** What meets the criteria of first-line therapy, some of it not told. */
const firstLine = fc
  .tuple(
    fc.record({
      'bortezomib.clinicallyInappropriate': likely,
      'bortezomib.inappropriateReason': fc.constantFrom('neuropathy', 'see chart', 'no preference'),
      'regimen.combinationAgents': regimens,
      transplantCandidate: likely,
    }),
    fc.subarray(
      [
        'bortezomib.clinicallyInappropriate',
        'bortezomib.inappropriateReason',
        'regimen.combinationAgents',
        'transplantCandidate',
        'diagnosis.symptomatic',
      ],
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([facts, untold]) => {
    const all = {
      ...FIRST_LINE,
      ...facts,
    };
    return Object.fromEntries(Object.entries(all).filter(([path]) => !untold.includes(path)));
  });

const continuation = partlyTold(
  {
    ...shared,
    'otherIndication.regimenPerLabelOrNccn': likely,
    priorAuthorizations: fc.constantFrom(
      [],
      [{ payer: 'Aetna' }],
      [{ payer: 'Aetna' }, { payer: 'Humana', approvedOn: '2020-01-01' }],
      [{ payer: 'Humana', approvedOn: '2026-01-01' }],
    ),
    previouslyMetInitiationCriteria: flag,
    'beneficialResponse.achieved': likely,
    'beneficialResponse.evidence': fc.constantFrom('M-protein halved', 'see chart'),
  },
  PATHS.continuation,
);

describe('the facts that are asked for', () => {
  test('match the definition for a new request', () => {
    fc.assert(
      fc.property(initiation, (facts) => {
        expect(missingOf('initiation', facts)).toEqual(
          missingByDefinition(guideline, 'initiation', facts),
        );
      }),
      { numRuns: 100 },
    );
  });

  test('match the definition for first-line therapy', () => {
    fc.assert(
      fc.property(firstLine, (facts) => {
        expect(missingOf('initiation', facts)).toEqual(
          missingByDefinition(guideline, 'initiation', facts),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('match the definition for a renewal', () => {
    fc.assert(
      fc.property(continuation, (facts) => {
        expect(missingOf('continuation', facts)).toEqual(
          missingByDefinition(guideline, 'continuation', facts),
        );
      }),
      { numRuns: 100 },
    );
  });
});
