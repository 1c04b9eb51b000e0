import { compact, evaluate, expand, type Determination } from '@assent/criteria';
import { guidelineFor } from '@assent/guidelines';
import fc from 'fast-check';
import { advisoriesOf, isMinimal, type Findings } from './definitions.oracle';
import { nested } from './missing.oracle';

const guideline = guidelineFor('ixazomib', '2024-10-01');
const AS_OF = '2026-11-22';

function evaluated(requestType: 'initiation' | 'continuation', findings: Findings): Determination {
  const facts = nested(findings);
  return evaluate(guideline, { requestType, lineOfBusiness: 'commercial', facts }, AS_OF);
}

/** Numbers at and just around a limit, as decimals that no double holds. */
const near = (...limits: number[]) =>
  fc.constantFrom(
    ...limits.flatMap((limit) => [limit, limit + 0.01, limit - 0.01].filter((each) => each >= 0)),
  );
/** A number at and around the limits that another one sets. */
const around = (base: number, ...parts: number[]) =>
  near(...parts.map((part) => Number((base * part).toFixed(4))));

const series = (bases: readonly number[], least: number) =>
  fc
    .tuple(fc.constantFrom(...bases), fc.constantFrom(...bases))
    .chain(([baseline, nadir]) =>
      fc.record({
        baseline: fc.constant(baseline),
        nadir: fc.constant(nadir),
        current: fc.oneof(
          around(nadir, 1, 1.25),
          near(nadir + least),
          around(baseline, 0.75, 0.5, 0.1),
          near(0, 3),
        ),
      }),
    )
    .map((values) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, Number(value.toFixed(6))]),
      ),
    );

const lambda = fc.constantFrom(0, 0.7, 10, 26.3, 100, 400);
const chains = lambda.chain((value) =>
  fc.record({
    lambda: fc.constant(value),
    kappa: fc.oneof(around(value, 0.26, 0.37, 1.65, 3.1), near(value + 100, 0, 150)),
    differenceAtNadir: fc.constantFrom(0, 20, 80, 80.01, 100, 200),
  }),
);

const findings: fc.Arbitrary<Findings> = fc
  .record({
    serum: series([0, 0.2, 0.56, 2, 4], 0.5),
    urine: series([0, 400, 800, 1000], 200),
    chains,
    rest: fc.record({
      'labs.renalImpairment': fc.boolean(),
      'plasmacytomas.presentAtBaseline': fc.boolean(),
      'plasmacytomas.reductionPercent': fc.oneof(near(25, 50), fc.constantFrom(0, 100)),
      'marrow.clonalPlasmaCellsPercent': near(10),
      'lyticLesions.increased': fc.constantFrom(false, false, true),
      organDamage: fc.boolean(),
      'diagnosis.symptomatic': fc.boolean(),
      'diagnosis.condition': fc.constantFrom(
        'multiple-myeloma',
        'systemic-light-chain-amyloidosis',
        'other',
      ),
      'beneficialResponse.achieved': fc.boolean(),
    }),
    untold: fc.array(fc.nat(17), { maxLength: 5 }),
  })
  .map(({ serum, urine, chains: read, rest, untold }) =>
    Object.fromEntries(
      [
        ...Object.entries(serum).map(([name, value]) => [`mProtein.serum.${name}`, value] as const),
        ...Object.entries(urine).map(([name, value]) => [`mProtein.urine.${name}`, value] as const),
        ...Object.entries(read).map(
          ([name, value]) => [`freeLightChains.${name}`, Number(value.toFixed(6))] as const,
        ),
        ...Object.entries(rest),
      ].filter((_, index) => !untold.includes(index)),
    ),
  );

const requestTypes = fc.constantFrom('initiation' as const, 'continuation' as const);

describe('the definitions used for advisories', () => {
  test('agree with an independent implementation', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(requestTypes, findings, (requestType, stated) => {
        const { advisories } = evaluated(requestType, stated);
        expect(advisories.map(({ id }) => id)).toEqual(advisoriesOf(stated));
        for (const { id, message } of advisories) {
          seen.add(id);
          if (id !== 'A.response') continue;
          seen.add(message);
          expect(message.endsWith('It is a minimal response.')).toBe(isMinimal(stated));
        }
      }),
      { numRuns: 2000, seed: 20261125 },
    );
    // Each of the seven was raised, and the response in both of its grades.
    expect(seen.size).toBe(9);
  });

  test('change nothing but the advisories, and are never asked for', () => {
    fc.assert(
      fc.property(requestTypes, findings, (requestType, stated) => {
        const claims = Object.fromEntries(
          Object.entries(stated).filter(([path]) => /^(diagnosis|beneficial)/.test(path)),
        );
        const bare = evaluated(requestType, claims);
        expect({ ...evaluated(requestType, stated), advisories: [] }).toEqual({
          ...bare,
          advisories: [],
        });
      }),
    );
  });

  test('survive the compact form, including the parts of their messages', () => {
    fc.assert(
      fc.property(requestTypes, findings, (requestType, stated) => {
        const whole = evaluated(requestType, stated);
        const stored = structuredClone(compact(guideline, whole));
        expect(expand(guideline, stored, requestType, AS_OF)).toEqual(whole);
      }),
    );
  });
});

test.each<[string, Findings, string | undefined]>([
  ['2.8 is 1.25 times 2.24, though not for doubles', { nadir: 2.24, current: 2.8 }, 'C.5'],
  ['2.79 is less than that', { nadir: 2.24, current: 2.79 }, undefined],
  ['0.7 minus 0.2 is 0.5, though not for doubles', { nadir: 0.2, current: 0.7 }, 'C.5'],
  ['0.69 minus 0.2 is less', { nadir: 0.2, current: 0.69 }, undefined],
])('%s', (_, { nadir, current }, clause) => {
  const { advisories } = evaluated('continuation', {
    'mProtein.serum.nadir': nadir,
    'mProtein.serum.current': current,
  });
  expect(advisories.find(({ id }) => id === 'A.progression')?.clauses?.[0]).toBe(clause);
});

describe('the criteria of an advisory', () => {
  const smoldering = {
    'diagnosis.symptomatic': true,
    'marrow.clonalPlasmaCellsPercent': 10,
    organDamage: false,
  };

  test('belong to the request type', () => {
    expect(evaluated('initiation', smoldering).advisories).toMatchObject([
      { id: 'A.smoldering', clauses: ['I.1.a.symptomatic', 'I.1.b.symptomatic'] },
    ]);
  });

  test('are left out if the request type has no such criterion', () => {
    const [found] = evaluated('continuation', smoldering).advisories;
    expect(found).toEqual({ id: 'A.smoldering', message: expect.any(String) as string });
  });
});
