import { openLetter, previewDecision, type DecideCase } from '@assent/application';
import type { Facts } from '@assent/criteria';
import { openDesk, type Desk } from '../support/desk';
import { DARATUMUMAB, MET, RESPONDING, RESPONSE, TOO_MANY_CAPSULES } from '../support/facts';
import { lettersOf } from '../support/letters';
import { accepted, decide, DIRECTOR, opened, PHARMACIST, requestOf } from '../support/requests';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set('2026-11-22T15:00:00Z'));
afterAll(() => desk.close());

/** What is approved first, and a renewal request of it half a year later. */
async function renewal(facts: Facts, first: Facts = MET, language: 'en' | 'es' = 'en') {
  const { member } = await requestOf(desk.ports);
  const who = { ...member, language };
  const view = await opened(desk.ports, {
    member: who,
    facts: first,
    requestedStart: '2026-12-01',
  });
  if (!view.authorization) {
    const terms = { dosing: { capsulesPer28Days: 3 }, reason: 'Three are the labeled dose.' };
    const { id } = view.record;
    accepted(await decide(desk.ports, id, 'approve', { actor: PHARMACIST, ...terms }));
  }
  desk.clock.set('2027-05-10T15:00:00Z');
  const asked = await opened(desk.ports, { member: who, facts, requestType: 'continuation' });
  return asked.record;
}

const denial = (
  { id, version }: { readonly id: string; readonly version: number },
  clauses: readonly string[],
): DecideCase => ({
  caseId: id,
  version,
  decision: 'deny',
  rationale: 'Weighed against the guideline.',
  clauses,
  actor: DIRECTOR,
});

const preview = async (...about: Parameters<typeof denial>) =>
  accepted(await previewDecision(desk.ports)(denial(...about)));

const FOUR = { ...TOO_MANY_CAPSULES, ...RESPONSE };

describe('the denial of a renewal', () => {
  it('says which facts behind it changed since the approval', async () => {
    const record = await renewal({ ...FOUR, setting: 'provider-administered' });
    const { text } = await preview(record, ['C.4']);
    expect(text).toMatch(
      /This information has changed since we approved authorization AU-\S+ on November 22, 2026:\n- Capsules per 28 days: 4 capsules now, 3 capsules then\n\n/,
    );
    const both = await preview(record, ['C.S', 'C.4']);
    expect(both.text).toContain(
      '- Administration: administered by a provider now, self-administered or given by a caregiver then',
    );
    expect(both.letterDigest).not.toBe((await preview(record, ['C.4'])).letterDigest);
  });

  it('compares with what was approved, not with what was asked for', async () => {
    const { text } = await preview(await renewal(FOUR, TOO_MANY_CAPSULES), ['C.4']);
    expect(text).toContain('- Capsules per 28 days: 4 capsules now, 3 capsules then');
  });

  it('says that nothing changed if the requirement is what differs', async () => {
    const record = await renewal({ ...DARATUMUMAB, ...RESPONSE }, DARATUMUMAB);
    const { memberLetter, text } = await preview(record, ['C.2']);
    expect(text).toMatch(
      /The information behind this decision is the same as when we approved authorization AU-\S+ on November 22, 2026\./,
    );
    expect(memberLetter?.text).not.toContain('we approved this drug');
  });

  it('does not compare what only a renewal is asked', async () => {
    const response = { beneficialResponse: { achieved: false, evidence: 'None on imaging.' } };
    const { text } = await preview(await renewal({ ...RESPONDING, ...response }), ['C.5']);
    expect(text).not.toContain('we approved authorization');
  });

  it.each([
    ['en', 'have changed since we approved this drug on November 22, 2026.'],
    ['es', 'cambiaron desde que aprobamos este medicamento el 22 de noviembre de 2026.'],
  ] as const)('tells a member in %s only that something changed', async (language, said) => {
    const { memberLetter } = await preview(await renewal(FOUR, MET, language), ['C.4']);
    expect(memberLetter?.text).toContain(said);
    expect(memberLetter?.text).not.toMatch(/4 capsules now|now, /);
  });

  it('keeps the comparison, and its letter goes out as it was previewed', async () => {
    const record = await renewal(FOUR);
    const { text } = await preview(record, ['C.4']);
    accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['C.4'] }));
    const kept = await desk.ports.records.case(record.id);
    expect(kept?.decision?.sinceApproval).toEqual({
      authorization: record.renews,
      approvedAt: new Date('2026-11-22T15:00:00Z'),
      changes: [{ fact: 'dosing.capsulesPer28Days', before: 3, after: 4 }],
    });
    const [sent] = await lettersOf(desk, record.id);
    expect(sent?.text).toBe(text);
    expect(accepted(await openLetter(desk.ports)(sent?.id ?? '')).text).toBe(text);
  });
});

it('the denial of a new request is compared with nothing', async () => {
  const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
  accepted(await decide(desk.ports, record.id, 'deny'));
  const kept = await desk.ports.records.case(record.id);
  expect(kept?.decision).not.toHaveProperty('sinceApproval');
});
