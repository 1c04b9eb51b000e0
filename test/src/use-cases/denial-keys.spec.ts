import { decideCase, previewDecision, type DecideCase, type Ports } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import {
  accepted,
  decide,
  digestLike,
  DIRECTOR,
  inform,
  LICENSE,
  opened,
  refused,
  requestOf,
  signed,
} from '../support/requests';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

async function denial(overrides: Partial<DecideCase> = {}): Promise<DecideCase> {
  const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
  return {
    caseId: record.id,
    version: 1,
    decision: 'deny',
    rationale: 'Four capsules are more than the label allows.',
    clauses: ['I.3'],
    actor: DIRECTOR,
    ...overrides,
  };
}

const statusOf = async (id: string) => (await desk.ports.records.case(id))?.status;

it('a denial keeps the license and the digest of the letter that was previewed', async () => {
  const command = await denial();
  const { letterDigest } = accepted(await previewDecision(desk.ports)(command));
  const { record } = accepted(await decideCase(desk.ports)(await signed(desk.ports, command)));
  expect(letterDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(record.decision).toMatchObject({ license: LICENSE, letterDigest });
  expect((await desk.ports.records.case(record.id))?.decision).toEqual(record.decision);
  const events = await desk.ports.records.events(record.id);
  expect(events.at(-1)).toMatchObject({
    type: 'denied',
    details: { clauses: ['I.3'], license: LICENSE, letterDigest },
  });
});

it.each([
  ['either key', [], ['letterDigest', 'license']],
  ['a license', ['letterDigest'], ['license']],
  ['a digest', ['license'], ['letterDigest']],
] as const)('a denial without %s is refused', async (_, kept, lacking) => {
  const command = await denial();
  const { license, letterDigest, ...bare } = await signed(desk.ports, command);
  const keys = { license, letterDigest } as Required<Pick<DecideCase, 'license' | 'letterDigest'>>;
  const some = Object.fromEntries(kept.map((key) => [key, keys[key]]));
  const refusal = refused(await decideCase(desk.ports)({ ...bare, ...some }));
  expect(refusal.code).toBe('invalid');
  expect(refusal.faults?.map(({ path }) => path)).toEqual(lacking);
  expect(await statusOf(command.caseId)).toBe('in-review');
});

it('an approval keeps no key', async () => {
  const { record } = await opened(desk.ports, { facts: MET });
  const approved = accepted(await decide(desk.ports, (await denial()).caseId, 'approve'));
  const none = { license: null, letterDigest: null };
  expect([record.decision, approved.record.decision]).toMatchObject([none, none]);
});

it('software denies nothing, even with both keys', async () => {
  const keys = await signed(desk.ports, await denial());
  const actor = { subject: 'assent', role: 'software' } as const;
  const refusal = refused(await decideCase(desk.ports)({ ...keys, actor }));
  expect([refusal.code, await statusOf(keys.caseId)]).toEqual(['role-not-allowed', 'in-review']);
});

describe('the digest of a letter', () => {
  const withPhone = (phone: string): Ports => ({
    ...desk.ports,
    settings: {
      ...desk.ports.settings,
      letterhead: { ...desk.ports.settings.letterhead, phone },
    },
  });

  it.each([
    ['another rationale', (command: DecideCase) => ({ ...command, rationale: 'Too many.' })],
    ['another criterion', (command: DecideCase) => ({ ...command, clauses: ['I'] })],
    ['a made-up digest', (command: DecideCase) => ({ ...command, letterDigest: digestLike('x') })],
  ])('does not sign a denial with %s', async (_, altered) => {
    const command = await signed(desk.ports, await denial());
    const refusal = refused(await decideCase(desk.ports)(altered(command)));
    expect([refusal.code, refusal.caseId]).toEqual(['letter-changed', command.caseId]);
    expect(await statusOf(command.caseId)).toBe('in-review');
  });

  it("is void once the plan's letterhead is another", async () => {
    const command = await signed(desk.ports, await denial());
    const refusal = refused(await decideCase(withPhone('217-555-0199'))(command));
    expect(refusal.code).toBe('letter-changed');
  });

  it('is void once information came in, even if the letter reads the same', async () => {
    const command = await denial();
    const letter = accepted(await previewDecision(desk.ports)(command));
    accepted(await inform(desk.ports, command.caseId, { transplantCandidate: false }));
    const later = { ...command, version: 2 };
    const again = accepted(await previewDecision(desk.ports)(later));
    expect(again.text).toBe(letter.text);
    const { letterDigest } = letter;
    const keys = { license: LICENSE, ...(letterDigest !== null && { letterDigest }) };
    expect(refused(await decideCase(desk.ports)({ ...later, ...keys })).code).toBe(
      'letter-changed',
    );
  });

  it('holds past midnight, when the letter has another date', async () => {
    const command = await denial();
    const signedToday = await signed(desk.ports, command);
    const today = accepted(await previewDecision(desk.ports)(command));
    const now = await desk.ports.clock.now();
    desk.clock.set(new Date(now.getTime() + 24 * 3_600_000));
    const tomorrow = accepted(await previewDecision(desk.ports)(command));
    expect(tomorrow.text).not.toBe(today.text);
    expect(tomorrow.letterDigest).toBe(today.letterDigest);
    expect(accepted(await decideCase(desk.ports)(signedToday)).record.status).toBe('denied');
    desk.clock.set(now);
  });
});

it('a denial whose letter lacks an element is refused, and so is its preview', async () => {
  const command = await signed(desk.ports, await denial());
  const { settings } = desk.ports;
  const letterhead = { ...settings.letterhead, phone: ' ' };
  const ports = { ...desk.ports, settings: { ...settings, letterhead } };
  for (const result of [await previewDecision(ports)(command), await decideCase(ports)(command)]) {
    const { code, detail } = refused(result);
    expect(code).toBe('letter-incomplete');
    expect(detail).toContain('the phone number of the plan');
  }
  expect(await statusOf(command.caseId)).toBe('in-review');
});

describe('a denial in a state that wants it signed by name', () => {
  async function inFlorida(): Promise<DecideCase> {
    const { member } = await requestOf(desk.ports);
    const { record } = await opened(desk.ports, {
      facts: TOO_MANY_CAPSULES,
      member: { ...member, state: 'FL' },
    });
    return denial({ caseId: record.id });
  }

  it('is refused without the name, and so is its preview, which says what to send', async () => {
    const { name: _, ...license } = LICENSE;
    const command = await signed(desk.ports, { ...(await inFlorida()), license });
    const { license: _left, ...unlicensed } = command;
    for (const result of [
      await previewDecision(desk.ports)(unlicensed),
      await previewDecision(desk.ports)(command),
      await decideCase(desk.ports)(command),
    ]) {
      const { code, detail } = refused(result);
      expect(code).toBe('letter-incomplete');
      expect(detail).toContain('the name and the signature of the physician who decided');
      expect(detail).toContain('`license.name`');
    }
    expect(await statusOf(command.caseId)).toBe('in-review');
  });

  it('names who denied in both letters, and is void with another name', async () => {
    const command = await signed(desk.ports, await inFlorida());
    const { memberLetter, text } = accepted(await previewDecision(desk.ports)(command));
    for (const words of [text, memberLetter?.text]) expect(words).toContain('Signed: Dana Brooks');
    const license = { ...LICENSE, name: 'Max Ortega MD' };
    expect(refused(await decideCase(desk.ports)({ ...command, license })).code).toBe(
      'letter-changed',
    );
    const { record } = accepted(await decideCase(desk.ports)(command));
    expect((await desk.ports.records.case(record.id))?.decision?.license).toEqual(LICENSE);
  });
});
