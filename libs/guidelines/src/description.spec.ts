import type { ClauseRule } from '@assent/criteria';
import { guidelineDescription, guidelineInForce } from './registry';

const described = guidelineDescription('ixazomib', '2026-11-22');
if (described === null) throw new Error('the guideline is not there');

function valueAt(path: string) {
  return described?.facts.find((fact) => fact.path === path);
}

function clausesOf(rule: ClauseRule): readonly ClauseRule[] {
  return [rule, ...rule.children.flatMap(clausesOf)];
}

it('describes the version in force', () => {
  expect(described.version).toBe(guidelineInForce('ninlaro', '2026-11-22')?.version);
});

it("doesn't exist for an unknown guideline", () => {
  expect(guidelineDescription('aspirin', '2026-11-22')).toBeNull();
});

it('lists all facts in the order in which they are asked', () => {
  expect(described.facts.map(({ path }) => path)).toEqual(
    guidelineInForce('ixazomib', '2026-11-22')?.facts.map(({ path }) => path),
  );
});

it('names the words of a fact the way people say them', () => {
  expect(valueAt('diagnosis.treatmentPhase')?.words).toEqual([
    { value: 'primary', label: 'Primary therapy' },
    { value: 'relapsed-refractory', label: 'Relapsed or refractory disease' },
    { value: 'maintenance', label: 'Maintenance' },
  ]);
});

it('gives numbers their unit', () => {
  expect(valueAt('labs.creatinineClearanceMlMin')?.unit).toBe('mL/min');
});

it('marks the facts that only advisories use', () => {
  const advisory = described.facts.filter(({ advisoryOnly }) => advisoryOnly);
  expect(advisory.map(({ path }) => path)).toEqual([
    'labs.creatinineClearanceMlMin',
    'labs.onDialysis',
    'labs.totalBilirubinTimesUln',
    'labs.ancPerMm3',
    'labs.plateletsPerMm3',
    'labs.renalImpairment',
    'pregnancyPotential',
    'breastfeeding',
    'history.thromboticMicroangiopathy',
    'mProtein.serum.baseline',
    'mProtein.serum.nadir',
    'mProtein.serum.current',
    'mProtein.urine.baseline',
    'mProtein.urine.nadir',
    'mProtein.urine.current',
    'freeLightChains.kappa',
    'freeLightChains.lambda',
    'freeLightChains.differenceAtNadir',
    'plasmacytomas.presentAtBaseline',
    'plasmacytomas.reductionPercent',
    'marrow.clonalPlasmaCellsPercent',
    'lyticLesions.increased',
    'organDamage',
  ]);
});

it('asks for no fact that only advisories use', () => {
  const asked = described.facts.filter(({ question }) => question !== null);
  expect(asked.filter(({ advisoryOnly }) => advisoryOnly)).toEqual([]);
  expect(valueAt('labs.onDialysis')?.question).toBeNull();
});

it('gives numbers their normal range if the source has one', () => {
  expect(valueAt('freeLightChains.kappa')?.normalRange).toEqual({ low: 3.3, high: 19.4 });
  expect(valueAt('mProtein.serum.current')?.normalRange).toBeNull();
});

it('groups related findings', () => {
  expect(described.measurements[0]).toEqual({
    title: 'Serum M-protein',
    facts: ['mProtein.serum.baseline', 'mProtein.serum.nadir', 'mProtein.serum.current'],
    trend: ['Baseline', 'Nadir', 'Now'],
    ratio: null,
  });
  expect(described.measurements.map(({ ratio }) => ratio?.normalRange ?? null)).toEqual([
    null,
    null,
    { low: 0.26, high: 1.65 },
    null,
  ]);
});

it.each([
  ['C88.0', false, '2015-10-01', '2024-09-30', []],
  ['C88.00', true, '2024-10-01', null, ['waldenstrom-lymphoplasmacytic']],
  ['C90.01', true, '2015-10-01', null, ['multiple-myeloma']],
  ['E85.4', true, '2015-10-01', null, ['systemic-light-chain-amyloidosis', 'other']],
  ['E85.81', true, '2017-10-01', null, ['systemic-light-chain-amyloidosis']],
])('says whether and when the code %s counts', (code, supports, validFrom, validTo, conditions) => {
  expect(described.codes.find((each) => each.code === code)).toMatchObject({
    supports,
    validFrom,
    validTo,
    conditions,
  });
});

it.each(['initiation', 'continuation'] as const)(
  'gives every clause of %s its place in the source',
  (type) => {
    const clauses = clausesOf(described.clauses[type]);
    expect(clauses.length).toBeGreaterThan(20);
    expect(clauses.filter(({ source }) => source === '')).toEqual([]);
    expect(
      clauses.filter(({ combine, facts }) => (combine === undefined) === (facts === undefined)),
    ).toEqual([]);
  },
);
