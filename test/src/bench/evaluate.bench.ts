import { evaluate, type EvaluationRequest } from '@assent/criteria';
import { guidelineInForce } from '@assent/guidelines';
import { bareInitiation, type BareFacts } from './bare-ixazomib';

/** One line of the benchmark: how often a second, and how many times the bare function's time. */
export interface EvaluateRow {
  readonly name: string;
  readonly perSecond: number;
  /** Null if there is nothing to compare with. */
  readonly ratio: number | null;
}

const AS_OF = '2026-11-22';
const ROUNDS = 7;
const CALLS = 40_000;

const relapsed: BareFacts = {
  setting: 'self-administered',
  diagnosis: {
    icd10: 'C90.02',
    condition: 'multiple-myeloma',
    symptomatic: true,
    treatmentPhase: 'relapsed-refractory',
    previouslyUntreated: false,
  },
  regimen: { combinationAgents: ['Pomalyst', 'dexamethasone'] },
  dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 3 },
  transplantCandidate: false,
  bortezomib: { clinicallyInappropriate: false, inappropriateReason: 'not considered here' },
  currentProteasomeInhibitor: {
    agent: 'none',
    intolerableAdverseEffects: [],
    mayBenefitFromSwitch: false,
  },
  priorTherapies: [
    {
      agents: ['Velcade', 'Revlimid', 'dexamethasone'],
      adequateDuration: true,
      endedOn: '2025-02-10',
      progressedOn: '2026-01-20',
    },
    {
      agents: ['Darzalex  Faspro', 'dexamethasone'],
      adequateDuration: true,
      endedOn: '2026-07-01',
      progressedOn: '2026-08-30',
    },
  ],
  cytogenetics: { t1114: false },
  otherIndication: {
    fdaLabeled: false,
    labelRequirementsMet: false,
    nccnCategory: 'not-listed',
    nccnUsageSupported: false,
  },
};

const first: BareFacts = {
  ...relapsed,
  diagnosis: { ...relapsed.diagnosis, treatmentPhase: 'primary', previouslyUntreated: true },
  regimen: { combinationAgents: ['lenalidomide', 'DECADRON'] },
  bortezomib: {
    clinicallyInappropriate: true,
    inappropriateReason: 'Grade 3 peripheral neuropathy at baseline',
  },
  priorTherapies: [],
};

const switched: BareFacts = {
  ...first,
  diagnosis: { ...first.diagnosis, previouslyUntreated: false },
  regimen: { combinationAgents: ['cyclophosphamide', 'dexamethasone'] },
  currentProteasomeInhibitor: {
    agent: 'Velcade',
    intolerableAdverseEffects: ['severe peripheral neuropathy'],
    mayBenefitFromSwitch: true,
  },
};

const amyloidosis: BareFacts = {
  ...relapsed,
  diagnosis: {
    ...relapsed.diagnosis,
    icd10: 'e8581',
    condition: 'systemic-light-chain-amyloidosis',
  },
  regimen: { combinationAgents: ['dexamethasone'] },
};

const refused: BareFacts = { ...relapsed, regimen: { combinationAgents: ['prednisone'] } };

const COMPLETE = [relapsed, first, switched, amyloidosis, refused];

const unanswered: EvaluationRequest['facts'] = {};

/** Evaluates complete facts with the whole trace, next to the bare function, and empty facts. */
export function benchEvaluate(): readonly EvaluateRow[] {
  const guideline = guidelineInForce('ixazomib', AS_OF);
  if (guideline === null) throw new Error('the guideline of ixazomib is not here');
  const engine = (facts: EvaluationRequest['facts']): number =>
    evaluate(guideline, { requestType: 'initiation', lineOfBusiness: 'commercial', facts }, AS_OF)
      .outcome.length;
  const requests = COMPLETE.map((facts): EvaluationRequest['facts'] => ({ ...facts }));
  const [bare = NaN, traced = NaN, asking = NaN] = fastestInTurn([
    () => total(COMPLETE, (facts) => (bareInitiation(facts).met ? 1 : 0)),
    () => total(requests, engine),
    () => total([unanswered], engine),
  ]);
  return [
    { name: 'bare function, complete facts, no trace', ...row(bare, bare) },
    { name: 'evaluation, complete facts, whole trace', ...row(traced, bare) },
    { name: 'evaluation, no facts, everything asked for', ...row(asking, null) },
  ];
}

function total<Facts>(examples: readonly Facts[], each: (facts: Facts) => number): number {
  let sum = 0;
  for (let call = 0; call < CALLS; call += examples.length) {
    for (const facts of examples) sum += each(facts);
  }
  return sum;
}

/**
 * Nanoseconds for one call of each, in the fastest of some rounds: what the machine can do
 * undisturbed. They take turns, so that a disturbance falls on all.
 */
function fastestInTurn(each: readonly (() => number)[]): readonly number[] {
  const best = each.map(() => Infinity);
  for (let index = 0; index < ROUNDS; index += 1) {
    each.forEach((round, position) => {
      const start = process.hrtime.bigint();
      round();
      const taken = Number(process.hrtime.bigint() - start) / CALLS;
      best[position] = Math.min(best[position] ?? Infinity, taken);
    });
  }
  return best;
}

function row(nanoseconds: number, bare: number | null): Pick<EvaluateRow, 'perSecond' | 'ratio'> {
  return {
    perSecond: Math.round(1e9 / nanoseconds),
    ratio: bare === null ? null : Math.round((nanoseconds / bare) * 100) / 100,
  };
}
