import type { Clause } from '../../client';
import {
  afterSending,
  caughtUp,
  decisionOf,
  emptiedIn,
  informationOf,
  isAnythingWritten,
  isLonger,
  isWrittenOn,
  lackOf,
  NOTHING_WRITTEN,
  outdatedIn,
  withAnswer,
  withoutAnswer,
  type Written,
} from './drafts';

const { information, decision } = NOTHING_WRITTEN;
const SO = { approve: 'so', 'request-information': 'how?', deny: 'no' };

const clause = (id: string, verdict: Clause['verdict'], children: Clause[] = []): Clause => ({
  id,
  verdict,
  title: id,
  children,
});
const FOUND = {
  approvalMonths: 6,
  clauses: clause('I', 'not-met', [
    clause('I.S', 'met'),
    clause('I.1', 'unknown'),
    clause('I.3', 'not-met'),
  ]),
};

describe('what is entered on a case', () => {
  test('is empty at first, and when only a channel was chosen', () => {
    expect(isAnythingWritten(NOTHING_WRITTEN)).toBe(false);
    const channel = { ...information, channel: 'fax' as const };
    expect(isAnythingWritten({ ...NOTHING_WRITTEN, information: channel })).toBe(false);
  });

  test.each([
    [
      'a fact, even that it is not documented',
      { information: { ...information, facts: { a: null } } },
    ],
    ['a rationale', { decision: { ...decision, rationale: SO } }],
    ['a clause', { decision: { ...decision, clauses: ['I.1'] } }],
    ['a reason', { reason: 'so' }],
    ['an email, emptied ones too', { contact: { email: '' } }],
  ])('is %s', (_, written) => {
    expect(isAnythingWritten({ ...NOTHING_WRITTEN, ...written })).toBe(true);
  });

  test('is sent as nested members', () => {
    const facts = { 'diagnosis.icd10': 'C90.00', 'diagnosis.symptomatic': null, note: 'x' };
    expect(
      informationOf({ ...information, facts, channel: 'phone', document: 'd1', page: 2 }),
    ).toEqual({
      facts: { diagnosis: { icd10: 'C90.00', symptomatic: null }, note: 'x' },
      channel: 'phone',
      document: { id: 'd1', page: 2 },
    });
  });

  test('is sent with when it reached the plan, and evidence of its channel alone', () => {
    const received = {
      receivedAt: '2026-11-20T14:14:00.000Z',
      evidence: 'fax-header',
      reference: 'page 1',
    } as const;
    const told = { ...information, facts: { setting: null }, received };
    expect(informationOf({ ...told, channel: 'fax' })).toMatchObject({
      receivedAt: '2026-11-20T14:14:00.000Z',
      receipt: { evidence: 'fax-header', reference: 'page 1' },
    });
    expect(informationOf({ ...told, channel: 'phone' })).not.toHaveProperty('receipt');
    const unread = { ...received, receivedAt: { unread: 'monday' } };
    expect(lackOf({ ...told, channel: 'fax', received: unread })).toMatch(/^Correct/);
  });

  test('is not sent before its channel is chosen', () => {
    const told = { ...information, facts: { setting: null } };
    expect(lackOf(told)).toBe('Choose how it was received.');
    expect(informationOf(told)).toBeNull();
    expect(lackOf({ ...told, channel: 'fax' })).toBeNull();
  });

  test('is not sent with unreadable input', () => {
    const told = { ...information, channel: 'fax' as const, facts: { a: null } };
    expect(lackOf({ ...told, facts: { a: null, b: { unread: '2,3' } } })).toMatch(/^Correct/);
    expect(lackOf({ ...told, page: { unread: 'x' } })).toMatch(/^Correct/);
    expect(lackOf(information)).toBe('Answer at least one question.');
  });

  test('is empty again once an answer that the case lacks is cleared', () => {
    const told = withAnswer(information, 'setting', 'self-administered', undefined);
    const emptied = withAnswer(told, 'setting', undefined, undefined);
    expect(isAnythingWritten({ ...NOTHING_WRITTEN, information: emptied })).toBe(false);
    expect(emptiedIn(emptied)).toEqual([]);
  });

  test.each([4, 'C90.00', ['Neuropathy'], [{ agents: ['bortezomib'] }], [], false, null])(
    'is not sent while the answer %j of the case is cleared and not replaced',
    (known) => {
      const others = { ...information, channel: 'phone' as const, facts: { note: 'x' } };
      const emptied = withAnswer(others, 'a.b', undefined, known);
      expect(informationOf(emptied)).toBeNull();
      expect(lackOf(emptied)).toBe(
        'Enter the answer that you removed, or choose “Not documented”.',
      );
      expect(emptiedIn(emptied).map(({ path }) => path)).toEqual(['facts.a.b']);
      const unknown = withAnswer(emptied, 'a.b', null, known);
      expect(informationOf(unknown)?.facts).toEqual({ a: { b: null }, note: 'x' });
    },
  );

  describe('while others change the case', () => {
    const facts = [
      { path: 'therapies', type: 'therapies' },
      { path: 'setting', type: 'word' },
    ] as const;
    const BEFORE = [{ adequateDuration: true, agents: ['bortezomib'] }, { agents: ['melphalan'] }];
    const MINE = [{ agents: ['bortezomib'], adequateDuration: false }, BEFORE[1]];
    const written = withAnswer(information, 'therapies', MINE, BEFORE);
    const against = (therapies: unknown) => {
      const stored = (path: string) => (path === 'therapies' ? therapies : 'home');
      const now = caughtUp(written, facts, stored);
      return [now.facts['therapies'], outdatedIn(now, stored)];
    };

    test('keeps an answer that others stored in the same words', () => {
      const [changed, kept] = MINE;
      const inOtherOrder = [Object.fromEntries(Object.entries(changed ?? {}).reverse()), kept];
      expect(against(inOtherOrder)).toEqual([MINE, []]);
    });

    test.each([
      ['an entry was added', [...BEFORE, { agents: ['carfilzomib'] }]],
      ['my entry was written differently', [...MINE, { agents: ['Velcade'] }]],
      ['an entry was removed', [BEFORE[0]]],
      ['another entry was changed', [BEFORE[0], { agents: ['melphalan'], endedOn: null }]],
      ['the same entry was changed', [{ agents: ['thalidomide'] }, BEFORE[1]]],
      ['the answer is now “None”', []],
      ['the answer is now “Not documented”', null],
    ])('marks the answer as outdated if %s', (_, stored) => {
      expect(against(stored)).toEqual([MINE, ['therapies']]);
    });

    test('does not merge therapies that two people entered, which may be the same one', () => {
      const mine = [{ agents: ['Revlimid', 'bortezomib'], adequateDuration: true }];
      const first = withAnswer(information, 'therapies', mine, undefined);
      const stored = () => [{ agents: ['Velcade', 'lenalidomide'], adequateDuration: true }];
      const now = caughtUp(first, facts, stored);
      expect(now.facts['therapies']).toEqual(mine);
      expect(outdatedIn(now, stored)).toEqual(['therapies']);
    });

    test('stays outdated while it is edited', () => {
      const stored = () => 'clinic';
      const told = withAnswer(information, 'setting', 'home', 'office');
      const more = withAnswer(told, 'setting', 'hospital', stored());
      expect(outdatedIn(more, stored)).toEqual(['setting']);
      expect(outdatedIn(withAnswer(more, 'setting', undefined, stored()), stored)).toEqual([
        'setting',
      ]);
    });

    test('is not sent before the person has seen an answer that was stored again', () => {
      const told = {
        ...withAnswer(information, 'setting', 'home', 'office'),
        channel: 'fax',
      } as const;
      const stored = () => 'clinic';
      expect(outdatedIn(caughtUp(told, facts, stored), stored)).toEqual(['setting']);
      expect(lackOf(told, ['Setting'])).toBe('Check what changed while you were working: Setting.');
      const looked = withAnswer(withoutAnswer(told, 'setting'), 'setting', 'home', 'clinic');
      expect(outdatedIn(looked, stored)).toEqual([]);
      expect(withoutAnswer(told, 'setting').facts).toEqual({});
    });
  });

  test('is not a decision until one is chosen', () => {
    expect(decisionOf({ ...decision, rationale: SO }, FOUND)).toBeNull();
  });

  test('is sent with its own text, with months only for an approval and clauses only for a denial', () => {
    const written = { ...decision, rationale: SO, clauses: ['I.1'], months: 3, reason: 'short' };
    const kinds = ['approve', 'deny', 'request-information'] as const;
    expect(kinds.map((kind) => decisionOf({ ...written, decision: kind }, FOUND))).toEqual([
      {
        decision: 'approve',
        rationale: 'so',
        clauses: [],
        approve: { months: 3, reason: 'short' },
      },
      { decision: 'deny', rationale: 'no', clauses: ['I.1'] },
      { decision: 'request-information', rationale: 'how?', clauses: [] },
    ]);
  });

  test('does not deny by a criterion that is met, whenever it was chosen', () => {
    const denial = { ...decision, decision: 'deny' as const, clauses: ['I.S', 'I.3', 'I.1'] };
    expect(decisionOf(denial, FOUND)?.clauses).toEqual(['I.3', 'I.1']);
  });

  test('is cleared only of what was sent', () => {
    const all: Written = {
      information: { ...information, facts: { a: 1 } },
      decision: {
        decision: 'request-information',
        rationale: SO,
        clauses: ['I.3'],
        months: 3,
        start: null,
        dosing: {},
        reason: '',
        memberReason: '',
      },
      reason: 'so',
      contact: { phone: '1' },
    };
    const body = { clauses: [], rationale: 'x' };
    const asked = { kind: 'decide', body: { ...body, decision: 'request-information' } } as const;
    expect(afterSending(all, asked)).toEqual({
      ...all,
      decision: {
        ...all.decision,
        decision: null,
        rationale: { ...SO, 'request-information': '' },
      },
    });
    const denied = { kind: 'decide', body: { ...body, decision: 'deny' } } as const;
    expect(afterSending(all, denied)).toEqual({ ...all, decision });
    const { information: none } = afterSending(all, {
      kind: 'give-information',
      body: { facts: {}, channel: 'fax' },
    });
    expect(none).toEqual(information);
    expect(afterSending(all, { kind: 'withdraw', body: { reason: 'so' } }).reason).toBe('');
    expect(afterSending(all, { kind: 'change-prescriber', body: {} }).contact).toEqual({});
  });

  test('keeps a form that was edited after it was sent', () => {
    const then = { ...NOTHING_WRITTEN, reason: 'so' };
    const withdrawn = { kind: 'withdraw', body: { reason: 'so' } } as const;
    const since = { ...then, reason: 'so, since Monday', contact: { phone: '1' } };
    expect(afterSending(since, withdrawn, then)).toEqual(since);
    expect(afterSending({ ...since, reason: 'so' }, withdrawn, then).reason).toBe('');
  });

  test('recognizes a form that says something else than what was sent, in any order', () => {
    const told = (facts: Readonly<Record<string, unknown>>): Written => ({
      ...NOTHING_WRITTEN,
      information: { ...information, facts, channel: 'fax' },
    });
    const command = { kind: 'give-information', body: { facts: {}, channel: 'fax' } } as const;
    const then = told({ a: 1, b: 2 });
    expect(isWrittenOn(told({ b: 2, a: 1 }), command, then)).toBe(false);
    expect(isWrittenOn({ ...then, reason: 'so' }, command, then)).toBe(false);
    expect(isWrittenOn(told({ a: 1, b: 3 }), command, then)).toBe(true);
    expect(isWrittenOn(told({ a: 1 }), command, then)).toBe(true);
  });

  test("is not outdated by the person's own answer from before a correction", () => {
    const command = { kind: 'give-information', body: { facts: {}, channel: 'fax' } } as const;
    const first = withAnswer(withAnswer(information, 'a', 1, undefined), 'b', 2, undefined);
    const second = withoutAnswer(withAnswer(first, 'a', 3, undefined), 'b');
    const stored = (path: string) => first.facts[path];
    const left = afterSending(
      { ...NOTHING_WRITTEN, information: second },
      command,
      { ...NOTHING_WRITTEN, information: first },
      stored,
    ).information;
    expect(left.facts['a']).toBe(3);
    expect(outdatedIn(left, stored)).toEqual([]);
    expect(emptiedIn(left).map(({ path }) => path)).toEqual(['facts.b']);
  });

  test('does not ask a question twice if its form was changed since', () => {
    const asked = { ...decision, decision: 'request-information' as const, rationale: SO };
    const then = { ...NOTHING_WRITTEN, decision: asked };
    const body = { decision: 'request-information' as const, rationale: 'how?', clauses: [] };
    const since = { ...then, decision: { ...asked, decision: 'approve' as const } };
    const left = afterSending(since, { kind: 'decide', body }, then);
    expect(left.decision).toEqual({
      ...since.decision,
      rationale: { ...SO, 'request-information': '' },
    });
  });

  test("approves for the guideline's months until others are entered, and for none once cleared", () => {
    const approval = { ...decision, decision: 'approve' as const, rationale: SO };
    expect(decisionOf(approval, FOUND)?.approve).toEqual({ months: 6 });
    expect(decisionOf({ ...approval, months: null }, FOUND)).toBeNull();
    const lengths = [undefined, null, { unread: 'x' }, 5, 6, 7];
    expect(lengths.filter((months) => isLonger({ ...approval, months }, 6))).toEqual([7]);
  });

  test('approves another first day and dose with a reason, each as far as it is entered', () => {
    const dosing = { capsulesPer28Days: 3, capsuleStrengthMg: null };
    const approval = { ...decision, decision: 'approve' as const, rationale: SO, reason: 'less' };
    expect(decisionOf({ ...approval, start: '2026-12-05', dosing }, FOUND)?.approve).toEqual({
      months: 6,
      start: '2026-12-05',
      capsulesPer28Days: 3,
      reason: 'less',
    });
    expect(decisionOf(approval, FOUND)?.approve).toEqual({ months: 6 });
  });
});
