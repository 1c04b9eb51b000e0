import {
  evaluate,
  type EvaluationRequest,
  type Facts,
  type Guideline,
  type Need,
} from '@assent/criteria';
import { z } from 'zod';

/**
 * What to ask for, straight from its definition: every usable value of every unknown fact is tried
 * with every other. Slow and independent of how the engine finds it.
 */

type Given = Readonly<Record<string, unknown>>;

/** The facts that may be partly unknown, or that determine each other. */
const given = z.looseObject({
  priorTherapies: z
    .array(
      z.strictObject({
        agents: z.array(z.string()),
        adequateDuration: z.boolean().optional(),
        endedOn: z.string().nullish(),
        progressedOn: z.string().nullish(),
      }),
    )
    .optional(),
  priorAuthorizations: z
    .array(z.strictObject({ payer: z.string(), approvedOn: z.string().optional() }))
    .optional(),
  'bortezomib.inappropriateReason': z.string().optional(),
  'diagnosis.icd10': z.string().default(''),
  'diagnosis.condition': z.string().optional(),
  'currentProteasomeInhibitor.intolerableAdverseEffects': z.array(z.string()).optional(),
  'beneficialResponse.evidence': z.string().optional(),
});

type Therapy = NonNullable<z.infer<typeof given>['priorTherapies']>[number];

export const AS_OF = '2026-11-22';

const BOOLEANS = [true, false];

/** Values by path that between them meet and fail every clause that reads the fact. */
const USABLE: Readonly<Record<string, readonly unknown[]>> = {
  setting: ['self-administered', 'provider-administered'],
  'diagnosis.icd10': ['C88.00', 'C90.01', 'C90.12', 'E85.81', 'E85.9', 'D47.2'],
  'diagnosis.condition': [
    'multiple-myeloma',
    'systemic-light-chain-amyloidosis',
    'waldenstrom-lymphoplasmacytic',
    'other',
  ],
  'diagnosis.symptomatic': BOOLEANS,
  'diagnosis.treatmentPhase': ['primary', 'relapsed-refractory', 'maintenance'],
  'diagnosis.previouslyUntreated': BOOLEANS,
  'regimen.combinationAgents': [
    [],
    ['prednisone'],
    ['bortezomib', 'dexamethasone'],
    ['Kyprolis'],
    ['dexamethasone'],
    ['lenalidomide', 'dexamethasone'],
    ['cyclophosphamide', 'dexamethasone'],
    ['daratumumab', 'lenalidomide', 'dexamethasone'],
    ['pomalidomide', 'dexamethasone'],
    ['venetoclax', 'dexamethasone'],
    ['rituximab', 'dexamethasone'],
  ],
  'dosing.capsuleStrengthMg': [2.3, 4, 4.5],
  'dosing.capsulesPer28Days': [1, 3, 4],
  transplantCandidate: BOOLEANS,
  'bortezomib.clinicallyInappropriate': BOOLEANS,
  'bortezomib.inappropriateReason': ['severe neuropathy'],
  'currentProteasomeInhibitor.agent': ['none', 'Velcade', 'carfilzomib', 'ixazomib'],
  'currentProteasomeInhibitor.intolerableAdverseEffects': [[], ['severe neuropathy']],
  'currentProteasomeInhibitor.mayBenefitFromSwitch': BOOLEANS,
  'cytogenetics.t1114': BOOLEANS,
  'otherIndication.fdaLabeled': BOOLEANS,
  'otherIndication.labelRequirementsMet': BOOLEANS,
  'otherIndication.nccnCategory': ['1', '2A', '2B', '3', 'not-listed'],
  'otherIndication.nccnUsageSupported': BOOLEANS,
  'otherIndication.regimenPerLabelOrNccn': BOOLEANS,
  previouslyMetInitiationCriteria: BOOLEANS,
  'beneficialResponse.achieved': BOOLEANS,
  'beneficialResponse.evidence': ['M-protein down by half'],
};

const NON_ANSWERS = ['see chart', 'n/a', 'patient preference'];

const AGREE: Readonly<Record<string, readonly string[]>> = {
  'C88.00': ['waldenstrom-lymphoplasmacytic'],
  'C90.01': ['multiple-myeloma'],
  'C90.12': ['other'],
  'E85.81': ['systemic-light-chain-amyloidosis'],
  'E85.9': ['systemic-light-chain-amyloidosis', 'other'],
};

/** Every way to complete the open parts of a list of therapies; null when nothing is open. */
function completed(therapies: readonly Therapy[]): readonly unknown[] | null {
  const ways = therapies.map((therapy, index) => {
    const adequate = therapy.adequateDuration === undefined ? BOOLEANS : [therapy.adequateDuration];
    const dates = index === therapies.length - 1 ? datesOf(therapy) : [therapy];
    return adequate.flatMap((adequateDuration) =>
      dates.map((dated) => ({ ...therapy, ...dated, adequateDuration })),
    );
  });
  if (ways.every(({ length }) => length === 1)) return null;
  return ways.reduce<readonly unknown[][]>(
    (lists, each) => lists.flatMap((list) => each.map((way) => [...list, way])),
    [[]],
  );
}

function datesOf({ endedOn, progressedOn }: Therapy): readonly Partial<Therapy>[] {
  const ends = endedOn === undefined ? [null, '2026-08-01', '2026-01-01'] : [endedOn];
  const progressions =
    progressedOn === undefined ? [null, '2025-12-01', '2026-08-15'] : [progressedOn];
  return ends.flatMap((end) =>
    progressions.map((progression) => ({ endedOn: end, progressedOn: progression })),
  );
}

const WHOLE_LISTS: readonly (readonly Therapy[])[] = [0, 1, 2].flatMap((count) =>
  [['melphalan'], ['Revlimid'], ['Velcade'], ['Revlimid', 'Velcade']].flatMap((agents) =>
    [null, '2026-08-15'].map((progressedOn) => [
      ...Array.from({ length: count }, () => ({ agents, adequateDuration: true })),
      { agents: ['melphalan'], adequateDuration: false, endedOn: null, progressedOn },
    ]),
  ),
);

/** The usable values of a fact as it is given; null when nothing of it is unknown. */
function usable(path: string, facts: Given): readonly unknown[] | null {
  const parts = given.parse(facts);
  const any = USABLE[path] ?? [];
  switch (path) {
    case 'priorTherapies':
      return parts.priorTherapies ? completed(parts.priorTherapies) : [[], ...WHOLE_LISTS];
    case 'priorAuthorizations': {
      const entries = parts.priorAuthorizations;
      if (entries === undefined) return [[], ...APPROVALS.map((entry) => [entry])];
      if (entries.every(({ approvedOn }) => approvedOn !== undefined)) return null;
      return APPROVALS.map(({ approvedOn }) => entries.map((entry) => ({ approvedOn, ...entry })));
    }
    case 'diagnosis.icd10':
      return parts['diagnosis.icd10'] === '' || disagree(facts) ? any : null;
    case 'diagnosis.condition': {
      const told = AGREE[parts['diagnosis.icd10']];
      return parts['diagnosis.condition'] !== undefined || told?.length === 1 ? null : any;
    }
    case 'diagnosis.previouslyUntreated':
      return facts[path] !== undefined || namesDrug(facts) ? null : BOOLEANS;
    case 'currentProteasomeInhibitor.agent':
      return facts[path] !== undefined || facts['diagnosis.previouslyUntreated'] === true
        ? null
        : any;
    case 'currentProteasomeInhibitor.intolerableAdverseEffects': {
      const effects = parts[path];
      return effects && (effects.length === 0 || effects.some(saysSomething)) ? null : any;
    }
    case 'bortezomib.inappropriateReason':
    case 'beneficialResponse.evidence':
      return saysSomething(parts[path]) ? null : any;
    default:
      return facts[path] === undefined ? any : null;
  }
}

function saysSomething(text: string | undefined): boolean {
  return text !== undefined && !NON_ANSWERS.includes(text);
}

const APPROVALS = [
  { payer: 'Aetna', approvedOn: '2026-05-14' },
  { payer: 'Aetna', approvedOn: '2020-05-14' },
];

function disagree(facts: Given): boolean {
  const { 'diagnosis.icd10': code, 'diagnosis.condition': condition } = given.parse(facts);
  const told = AGREE[code];
  return told !== undefined && condition !== undefined && !told.includes(condition);
}

function namesDrug(facts: Given): boolean {
  const agent = facts['currentProteasomeInhibitor.agent'];
  return agent !== undefined && agent !== 'none';
}

export const PATHS: Readonly<Record<EvaluationRequest['requestType'], readonly string[]>> = {
  initiation: [...Object.keys(USABLE).filter((path) => !isForContinuation(path)), 'priorTherapies'],
  continuation: [
    'setting',
    'diagnosis.icd10',
    'diagnosis.condition',
    'regimen.combinationAgents',
    'dosing.capsuleStrengthMg',
    'dosing.capsulesPer28Days',
    ...Object.keys(USABLE).filter(isForContinuation),
    'priorAuthorizations',
  ],
};

function isForContinuation(path: string): boolean {
  return /^(beneficialResponse|previouslyMet)|regimenPerLabelOrNccn$/.test(path);
}

export function nested(known: Given): Facts {
  const facts: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(known)) {
    const [outer = '', ...inner] = path.split('.');
    facts[outer] =
      inner.length === 0 ? value : merged(facts[outer], nested({ [inner.join('.')]: value }));
  }
  return facts;
}

function merged(group: unknown, more: Facts): Facts {
  const known = group as Facts | undefined;
  return Object.fromEntries(
    Object.entries({ ...known, ...more }).map(([name, value]) => {
      const before = known?.[name];
      const isGroup = typeof value === 'object' && !Array.isArray(value) && before !== undefined;
      return [name, isGroup ? merged(before, value as Facts) : value];
    }),
  );
}

/** The missing facts by definition; null when the outcome is settled. */
export function missingByDefinition(
  guideline: Guideline,
  requestType: EvaluationRequest['requestType'],
  known: Given,
): Readonly<Record<string, Need>> | null {
  const outcomeOf = (facts: Given): string =>
    evaluate(guideline, { requestType, lineOfBusiness: 'commercial', facts: nested(facts) }, AS_OF)
      .outcome;
  if (outcomeOf(known) !== 'information-needed') return null;
  const open = PATHS[requestType].flatMap((path) => {
    const values = usable(path, known);
    return values === null ? [] : [{ path, values }];
  });
  const outcomes = new Map<string, string>();
  const assignments = open.reduce<readonly (readonly number[])[]>(
    (lists, { values }) =>
      lists.flatMap((list) => [LEFT_INDEX, ...values.keys()].map((index) => [...list, index])),
    [[]],
  );
  for (const assignment of assignments) {
    const facts: Record<string, unknown> = { ...known };
    assignment.forEach((index, at) => {
      const each = open[at];
      if (each !== undefined && index !== LEFT_INDEX) facts[each.path] = each.values[index];
    });
    if (mayStand(known, facts)) outcomes.set(assignment.join(), outcomeOf(facts));
  }
  return Object.fromEntries(
    open.flatMap(({ path }, at) => {
      const need = needOf(at, outcomes);
      return need === null ? [] : [[path, need]];
    }),
  );
}

const LEFT_INDEX = -1;

/** Filled values never disagree, and name no current inhibitor of an untreated member. */
function mayStand(known: Given, facts: Given): boolean {
  const filled = (path: string): boolean => facts[path] !== known[path];
  const contradicts = facts['diagnosis.previouslyUntreated'] === true && namesDrug(facts);
  const chosen =
    filled('diagnosis.previouslyUntreated') || filled('currentProteasomeInhibitor.agent');
  const coded = filled('diagnosis.icd10') || filled('diagnosis.condition');
  return !(contradicts && chosen) && !(coded && disagree(facts));
}

function needOf(at: number, outcomes: ReadonlyMap<string, string>): Need | null {
  const byOthers = new Map<string, string>();
  let relevant = false;
  let reached = false;
  for (const [key, outcome] of outcomes) {
    const indices = key.split(',');
    if (indices[at] === String(LEFT_INDEX) && outcome === 'criteria-met') reached = true;
    indices.splice(at, 1);
    const others = indices.join();
    if ((byOthers.get(others) ?? outcome) !== outcome) relevant = true;
    byOthers.set(others, outcome);
  }
  if (!relevant) return null;
  return reached ? 'conditional' : 'required';
}
