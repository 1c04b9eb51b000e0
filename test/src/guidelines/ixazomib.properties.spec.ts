import {
  compact,
  evaluate,
  expand,
  factsSchema,
  type CompactDetermination,
  type Determination,
  type EvaluationRequest,
  type Facts,
} from '@assent/criteria';
import fc from 'fast-check';
import { determine, factVocabulary, guidelineFor } from '@assent/guidelines';
import { anyFacts, told, type Told } from './ixazomib.facts';

const guideline = guidelineFor('ixazomib', '2024-10-01');
const AS_OF = '2026-11-22';
const requestTypes = fc.constantFrom('initiation', 'continuation');

function evaluated(requestType: EvaluationRequest['requestType'], facts: Facts): Determination {
  return evaluate(guideline, { requestType, lineOfBusiness: 'commercial', facts }, AS_OF);
}

const ADVISORY_FACTS = {
  labs: { creatinineClearanceMlMin: 12, onDialysis: true, totalBilirubinTimesUln: 4, ancPerMm3: 0 },
  pregnancyPotential: true,
  breastfeeding: true,
  history: { thromboticMicroangiopathy: true },
};

describe('the ixazomib guideline', () => {
  test('never reverses a settled outcome when a usable fact is added', () => {
    fc.assert(
      fc.property(requestTypes, anyFacts, fc.nat(), (requestType, stated, pick) => {
        const untold = told(stated, ([path], index) => index % 5 !== pick % 5 || isPaired(path));
        const before = evaluated(requestType, untold).outcome;
        const after = evaluated(requestType, told(stated)).outcome;
        expect(before === 'information-needed' ? after : before).toBe(after);
      }),
    );
  });

  test('is settled once everything that is asked for is answered', () => {
    fc.assert(
      fc.property(requestTypes, anyFacts, fc.nat(), (requestType, stated, pick) => {
        const known = new Set(stated.filter((_, index) => (pick >> (index % 30)) % 2 === 0));
        const asked = new Set(
          evaluated(
            requestType,
            told(stated, (fact) => known.has(fact)),
          ).missing.map(({ fact }) => fact),
        );
        const answered = told(stated, (fact) => known.has(fact) || asked.has(fact[0]));
        expect(evaluated(requestType, answered).outcome).not.toBe('information-needed');
      }),
    );
  });

  test('lets advisory facts change only advisories', () => {
    fc.assert(
      fc.property(requestTypes, anyFacts, fc.boolean(), (requestType, stated, some) => {
        const facts = told(stated, (_, index) => some || index % 3 > 0);
        const plain = evaluated(requestType, facts);
        const advised = evaluated(requestType, { ...facts, ...ADVISORY_FACTS });
        expect({ ...advised, advisories: [] }).toEqual({ ...plain, advisories: [] });
      }),
    );
  });

  test('reads a regimen regardless of order, spelling and repetition', () => {
    const spellings = fc.constantFrom(
      (name: string) => name,
      (name: string) => name.toUpperCase(),
      (name: string) => `  ${name} `,
    );
    fc.assert(
      fc.property(
        fc.shuffledSubarray(['dexamethasone', 'lenalidomide', 'pomalidomide', 'Velcade']),
        fc.array(spellings, { minLength: 8, maxLength: 8 }),
        (agents, spell) => {
          const respelt = [...agents, ...agents]
            .map((name, index) => spell[index]?.(name) ?? name)
            .reverse();
          const withAgents = (combinationAgents: readonly string[]) =>
            evaluated('initiation', { regimen: { combinationAgents } });
          expect(withAgents(respelt)).toEqual(withAgents(agents));
        },
      ),
    );
  });

  test('survives its compact form', () => {
    fc.assert(
      fc.property(requestTypes, anyFacts, fc.nat(), (requestType, stated, pick) => {
        const facts = told(stated, (_, index) => (pick >> (index % 30)) % 3 > 0);
        const whole = evaluated(requestType, facts);
        const stored: CompactDetermination = structuredClone(compact(guideline, whole));
        expect(JSON.stringify(expand(guideline, stored, requestType, AS_OF))).toBe(
          JSON.stringify(whole),
        );
      }),
    );
  });

  test('also restores the determination of a routed request', () => {
    const request = {
      requestType: 'initiation',
      lineOfBusiness: 'federal-employee-program',
    } as const;
    const elsewhere = determine('Ninlaro', { ...request, facts: {} }, AS_OF);
    expect(expand(guideline, compact(guideline, elsewhere), 'initiation', AS_OF)).toEqual(
      elsewhere,
    );
    const ungoverned = determine('aspirin', { ...request, facts: {} }, AS_OF);
    expect(expand(null, compact(null, ungoverned), 'initiation', AS_OF)).toEqual(ungoverned);
  });

  test('accepts the facts that the properties are tested with', () => {
    fc.assert(
      fc.property(anyFacts, (stated: readonly Told[]) => {
        expect(factsSchema(factVocabulary).safeParse(told(stated)).success).toBe(true);
      }),
    );
  });
});

/** Facts of a pair may contradict each other, and are left alone. */
function isPaired(path: string): boolean {
  return /icd10|condition|Untreated|agent$/.test(path);
}
