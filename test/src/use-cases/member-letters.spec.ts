import {
  decideCase,
  extendCase,
  LetterNotAccepted,
  lettersOf,
  openLetter,
  previewDecision,
  withdrawCase,
  type CoverageRequest,
  type DecideCase,
  type Letter,
  type LetterSender,
} from '@assent/application';
import { decideOn, filed } from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue, makeMemberLetters } from '../support/letters';
import {
  accepted,
  DIRECTOR,
  INTAKE,
  opened,
  PHARMACIST,
  refused,
  requestOf,
  signed,
} from '../support/requests';
import { switchOff } from '../support/switch-off';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  desk.clock.set('2026-11-22T15:00:00Z');
  await switchOff(desk.records, 'a_made_letter_is_kept');
  await desk.records.database.memberLetter.deleteMany();
});
afterAll(() => desk.close());

type MemberParts = Pick<CoverageRequest['member'], 'language' | 'email'>;

async function openedFor(parts: MemberParts, facts = TOO_MANY_CAPSULES) {
  const { member } = await requestOf(desk.ports);
  return (await opened(desk.ports, { facts, member: { ...member, ...parts } })).record;
}

async function denial(parts: MemberParts = {}, overrides: Partial<DecideCase> = {}) {
  const record = await openedFor(parts);
  const command: DecideCase = {
    caseId: record.id,
    version: 1,
    decision: 'deny',
    rationale: 'Four capsules are more than the label allows.',
    clauses: ['I.3'],
    actor: DIRECTOR,
    ...overrides,
  };
  return command;
}

async function denied(parts: MemberParts) {
  const command = await signed(desk.ports, await denial(parts));
  return accepted(await decideCase(desk.ports)(command)).record;
}

const listed = async (caseId: string) =>
  accepted(await lettersOf(desk.ports)(caseId)).filter(({ recipient }) => recipient === 'member');

const PI = 'The PI was changed.';

describe('a decision', () => {
  it('plans a letter to the member beside the one to the provider office', async () => {
    const { id } = await denied({ language: 'es' });
    const all = accepted(await lettersOf(desk.ports)(id));
    expect(
      all.map(({ kind, recipient, language, state }) => [kind, recipient, language, state]),
    ).toEqual([
      ['denial', 'prescriber', 'en', 'queued'],
      ['denial', 'member', 'es', 'queued'],
    ]);
  });

  it('shows both letters in its preview, the one to the member in their language', async () => {
    const preview = accepted(await previewDecision(desk.ports)(await denial({ language: 'es' })));
    expect(preview.text).toContain('We denied coverage of ixazomib.');
    expect(preview.memberLetter).toMatchObject({
      language: 'es',
      text: expect.stringContaining('No aprobamos ixazomib.') as string,
    });
  });

  it('shows no letter to the member where it makes none', async () => {
    const { id: caseId } = await openedFor({}, ONE_MISSING);
    const command = await denial({}, { caseId, decision: 'request-information', clauses: [] });
    expect(accepted(await previewDecision(desk.ports)(command)).memberLetter).toBeNull();
  });

  it('is signed with the letter to the member, too', async () => {
    const [english, spanish] = [await denial(), await denial({ language: 'es' })];
    const digests = new Set<string | null>();
    // One case in two languages: whatever else is in the digest is the same.
    for (const language of ['en', 'es']) {
      await desk.records.database.case.update({
        where: { id: english.caseId },
        data: { memberLanguage: language },
      });
      digests.add(accepted(await previewDecision(desk.ports)(english)).letterDigest);
    }
    expect(digests.size).toBe(2);
    const command = await signed(desk.ports, spanish);
    await desk.records.database.case.update({
      where: { id: spanish.caseId },
      data: { memberLanguage: null },
    });
    expect(refused(await decideCase(desk.ports)(command)).code).toBe('letter-changed');
  });

  it.each([
    ['deny', DIRECTOR, ['I.3']],
    ['approve', PHARMACIST, []],
  ] as const)(
    'to %s is refused while the letter to the member has an abbreviation that it does not explain',
    async (decision, actor, clauses) => {
      const reason = decision === 'approve' ? { reason: PI, months: 3 } : {};
      const parts = { decision, actor, clauses, rationale: PI, ...reason };
      const command = await denial({ language: 'es' }, parts);
      const refusal = refused(await previewDecision(desk.ports)(command));
      expect(refusal).toMatchObject({
        code: 'letter-incomplete',
        detail: expect.stringContaining('does not explain: PI') as string,
        caseId: command.caseId,
      });
      expect((await desk.ports.records.case(command.caseId))?.status).toBe('in-review');
    },
  );

  it('names the sentence in another language', async () => {
    const rationale = 'Cuatro cápsulas por día son demasiadas para esta dosis.';
    const refusal = refused(await previewDecision(desk.ports)(await denial({}, { rationale })));
    expect(refusal.detail).toContain(
      `“${rationale}” has words in Spanish, but the letter is in English; write it in English`,
    );
  });
});

describe('what a person writes into a letter to a member', () => {
  const UNFIT = {
    code: 'letter-incomplete',
    detail: expect.stringContaining('does not explain: PI') as string,
  };

  it('is refused for an extension, and taken once it is explained', async () => {
    const { id } = await openedFor({});
    const extend = (reason: string) =>
      extendCase(desk.ports)({ caseId: id, actor: DIRECTOR, reason });
    expect(refused(await extend(PI))).toMatchObject(UNFIT);
    accepted(await extend('The proteasome inhibitor (PI) was changed.'));
    expect((await listed(id)).map(({ kind }) => kind)).toEqual(['extension']);
  });

  it('is refused for the decision of an appeal, and taken without it', async () => {
    const { id } = await denied({ language: 'es' });
    const { id: appealId } = await filed(desk.ports, id);
    const decide = (rationale: string) => decideOn(desk.ports, appealId, 'uphold', { rationale });
    expect(refused(await decide(PI))).toMatchObject(UNFIT);
    accepted(await decide('Three capsules are the most.'));
    expect((await listed(id)).map(({ kind }) => kind)).toEqual([
      'denial',
      'appeal-received',
      'appeal-decided',
    ]);
    await makeMemberLetters(desk);
    const texts: string[] = [];
    for (const letter of await listed(id)) {
      texts.push(accepted(await openLetter(desk.ports)(letter.id)).text);
    }
    expect(texts[1]).toContain('recibimos su apelación sobre ixazomib');
    expect(texts[2]).toContain('No cambiamos nuestra decisión sobre ixazomib.');
  });
});

describe('a request', () => {
  it('keeps the language and the address of the member', async () => {
    const parts = { language: 'es', email: 'member@example.org' } as const;
    const { id } = await openedFor(parts);
    expect((await desk.ports.records.case(id))?.member).toMatchObject(parts);
  });

  it('that is routed to another payer sends the member nothing', async () => {
    const { member } = await requestOf(desk.ports);
    const { record } = await opened(desk.ports, { member, lineOfBusiness: 'medicare-part-d' });
    expect([record.status, await listed(record.id)]).toEqual(['routed', []]);
  });

  it('that may be of another person tells the member of the record nothing', async () => {
    const first = await openedFor({}, ONE_MISSING);
    accepted(
      await withdrawCase(desk.ports)({ caseId: first.id, reason: 'sent twice', actor: INTAKE }),
    );
    const member = { ...first.member, givenName: 'Olga', birthDate: '1990-01-01' };
    const { record } = await opened(desk.ports, { facts: ONE_MISSING, member });
    expect(record.holds.map(({ id }) => id)).toContain('another-person');
    accepted(
      await withdrawCase(desk.ports)({ caseId: record.id, reason: 'sent twice', actor: INTAKE }),
    );
    expect([(await listed(first.id)).length, (await listed(record.id)).length]).toEqual([1, 0]);
  });
});

describe('the delivery of a letter to a member', () => {
  const refusing = (code: string, isFinal: boolean): LetterSender => ({
    send: () => Promise.reject(new LetterNotAccepted(code, isFinal)),
  });

  it('sends it to the address of the member, and never to the provider office', async () => {
    const { id } = await denied({ language: 'es', email: 'member@example.org' });
    const sent: Letter[] = [];
    const outcomes = await makeMemberLetters(desk, {
      send: (letter) => {
        sent.push(letter);
        return Promise.resolve();
      },
    });
    expect(outcomes).toEqual(['sent']);
    expect(sent.map(({ to }) => to)).toEqual(['member@example.org']);
    const [letter] = await listed(id);
    expect(letter).toMatchObject({ state: 'sent', language: 'es' });
    const { content, text } = accepted(await openLetter(desk.ports)(letter!.id));
    expect([text, content.recipient]).toEqual([sent[0]?.text, 'member']);
  });

  it('of a member without an address is kept to be printed', async () => {
    const { id } = await denied({});
    expect(await makeMemberLetters(desk)).toEqual(['to-print']);
    const [letter] = await listed(id);
    expect(letter).toMatchObject({ state: 'to-print', sentAt: null });
    const { kind, content } = accepted(await openLetter(desk.ports)(letter!.id));
    expect([kind, content.language]).toEqual(['denial', 'en']);
  });

  it('sends nothing to a member while only notices are delivered', async () => {
    const { id } = await denied({ email: 'member@example.org' });
    const sent: string[] = [];
    await deliverDue(desk, {
      send: ({ to }) => {
        sent.push(to);
        return Promise.resolve();
      },
    });
    expect(sent).not.toContain('member@example.org');
    expect((await listed(id)).map(({ state }) => state)).toEqual(['queued']);
    expect(refused(await openLetter(desk.ports)((await listed(id))[0]!.id)).code).toBe(
      'letter-not-sent',
    );
  });

  it('that the mail system rejects is kept to be printed, and the case is not stuck', async () => {
    const { id } = await denied({ email: 'member@example.org' });
    expect(await makeMemberLetters(desk, refusing('550', true))).toEqual(['to-print']);
    expect((await listed(id)).map(({ state }) => state)).toEqual(['to-print']);
    expect((await desk.ports.records.case(id))?.stuck).toBeNull();
  });

  it('that the mail system does not accept is tried again, and printed after that', async () => {
    const { id } = await denied({ email: 'member@example.org' });
    const first = await makeMemberLetters(desk, refusing('451', false));
    const queued = (await listed(id)).map(({ state }) => state);
    desk.clock.set('2026-11-24T15:00:00Z');
    const second = await makeMemberLetters(desk, refusing('451', false));
    expect([first, queued, second]).toEqual([['refused'], ['queued'], ['to-print']]);
  });

  it('that can not be made without its guideline is tried again, and made once it is back', async () => {
    const { id } = await denied({});
    const version = (guidelineVersion: string) =>
      desk.records.database.case.update({ where: { id }, data: { guidelineVersion } });
    await version('1999-01-01');
    const without = [
      ...(await makeMemberLetters(desk)),
      ...(await listed(id)).map(({ state }) => state),
    ];
    desk.clock.set('2026-11-24T15:00:00Z');
    const late = [
      ...(await makeMemberLetters(desk)),
      ...(await listed(id)).map(({ state }) => state),
    ];
    await version('2024-10-01');
    desk.clock.set('2026-11-25T15:00:00Z');
    expect([without, late, await makeMemberLetters(desk)]).toEqual([
      ['refused', 'failed'],
      ['refused', 'failed'],
      ['to-print'],
    ]);
  });

  it('waits for the hours of letters', async () => {
    desk.clock.set('2026-11-23T03:00:00Z');
    const { id } = await openedFor({}, MET);
    const atNight = [
      ...(await makeMemberLetters(desk)),
      ...(await listed(id)).map(({ state }) => state),
    ];
    desk.clock.set('2026-11-23T15:00:00Z');
    await makeMemberLetters(desk);
    expect(atNight).not.toContain('to-print');
    expect((await listed(id)).filter(({ kind }) => kind === 'approval')).toMatchObject([
      { state: 'to-print' },
    ]);
  });
});
