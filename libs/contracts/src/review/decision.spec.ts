import { faultsOf } from '@assent/criteria';
import { withdrawCommand } from '../case/commands';
import { prescriberCommand } from '../correspondence/contact';
import { clockCommand, tokenCommand } from '../system/local';
import { decisionCommand, decisionFaults, takenDecisionFaults } from './decision';

function faults(body: unknown): string[] {
  const parsed = decisionCommand.safeParse(body, { reportInput: true });
  const found = parsed.error ? faultsOf(parsed.error) : [];
  return [...found, ...decisionFaults(body, found)].map(({ path, code }) => `${path}: ${code}`);
}

const LICENSE = {
  number: 'ME-104722',
  state: 'FL',
  specialty: 'Hematology',
  name: 'Dana Brooks MD',
} as const;
const KEYS = { license: LICENSE, letterDigest: 'ab'.repeat(32) };

/** The faults of a decision that is to be taken, by a person whose token may state a license. */
function taken(body: unknown, ofToken: typeof LICENSE | null = null): string[] {
  const parsed = decisionCommand.safeParse(body, { reportInput: true });
  const found = parsed.error ? faultsOf(parsed.error) : [];
  return [...found, ...takenDecisionFaults(body, found, ofToken)]
    .map(({ path, code }) => `${path}: ${code}`)
    .sort();
}

test('reads an approval for a number of months', () => {
  const body = { decision: 'approve', rationale: ' Fits. ', approve: { months: 6 } };
  expect(decisionCommand.parse(body)).toEqual({ ...body, rationale: 'Fits.', clauses: [] });
});

test('names every error of a decision at once', () => {
  const body = { decision: 'deny', clauses: ['I.3', ''], approve: { months: 0.5 }, note: 'x' };
  expect(faults(body).sort()).toEqual([
    'approve.months: wrong-type',
    'approve: not-applicable',
    'clauses.1: too-small',
    'note: unknown-member',
    'rationale: required',
  ]);
});

test('leaves a group of dose numbers to the use case, which knows where its numbers belong', () => {
  const body = { decision: 'approve', rationale: 'Fits.', approve: { dosing: { capsules: 3 } } };
  expect(decisionCommand.parse(body).approve).toEqual({ dosing: NaN });
  const typed = { ...body, approve: { capsuleStrengthMg: '4' } };
  expect(faults(typed)).toEqual(['approve.capsuleStrengthMg: wrong-type']);
});

test.each([
  [{}, ['decision: required', 'rationale: required']],
  [{ decision: 'deny' }, ['clauses: no-grounds', 'rationale: required']],
  [{ decision: 'deny', clauses: [] }, ['clauses: no-grounds', 'rationale: required']],
  [
    { decision: 'deny', rationale: 'No.', approve: { months: 6 } },
    ['approve: not-applicable', 'clauses: no-grounds'],
  ],
  [{ decision: 'deny', clauses: null }, ['clauses: wrong-type', 'rationale: required']],
  [{ decision: 'approve' }, ['rationale: required']],
])('names everything that %j lacks', (body, expected) => {
  expect(faults(body).sort()).toEqual(expected);
});

test('leaves a denial that lacks only its grounds to the use case, which checks the role first', () => {
  expect(faults({ decision: 'deny', rationale: 'No.' })).toEqual([]);
});

describe('the keys of a denial', () => {
  const denial = { decision: 'deny', rationale: 'No.', clauses: ['I.3'] };

  test('are read', () => {
    expect(decisionCommand.parse({ ...denial, ...KEYS })).toEqual({ ...denial, ...KEYS });
    expect(taken({ ...denial, ...KEYS })).toEqual([]);
  });

  test('are not needed for a preview, nor refused', () => {
    expect(faults(denial)).toEqual([]);
    expect(faults({ ...denial, ...KEYS })).toEqual([]);
  });

  test.each(['approve', 'request-information'])('are refused for `%s`', (decision) => {
    const body = { decision, rationale: 'So.', ...KEYS };
    expect(faults(body)).toEqual(['letterDigest: not-applicable', 'license: not-applicable']);
  });

  test.each([
    [
      { decision: 'deny' },
      ['clauses: no-grounds', 'letterDigest: required', 'license: required', 'rationale: required'],
    ],
    [
      { ...denial, note: 1 },
      ['letterDigest: required', 'license: required', 'note: unknown-member'],
    ],
    [{ ...denial, ...KEYS, letterDigest: 'AB'.repeat(32) }, ['letterDigest: not-a-digest']],
    [
      { ...denial, ...KEYS, license: {} },
      ['license.number: required', 'license.specialty: required', 'license.state: required'],
    ],
  ])('are named with everything else that %j lacks', (body, expected) => {
    expect(taken(body)).toEqual(expected);
  });

  test('that alone are missing are left to the use case, which checks the role first', () => {
    expect(taken(denial)).toEqual([]);
  });

  test.each([
    ['', 'not-a-license-number'],
    ['ME 1', 'not-a-license-number'],
    ['-1', 'not-a-license-number'],
    ['1'.repeat(41), 'not-a-license-number'],
  ])('have no license number `%s`', (number, code) => {
    const body = { ...denial, ...KEYS, license: { ...LICENSE, number } };
    expect(taken(body)).toEqual([`license.number: ${code}`]);
  });

  test('have a license of a state or territory of the United States, and a specialty', () => {
    const body = { ...denial, ...KEYS, license: { ...LICENSE, state: 'ON', specialty: ' ' } };
    expect(taken(body)).toEqual(['license.specialty: empty', 'license.state: not-listed']);
  });

  test('have the license of the token, not another', () => {
    expect(taken({ ...denial, ...KEYS }, LICENSE)).toEqual([]);
    const other = { ...LICENSE, state: 'GA' };
    expect(taken({ ...denial, ...KEYS, license: other }, LICENSE)).toEqual([
      'license: other-license',
    ]);
    const named = { ...LICENSE, name: 'Max Ortega MD' };
    expect(taken({ ...denial, ...KEYS, license: named }, LICENSE)).toEqual([
      'license: other-license',
    ]);
    const { name: _, ...unnamed } = LICENSE;
    expect(taken({ ...denial, ...KEYS, license: unnamed }, LICENSE)).toEqual([]);
    const { letterDigest } = KEYS;
    expect(taken({ ...denial, letterDigest, note: 1 }, LICENSE)).toEqual(['note: unknown-member']);
  });
});

test('reads the reason for the member of a denial and of an approval, not of a question', () => {
  const body = { rationale: 'No.', memberReason: 'Three are safe.', clauses: ['I.3'] };
  expect(faults({ ...body, decision: 'deny' })).toEqual([]);
  expect(faults({ ...body, decision: 'approve' })).toEqual([]);
  expect(faults({ ...body, decision: 'request-information' })).toEqual([
    'memberReason: not-applicable',
  ]);
});

test('refuses a missing decision', () => {
  expect(faults({ decision: 'postpone', rationale: 'Later.' })).toEqual(['decision: not-listed']);
});

test('refuses a clause that is named twice', () => {
  const body = { decision: 'deny', rationale: 'No.', clauses: ['I.3', 'I.4', ' I.3'] };
  expect(faults(body)).toEqual(['clauses: repeated']);
});

test.each(['deny', 'request-information'])('refuses `%s` as months', (decision) => {
  const body = { decision, rationale: 'No.', clauses: ['I.3'], approve: { months: 6 } };
  expect(faults(body)).toEqual(['approve: not-applicable']);
});

test.each([null, [], 'approve', 7])('refuses a decision that is %j', (body) => {
  expect(faults(body)).toEqual([': wrong-type']);
});

test.each(['', '   ', 'x'.repeat(4_001)])(
  'refuses a withdrawal without a meaningful reason',
  (reason) => {
    expect(withdrawCommand.safeParse({ reason }).success).toBe(false);
  },
);

test.each(['2027-05-08', '2027-05-08T12:00:00', 'soon', 1_800_000_000])(
  'refuses to move the clock to `%s`',
  (to) => {
    expect(clockCommand.safeParse({ to }).success).toBe(false);
  },
);

test.each(['2200-01-01T00:00:00Z', '9999-12-31T00:00:00Z', '2199-12-31T23:00:00-05:00'])(
  'refuses to move the clock past the end of the calendar, to `%s`',
  (to) => {
    expect(clockCommand.safeParse({ to }).error?.issues).toMatchObject([
      { path: ['to'], message: "can't be after the year 2199" },
    ]);
  },
);

test('moves the clock to the last instant of the calendar', () => {
  expect(clockCommand.safeParse({ to: '2199-12-31T23:59:59.999Z' }).success).toBe(true);
});

test.each(['x\ny', 'x\u0000y', 'x\u200ey', ' '])(
  'refuses a token for the subject %j',
  (subject) => {
    expect(tokenCommand.safeParse({ role: 'intake', subject }).success).toBe(false);
  },
);

test.each([
  '"a b"@example.org',
  '"<x>"@example.org',
  '"ab"@example.org',
  'ab@example\u3002org',
  'ab@mail\u3002example.org',
  'ab@mail\uff0eexample.org',
  'ab@mail\uff61example.org',
])('refuses the email address %s, which mail servers refuse', (email) => {
  expect(prescriberCommand.safeParse({ email }).success).toBe(false);
});

test.each(["o'brien+pa@example.org", 'praxis@m\u00fcller.example'])(
  'accepts the email address %s',
  (email) => {
    expect(prescriberCommand.safeParse({ email }).success).toBe(true);
  },
);
