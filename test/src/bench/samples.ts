import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const scenario = z.object({
  request: z.object({
    requestType: z.string(),
    lineOfBusiness: z.string(),
    facts: z.looseObject({}),
  }),
  expect: z.object({
    outcome: z.string().optional(),
    holds: z.array(z.string()).optional(),
    advisories: z.array(z.string()).optional(),
  }),
});

const SCENARIOS = join(__dirname, '../../src/scenarios/determinations.jsonl');
const MAX = 20;

/** Facts that software approves, and facts with which a case stays open. */
export const approvable = samples('criteria-met');
export const incomplete = samples('information-needed');

/** The facts of varied scenarios with this outcome, of members and of dates that do not matter. */
function samples(outcome: string): readonly object[] {
  return readFileSync(SCENARIOS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => scenario.parse(JSON.parse(line)))
    .filter(
      ({ request, expect }) =>
        request.requestType === 'initiation' &&
        request.lineOfBusiness === 'commercial' &&
        expect.outcome === outcome &&
        expect.holds?.length === 0,
    )
    .slice(0, MAX)
    .map(({ request }) => request.facts);
}

/** The body of a request on these facts; the load generator puts a new member in. */
export function bodyOf(facts: object): string {
  return JSON.stringify({
    requestType: 'initiation',
    urgency: 'standard',
    lineOfBusiness: 'commercial',
    channel: 'portal',
    member: {
      memberId: '@member@',
      givenName: 'Ana',
      familyName: 'Ruiz',
      birthDate: '1958-03-09',
    },
    prescriber: {
      npi: '1234567893',
      name: 'Lee Park MD',
      phone: '+13055550100',
      email: 'office@example.org',
    },
    drug: 'ixazomib',
    facts,
  });
}
