import { evaluate, mergeFacts, type EvaluationRequest, type Facts } from '@assent/criteria';
import { guidelineFor, neededChanges, type NeededChange } from '@assent/guidelines';
import fc from 'fast-check';
import { anyFacts, told } from './ixazomib.facts';
import { AS_OF, nested } from './missing.oracle';

const guideline = guidelineFor('ixazomib', '2024-10-01');
const requestTypes = fc.constantFrom('initiation', 'continuation');

type RequestType = EvaluationRequest['requestType'];
type Change = Pick<NeededChange, 'fact' | 'to'>;

function asked(requestType: RequestType, facts: Facts): EvaluationRequest {
  return { requestType, lineOfBusiness: 'commercial', facts };
}

function setsFor(requestType: RequestType, facts: Facts) {
  return neededChanges(guideline, asked(requestType, facts), AS_OF);
}

/** Which contradictions hold the request once the changes are made; null if it meets no criteria. */
function heldAfter(requestType: RequestType, facts: Facts, changes: readonly Change[]) {
  const changed = changes.reduce(
    (known, { fact, to }) => mergeFacts(known, nested({ [fact]: to })).facts,
    facts,
  );
  const { outcome, holds } = evaluate(guideline, asked(requestType, changed), AS_OF);
  return outcome === 'criteria-met' ? holds.map(({ id }) => id) : null;
}

function partsOf<Value>(values: readonly Value[]): Value[][] {
  return values.reduce<Value[][]>(
    (parts, value) => [...parts, ...parts.map((part) => [...part, value])],
    [[]],
  );
}

/** Answers that nothing of the engine chose. */
const ANSWERS: readonly Change[] = Object.entries({
  setting: ['self-administered'],
  'diagnosis.icd10': ['C90.00', 'C88.00', 'E85.81', 'C90.10'],
  'diagnosis.condition': [
    'multiple-myeloma',
    'waldenstrom-lymphoplasmacytic',
    'systemic-light-chain-amyloidosis',
    'other',
  ],
  'diagnosis.symptomatic': [true],
  'diagnosis.treatmentPhase': ['primary', 'relapsed-refractory'],
  'diagnosis.previouslyUntreated': [true, false],
  'regimen.combinationAgents': [
    ['lenalidomide', 'dexamethasone'],
    ['cyclophosphamide', 'dexamethasone'],
    ['daratumumab', 'lenalidomide', 'dexamethasone'],
    ['pomalidomide', 'dexamethasone'],
    ['venetoclax', 'dexamethasone'],
    ['rituximab', 'dexamethasone'],
    ['dexamethasone'],
  ],
  'dosing.capsuleStrengthMg': [3],
  'dosing.capsulesPer28Days': [3],
  transplantCandidate: [true],
  'bortezomib.clinicallyInappropriate': [true],
  'bortezomib.inappropriateReason': ['severe neuropathy'],
  'currentProteasomeInhibitor.agent': ['bortezomib'],
  'currentProteasomeInhibitor.intolerableAdverseEffects': [['neuropathy']],
  'currentProteasomeInhibitor.mayBenefitFromSwitch': [true],
  priorTherapies: [[{ agents: ['melphalan'], adequateDuration: true }]],
  'cytogenetics.t1114': [true],
  'otherIndication.fdaLabeled': [true],
  'otherIndication.labelRequirementsMet': [true],
  'otherIndication.nccnCategory': ['1'],
  'otherIndication.nccnUsageSupported': [true],
  'otherIndication.regimenPerLabelOrNccn': [true],
  priorAuthorizations: [[{ payer: 'Humana', approvedOn: '2026-01-02' }]],
  previouslyMetInitiationCriteria: [true],
  'beneficialResponse.achieved': [true],
  'beneficialResponse.evidence': ['M-protein halved'],
}).flatMap(([fact, values]) => values.map((to: unknown) => ({ fact, to })));

const PAIRS = ANSWERS.flatMap((one, index) =>
  ANSWERS.slice(index + 1).flatMap((other) => (other.fact === one.fact ? [] : [[one, other]])),
);

describe('what would change a determination', () => {
  test('meets the criteria as a whole, and in no part', () => {
    fc.assert(
      fc.property(requestTypes, anyFacts, fc.nat(), (requestType, stated, pick) => {
        const facts = told(stated, (_, index) => (pick >> (index % 30)) % 4 !== 0);
        for (const set of setsFor(requestType, facts)) {
          const meeting = partsOf(set).filter((part) => heldAfter(requestType, facts, part));
          expect(meeting).toEqual([set]);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is found for every request that does not meet the criteria, and for no other', () => {
    fc.assert(
      fc.property(requestTypes, anyFacts, (requestType, stated) => {
        const facts = told(stated);
        const { outcome } = evaluate(guideline, asked(requestType, facts), AS_OF);
        expect(setsFor(requestType, facts).length > 0).toBe(outcome !== 'criteria-met');
      }),
    );
  });

  test('is never more than another one or two answers that would do', () => {
    fc.assert(
      fc.property(requestTypes, anyFacts, (requestType, stated) => {
        const facts = told(stated);
        const before = evaluate(guideline, asked(requestType, facts), AS_OF);
        if (before.outcome === 'criteria-met') return;
        const held = new Set(before.holds.map(({ id }) => id));
        const enough = [...ANSWERS.map((one) => [one]), ...PAIRS].find((answers) =>
          heldAfter(requestType, facts, answers)?.every((id) => held.has(id)),
        );
        const sizes = setsFor(requestType, facts).map((set) => set.length);
        if (enough) expect(Math.min(...sizes)).toBeLessThanOrEqual(enough.length);
      }),
      { numRuns: 40 },
    );
  });

  test('adds no contradiction that would hold the request', () => {
    fc.assert(
      fc.property(requestTypes, anyFacts, (requestType, stated) => {
        const facts = told(stated);
        const before = evaluate(guideline, asked(requestType, facts), AS_OF);
        const held = before.holds.map(({ id }) => id);
        for (const set of setsFor(requestType, facts)) {
          expect(held).toEqual(expect.arrayContaining(heldAfter(requestType, facts, set) ?? []));
        }
      }),
    );
  });

  const MET = {
    setting: 'self-administered',
    'diagnosis.icd10': 'C90.00',
    'diagnosis.treatmentPhase': 'relapsed-refractory',
    'regimen.combinationAgents': ['lenalidomide', 'dexamethasone'],
    'dosing.capsuleStrengthMg': 4,
    'dosing.capsulesPer28Days': 3,
    priorTherapies: [{ agents: ['melphalan'], adequateDuration: true }],
  };

  test('names the fact, the value that would do, and the criteria it serves', () => {
    const facts = nested({ ...MET, 'dosing.capsulesPer28Days': 4 });
    expect(setsFor('initiation', facts)).toEqual([
      [
        {
          fact: 'dosing.capsulesPer28Days',
          from: 4,
          to: 3,
          kind: 'clinical',
          clauses: ['I.3'],
        },
      ],
    ]);
  });

  test('names no criterion of an alternative that stays unmet', () => {
    const { 'regimen.combinationAgents': _, ...others } = MET;
    const sets = setsFor('initiation', nested(others));
    expect(sets.map(([change]) => [change?.to, change?.clauses])).toEqual(
      expect.arrayContaining([
        [
          ['dexamethasone', 'lenalidomide'],
          ['I.1.c.ii.2', 'I.2'],
        ],
      ]),
    );
  });

  test('completes and corrects the entries of a list before it replaces the list', () => {
    const therapies = [{ agents: ['melphalan'] }, { agents: ['Revlimid'], endedOn: '2026-08-01' }];
    const [first] = setsFor('initiation', nested({ ...MET, priorTherapies: therapies }));
    const [melphalan, revlimid] = therapies;
    expect(first?.map(({ to }) => to)).toEqual([
      [{ ...melphalan, adequateDuration: true }, revlimid],
    ]);
  });

  test('puts no more in a list than the criteria need', () => {
    const sets = setsFor('initiation', nested({ ...MET, priorTherapies: [] }));
    const lists = sets.flatMap((set) => set.filter(({ fact }) => fact === 'priorTherapies'));
    expect(lists.length).toBeGreaterThan(0);
    for (const { to } of lists) {
      expect(to).toEqual([{ agents: [expect.any(String)], adequateDuration: true }]);
    }
  });

  test('says first what contradicts no clinical fact, and tells documentation from those', () => {
    const facts = nested({
      ...MET,
      'diagnosis.treatmentPhase': 'primary',
      'diagnosis.symptomatic': true,
      'diagnosis.previouslyUntreated': true,
      'bortezomib.clinicallyInappropriate': true,
      'bortezomib.inappropriateReason': 'see chart',
      priorTherapies: [],
    });
    const [first] = setsFor('initiation', facts);
    expect(first).toMatchObject([
      { fact: 'bortezomib.inappropriateReason', kind: 'documentation', clauses: ['I.1.a.ii'] },
    ]);
  });

  test('is nothing where the guideline does not govern the request', () => {
    const request = { ...asked('initiation', {}), lineOfBusiness: 'medicare-part-d' } as const;
    expect(neededChanges(guideline, request, AS_OF)).toEqual([]);
  });
});
