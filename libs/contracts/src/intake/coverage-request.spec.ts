import { informationCommand, parseRequest } from './coverage-request';
import { isNpi } from '@assent/vocabulary';

const RECEIPT = { now: new Date('2026-11-22T20:00:00Z'), zone: 'America/New_York' };

const BODY = {
  requestType: 'initiation',
  lineOfBusiness: 'commercial',
  receivedAt: '2026-11-20T15:04:05Z',
  member: {
    memberId: 'FB1002003',
    givenName: 'Ana',
    familyName: 'Ruiz',
    birthDate: '1958-03-09',
  },
  prescriber: { npi: '1234567893', name: 'Lee Park MD' },
  drug: 'ixazomib',
  facts: {},
};

function faultsOf(changes: object): string[] {
  const parsed = parseRequest({ ...BODY, ...changes }, RECEIPT);
  return parsed.ok ? [] : parsed.faults.map(({ path, code }) => `${path} ${code}`).sort();
}

describe('a request body', () => {
  test('uses the defaults for what it leaves out', () => {
    const { receivedAt: _, ...body } = BODY;
    expect(parseRequest(body, RECEIPT)).toMatchObject({
      ok: true,
      request: {
        urgency: 'standard',
        channel: 'portal',
        receivedAt: RECEIPT.now,
        asOf: '2026-11-22',
        requestedStart: '2026-11-22',
      },
    });
  });

  test("has the payer's calendar date as its date of receipt", () => {
    const parsed = parseRequest({ ...BODY, receivedAt: '2026-11-09T02:30:00Z' }, RECEIPT);
    expect(parsed).toMatchObject({ ok: true, request: { asOf: '2026-11-08' } });
  });

  test.each([
    ['an unknown member', { extra: 1 }, ['extra unknown-member']],
    [
      'a hidden member',
      { facts: Object.fromEntries([['__proto__', {}]]) },
      ['facts.__proto__ unknown-member'],
    ],
    ['no facts', { facts: undefined }, ['facts required']],
    [
      'facts of 33 kB, in addition to other errors',
      { facts: { setting: 'x', priorTherapies: Array(100).fill({ agents: ['é'.repeat(170)] }) } },
      ['facts too-large', 'facts.setting not-listed'],
    ],
    ['a drug without a name', { drug: ' ' }, ['drug empty']],
    [
      'a time without a time zone',
      { receivedAt: '2026-11-02T13:00:05' },
      ['receivedAt not-an-instant'],
    ],
    ...['T24:00:00Z', 'T12:00:00+23:59', 'T12:00:00-12:01', 'T12:00:00+14:01'].map(
      (time): [string, object, string[]] => [
        `the time ${time}`,
        { receivedAt: `2026-11-02${time}` },
        ['receivedAt not-an-instant'],
      ],
    ),
    ...[
      ...['-', '--', '...', '\u2014 \u00b7', '\u041c\u0412100', 'MB10\u0663'],
      ...[
        '1\u1806',
        '1\ua789',
        '1\u20ac',
        '1\u20d0',
        '1\u061b',
        '1\u{1f600}',
        '\u029c1',
        'E\u0301',
      ],
    ].map((memberId): [string, object, string[]] => [
      `the member ID ${memberId}`,
      { member: { ...BODY.member, memberId } },
      ['member.memberId not-an-id'],
    ]),
    [
      'names without a letter',
      {
        member: { ...BODY.member, givenName: '...', familyName: '12' },
        prescriber: { ...BODY.prescriber, name: '---' },
      },
      ['member.familyName not-a-name', 'member.givenName not-a-name', 'prescriber.name not-a-name'],
    ],
    [
      'a name of characters that leave no letter',
      { member: { ...BODY.member, givenName: '\uff9e' } },
      ['member.givenName not-a-name'],
    ],
    [
      'a receipt in the future',
      { receivedAt: '2026-12-02T13:00:05Z' },
      ['receivedAt in-the-future'],
    ],
    [
      'a start that does not exist',
      { requestedStart: '2026-02-29' },
      ['requestedStart not-a-date'],
    ],
    [
      'a date of birth in the future',
      { member: { ...BODY.member, birthDate: '2026-11-23' } },
      ['member.birthDate in-the-future'],
    ],
    [
      'a wrong check digit',
      { prescriber: { npi: '1234567890', name: 'Lee Park MD' } },
      ['prescriber.npi not-an-npi'],
    ],
    [
      'an endless address',
      { prescriber: { ...BODY.prescriber, email: `a@${'.'.repeat(100_000)}@` } },
      ['prescriber.email too-large'],
    ],
    [
      'an unreadable character',
      { member: { ...BODY.member, familyName: 'Ru\0iz' } },
      ['member.familyName not-text'],
    ],
  ])('is refused for %s', (_, changes, faults) => {
    expect(faultsOf(changes)).toEqual(faults);
  });

  test.each([
    'office@example.org.',
    'office@example..org',
    'front..desk@example.org',
    'office.@example.org',
    '.office@example.org',
    'office@exa_mple.example.org',
    'office@-clinic.example.org',
    'office@localhost',
    'büro@example.org',
    'office@example.org, other@example.org',
    `${'a'.repeat(65)}@example.org`,
    'office@xn--zzzzzzzz9999zz.example.org',
    'office@\u0300a.example.org',
    `office@${String.fromCodePoint(...Array.from({ length: 45 }, (_, at) => 0x4e00 + at * 37))}.example.org`,
  ])('is refused for the address %p, which no mail server accepts', (email) => {
    expect(faultsOf({ prescriber: { ...BODY.prescriber, email } })).toEqual([
      'prescriber.email not-an-address',
    ]);
  });

  test.each([
    { member: { ...BODY.member, memberId: '0-1', givenName: '\u7f8e', familyName: '\u00d8' } },
    { member: { ...BODY.member, birthDate: '2026-11-22' }, receivedAt: undefined },
    { receivedAt: '2026-11-02T23:59:59+14:00' },
    { receivedAt: '2026-11-02T23:59-12:00' },
  ])('is accepted with %j', (changes) => {
    expect(faultsOf(changes)).toEqual([]);
  });

  test.each([
    'office@example.org',
    "o'neil+fax@sub-clinic.example.org",
    'a@b.example.org',
    'office@m\u00fcnchen.example.org',
    'office@xn--mnchen-3ya.example.org',
  ])('is accepted with the address %p', (email) => {
    expect(faultsOf({ prescriber: { ...BODY.prescriber, email } })).toEqual([]);
  });

  test.each([
    'abc',
    '555-01',
    '3055550100 ask for Lee',
    '+1 305 555 0100 0100 0100',
    '305-555-0100 x',
  ])("is refused for the phone number %p, which can't be called", (phone) => {
    expect(faultsOf({ prescriber: { ...BODY.prescriber, phone } })).toEqual([
      'prescriber.phone not-a-phone-number',
    ]);
  });

  test.each([
    '555-0100',
    '+13055550100',
    ' (305) 555-0100 ',
    '(+1) 305.555.0100',
    '305/555-0100 x12',
    '305 555 0100, ext. 12',
    '305-555-0100 Extension 4021',
    '305-555-0100 #12',
    '305–555–0100',
    '305\u00a0555\u00a00100',
  ])('is accepted with the phone number %p', (phone) => {
    expect(faultsOf({ prescriber: { ...BODY.prescriber, phone } })).toEqual([]);
  });

  test('is refused for all errors at once, including those in dates', () => {
    const facts = {
      setting: 'nowhere',
      labs: { ancPerMm3: -1 },
      priorTherapies: [{ agents: [], endedOn: '2026-02-30', progressedOn: '2026-11-21' }],
      priorAuthorizations: [{ payer: '', approvedOn: '2026-11-21' }],
    };
    expect(faultsOf({ urgency: 'soon', facts })).toEqual([
      'facts.labs.ancPerMm3 out-of-range',
      'facts.priorAuthorizations.0.approvedOn after-receipt',
      'facts.priorAuthorizations.0.payer empty',
      'facts.priorTherapies.0.agents too-small',
      'facts.priorTherapies.0.endedOn not-a-date',
      'facts.priorTherapies.0.progressedOn after-receipt',
      'facts.setting not-listed',
      'urgency not-listed',
    ]);
  });

  test('is refused with dates before the member was born, or in implausible years', () => {
    const facts = {
      priorTherapies: [
        { agents: ['a'], endedOn: '0526-01-01', progressedOn: '1958-03-08' },
        { agents: ['a'], endedOn: '1958-03-09', progressedOn: '2201-01-01' },
      ],
      priorAuthorizations: [{ payer: 'P', approvedOn: '1899-12-31' }],
    };
    const found = [
      'facts.priorAuthorizations.0.approvedOn out-of-range',
      'facts.priorTherapies.0.endedOn out-of-range',
      'facts.priorTherapies.0.progressedOn before-birth',
      'facts.priorTherapies.1.progressedOn out-of-range',
    ];
    expect(faultsOf({ facts })).toEqual(found);
    expect(faultsOf({ facts, receivedAt: 'soon' })).toEqual([
      ...found,
      'receivedAt not-an-instant',
    ]);
  });

  test('is refused, whatever its drug and line of business', () => {
    expect(
      faultsOf({ drug: 'aspirin', lineOfBusiness: 'medicare-part-d', facts: { setting: 1 } }),
    ).toEqual(['facts.setting wrong-type']);
  });

  test('can have a later receipt if it is only evaluated', () => {
    const parsed = parseRequest(
      { ...BODY, receivedAt: '2028-02-29T15:00:00Z' },
      { ...RECEIPT, mayBeAhead: true },
    );
    expect(parsed).toMatchObject({ ok: true, request: { asOf: '2028-02-29' } });
  });

  test.each([
    ['commercial', undefined, 'employer-plan'],
    ['commercial', 'exchange-plan', 'exchange-plan'],
    ['commercial', 'medicaid-plan', 'medicaid-plan'],
    ['medicare-advantage', undefined, 'part-b-drug'],
    ['medicare-advantage', 'medical-item', 'medical-item'],
    ['medicare-part-d', undefined, null],
  ])('of %s with coverage type %s has %s', (lineOfBusiness, sent, coverageType) => {
    const body = { ...BODY, lineOfBusiness, ...(sent && { coverageType: sent }) };
    expect(parseRequest(body, RECEIPT)).toMatchObject({ ok: true, request: { coverageType } });
  });

  test.each([
    ['commercial', 'part-b-drug', 'must be one of these for commercial: employer-plan'],
    ['medicare-advantage', 'medicaid-plan', 'must be one of these for medicare-advantage: part-b'],
    ['medicare-part-d', 'part-b-drug', 'must be left out for medicare-part-d'],
  ])('of %s is refused with coverage type %s', (lineOfBusiness, coverageType, message) => {
    const parsed = parseRequest({ ...BODY, lineOfBusiness, coverageType, drug: '' }, RECEIPT);
    expect(parsed).toMatchObject({
      ok: false,
      faults: expect.arrayContaining([
        expect.objectContaining({
          path: 'coverageType',
          code: 'not-applicable',
          message: expect.stringContaining(message) as string,
        }),
        expect.objectContaining({ path: 'drug' }),
      ]) as unknown,
    });
  });

  test('is refused with an unknown coverage type, and Medicaid is no line of business', () => {
    expect(faultsOf({ coverageType: 'medicaid' })).toEqual(['coverageType not-listed']);
    expect(faultsOf({ lineOfBusiness: 'medicaid' })).toEqual(['lineOfBusiness not-listed']);
  });

  test.each([
    ['fax', 'fax-header', []],
    ['fax', 'date-stamp', []],
    ['phone', 'call-log', []],
    ['fax', 'call-log', ['receipt.evidence not-applicable']],
    ['portal', 'fax-header', ['receipt.evidence not-applicable']],
    [undefined, 'call-log', ['receipt.evidence not-applicable']],
    ['fax', 'memory', ['receipt.evidence not-listed']],
    ['fax', undefined, ['receipt.evidence required']],
  ])('by %s with evidence %s has the faults %j', (by, evidence, faults) => {
    const receipt = { reference: 'page 1', ...(evidence && { evidence }) };
    expect(faultsOf({ ...(by && { channel: by }), receipt })).toEqual(faults);
  });

  test('has the evidence of its receipt', () => {
    const receipt = { evidence: 'call-log', reference: ' call 0017 ' };
    expect(parseRequest({ ...BODY, channel: 'phone', receipt }, RECEIPT)).toMatchObject({
      request: { receipt: { kind: 'call-log', reference: 'call 0017' } },
    });
  });

  test('accepts null for an unknown fact', () => {
    expect(faultsOf({ facts: { setting: null, diagnosis: { icd10: null } } })).toEqual([]);
  });

  test.each([null, [], 'text', 7])('is refused if it is not an object', (body) => {
    expect(parseRequest(body, RECEIPT)).toMatchObject({ ok: false, faults: [{ path: '' }] });
  });

  test('never repeats what was sent', () => {
    const secret = 'Ruiz-Ortega-1958';
    const parsed = parseRequest(
      { ...BODY, lineOfBusiness: secret, member: { memberId: secret, birthDate: secret } },
      RECEIPT,
    );
    expect(JSON.stringify(parsed)).not.toContain(secret);
  });
});

describe('information that is added later', () => {
  test('contains facts and nothing else', () => {
    expect(informationCommand.safeParse({ facts: { breastfeeding: false } }).success).toBe(true);
    expect(informationCommand.safeParse({ facts: {}, note: '' }).success).toBe(false);
  });
});

describe('a provider identifier', () => {
  test.each([
    ['1234567893', true],
    ['1234567890', false],
    ['123456789', false],
    ['12345678931', false],
    ['123456789x', false],
  ])('%s', (npi, valid) => {
    expect(isNpi(npi)).toBe(valid);
  });
});
