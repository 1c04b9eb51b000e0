import { parseRequest, type DeterminationRequest } from '@assent/contracts';
import type { ClauseNode, Determination } from '@assent/criteria';
import { determine } from '@assent/guidelines';
import { scenarios } from './scenarios';

const RECEIPT = { now: new Date('2026-11-22T20:00:00Z'), zone: 'America/New_York' };

const refused = scenarios.filter((scenario) => scenario.expect.invalid === true);
const evaluated = scenarios.filter((scenario) => scenario.expect.invalid !== true);

function requestOf(body: unknown): DeterminationRequest {
  const parsed = parseRequest(body, RECEIPT);
  if (!parsed.ok) throw new Error(`refused at ${parsed.faults.map(({ path }) => path).join(', ')}`);
  return parsed.request;
}

function determinationOf(body: unknown): Determination {
  const { drug, asOf, ...request } = requestOf(body);
  return determine(drug, request, asOf);
}

function verdictsOf(clause: ClauseNode | null): Readonly<Record<string, string>> {
  return clause === null ? {} : Object.fromEntries(verdictPairs(clause));
}

function verdictPairs(clause: ClauseNode): (readonly [string, string])[] {
  return [[clause.id, clause.verdict], ...clause.children.flatMap(verdictPairs)];
}

const ids = (notes: readonly { readonly id: string }[]) => notes.map(({ id }) => id).sort();

describe('a determination', () => {
  test.each(evaluated)('$name', ({ request, expect: expected }) => {
    const found = determinationOf(request);
    const missing = Object.fromEntries(
      found.missing.map(({ fact, need }): [string, string] => [fact, need]),
    );
    expect({
      outcome: found.outcome,
      missing,
      holds: ids(found.holds),
      advisories: ids(found.advisories),
      routing: found.routing?.to ?? null,
      verdicts: verdictsOf(found.clauses),
    }).toMatchObject({
      ...expected,
      ...(expected.holds && { holds: [...expected.holds].sort() }),
      ...(expected.advisories && { advisories: [...expected.advisories].sort() }),
    });
    expect(missing).toEqual(expected.missing ?? missing);
  });
});

describe('an invalid request', () => {
  test.each(refused)('$name', ({ request, expect: expected }) => {
    const parsed = parseRequest(request, RECEIPT);
    const paths = parsed.ok ? [] : parsed.faults.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(expected.paths ?? ['somewhere']));
  });
});

describe('the scenarios', () => {
  test('include every clause as met, not met and unknown', () => {
    const seen = new Set<string>();
    const clauses = new Set<string>();
    for (const { request } of evaluated) {
      for (const [id, verdict] of Object.entries(verdictsOf(determinationOf(request).clauses))) {
        seen.add(`${id} ${verdict}`);
        clauses.add(id);
      }
    }
    const unseen = [...clauses].flatMap((id) =>
      ['met', 'not-met', 'unknown']
        .map((verdict) => `${id} ${verdict}`)
        .filter((each) => !seen.has(each)),
    );
    expect(unseen).toEqual([]);
    expect(clauses.size).toBe(91);
  });
});
