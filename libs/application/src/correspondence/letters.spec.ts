import type { Facts } from '@assent/criteria';
import {
  USUAL_EXCEPTION_LIMITS,
  type Appeal,
  type AppealReviewReason,
  type AppealStatus,
  type AppealVerdict,
  type CalendarDate,
  type CaseClock,
  type EndReason,
  type Jurisdiction,
} from '@assent/domain';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { evaluateQuestion } from '../evaluation/evaluation';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import type { DueNotice, NoticeKind } from '../ports/notice-record';
import type { Settings } from '../ports/ports';
import type { LetterContent, Statement } from '../ports/letter-content';
import { ASK_BY, continuing, GIVEN } from './continued-coverage.fixture';
import { criterionWordings } from './criterion-wording';
import { officeFaults } from './letter-faults';
import { contentOfText, letterText } from './letter-text';
import { writeLetter } from './letters';
import { LETTER_ELEMENT_RULES } from './plan-elements.fixture';
import { missingElements } from './required-elements';
import { sentencesOf, staleSentences } from './statements';
import { unboundSentences } from './unbound-sentences.fixture';
import { wordFaults } from './word-faults';

const APPEAL_TIME = { hours: 72, source: 'a rule', confidence: 'low' } as const;

const SETTINGS: Settings = {
  timeZone: 'America/New_York',
  clocks: [],
  jurisdiction: { state: null, findingsFirst: [] },
  peerToPeer: { id: 'calls', businessDays: 1, source: 'a rule', confidence: 'low' },
  appeals: [
    {
      lineOfBusiness: 'commercial',
      filing: { days: 180, from: 'receipt', source: 'a rule', confidence: 'low' },
      decision: { standard: APPEAL_TIME, expedited: APPEAL_TIME },
      review: { to: 'external-review', askWithin: '4 months', source: 'a rule', confidence: 'low' },
    },
    {
      lineOfBusiness: 'medicare-advantage',
      filing: { days: 65, from: 'letter', source: 'a rule', confidence: 'low' },
      decision: { standard: APPEAL_TIME, expedited: APPEAL_TIME },
      review: {
        to: 'independent-review-entity',
        source: 'a rule',
        confidence: 'low',
        forwarding: {
          standard: { ...APPEAL_TIME, from: 'receipt' },
          expedited: { ...APPEAL_TIME, from: 'decision' },
        },
      },
    },
    {
      lineOfBusiness: 'commercial',
      coverageType: 'medicaid-plan',
      filing: { days: 60, from: 'letter', source: 'a rule', confidence: 'low' },
      decision: { standard: APPEAL_TIME, expedited: APPEAL_TIME },
      review: {
        to: 'state-fair-hearing',
        askWithin: '90 days',
        source: 'a rule',
        confidence: 'low',
      },
      continued: {
        by: 'request',
        source: 'a rule',
        confidence: 'low',
        inTime: { days: 10, source: 'a rule', confidence: 'low' },
      },
    },
  ],
  letterElements: LETTER_ELEMENT_RULES,
  payerName: 'Test Health Plan',
  letterhead: {
    address: '100 Market Street, Springfield, IL 62701',
    phone: '217-555-0100',
    fax: '217-555-0101',
    portal: 'https://portal.example.org',
  },
  letterHours: { from: 8, to: 20 },
  exceptions: USUAL_EXCEPTION_LIMITS,
  accessHours: 8,
};
const MAILROOM = 'mailroom@example.org';
const AT = new Date('2026-11-22T15:00:00Z');

function caseOf(facts: Facts = {}, overrides: Partial<CaseRecord> = {}): CaseRecord {
  const question = {
    requestType: overrides.requestType ?? 'initiation',
    lineOfBusiness: overrides.lineOfBusiness ?? 'commercial',
    drugText: overrides.drugText ?? 'Ninlaro',
    facts,
    asOf: '2026-11-22',
  } as const;
  const { compact, guideline, digest } = evaluateQuestion(question);
  return {
    id: '00000000-0000-4000-8000-000000000001',
    number: 'PA-AB2CD-EF3GH',
    version: 1,
    status: 'pending-information',
    coverageType: null,
    urgency: 'standard',
    channel: 'portal',
    receiptEvidence: null,
    drug: 'ixazomib',
    member: {
      memberId: 'TM1000001',
      givenName: 'Nadia',
      familyName: 'Brandt',
      birthDate: '1958-03-09',
    },
    prescriber: { npi: '1234567893', name: 'Lee Park MD', email: 'office@example.org' },
    receivedAt: AT,
    openedAt: AT,
    closedAt: null,
    requestedStart: '2026-12-01',
    guideline,
    determination: compact,
    evaluationDigest: digest,
    dueAt: new Date('2026-12-07T15:00:00Z'),
    clocks: [],
    peerToPeer: [],
    jurisdiction: null,
    findings: [],
    informationDueAt: new Date('2026-12-04T15:00:00Z'),
    nextStepAt: null,
    assignee: null,
    assignedAt: null,
    review: null,
    informationRequest: null,
    decision: null,
    renews: null,
    carriedFrom: null,
    withoutCoverSince: null,
    snoozed: null,
    handedUp: null,
    opinions: [],
    stuck: null,
    holds: [],
    ...question,
    ...overrides,
  };
}

const MET_BUT_FOR_DOSE = {
  setting: 'self-administered',
  diagnosis: {
    icd10: 'C90.00',
    condition: 'multiple-myeloma',
    treatmentPhase: 'relapsed-refractory',
  },
  regimen: { combinationAgents: ['lenalidomide', 'dexamethasone'] },
  priorTherapies: [{ agents: ['bortezomib'], adequateDuration: true, endedOn: '2026-05-01' }],
} satisfies Facts;

const authorization: AuthorizationRecord = {
  number: 'AU-22222-33333',
  version: 1,
  status: 'active',
  caseId: caseOf().id,
  memberId: 'TM1000001',
  drug: 'ixazomib',
  lineOfBusiness: 'commercial',
  period: { start: '2026-12-01', end: '2027-05-31' },
  endedOn: null,
  endReason: null,
  issuedAt: AT,
  dosing: { capsuleStrengthMg: 2.3, capsulesPer28Days: 3 },
  warnings: [{ id: 'W', message: 'The renewal will go to a reviewer.' }],
  continuationCaseId: null,
  renewedBy: null,
  nextStepAt: null,
};

const ended = (
  endReason: EndReason,
  endedOn: CalendarDate = '2026-12-20',
): AuthorizationRecord => ({ ...authorization, status: 'ended', endedOn, endReason });

const appeal: Appeal = {
  id: '00000000-0000-4000-8000-0000000000a1',
  number: 'AP-22222-33333',
  version: 1,
  caseId: caseOf().id,
  level: 1,
  ground: 'denial',
  status: 'open',
  appellant: 'member',
  urgency: 'standard',
  reason: 'The dose is the labeled one.',
  proofOfAuthority: null,
  receivedAt: AT,
  openedAt: AT,
  openedBy: { subject: 'ivy', role: 'intake' },
  reviewReasons: [],
  clocks: [],
  dueAt: new Date('2026-12-22T15:00:00Z'),
  escalatedAt: null,
  closedAt: null,
  decision: null,
  authorization: null,
  forwarding: null,
  external: null,
  withdrawal: null,
};

const dismissedAppeal = (about: AppealReviewReason): Appeal => {
  const act = { reason: 'So.', by: { subject: 'max', role: 'medical-director' }, at: AT } as const;
  return {
    ...appeal,
    status: 'withdrawn',
    closedAt: AT,
    goodCause: { about, accepted: false, ...act },
    withdrawal: { as: 'dismissed', ...act },
  };
};

const reopenedAppeal: Appeal = {
  ...appeal,
  goodCause: {
    about: 'late',
    accepted: true,
    reason: 'The letter came late.',
    by: { subject: 'max', role: 'medical-director' },
    at: AT,
  },
};

const decidedAppeal = (decision: AppealVerdict, status: AppealStatus): Appeal => ({
  ...appeal,
  status,
  closedAt: AT,
  decision: {
    decision,
    by: { subject: 'max', role: 'medical-director' },
    at: AT,
    rationale: 'Weighed again.',
    months: null,
  },
});

/** What an appeal can approve in part. */
const PART = [
  { term: 'months', asked: 6, approved: 2 },
  { term: 'capsulesPer28Days', asked: 3, approved: 2 },
] as const;

const partlyOverturned: Appeal = {
  ...appeal,
  status: 'partly-overturned',
  closedAt: AT,
  decision: {
    decision: 'partly-overturn',
    by: { subject: 'max', role: 'medical-director' },
    at: AT,
    rationale: 'Weighed again.',
    months: 2,
    terms: PART,
  },
};

const extended = (answerDays: number | null): CaseClock => ({
  kind: 'decision',
  rule: { id: 'commercial-standard', source: 'a rule', confidence: 'medium' },
  urgency: 'standard',
  hours: 360,
  startedAt: AT,
  dueAt: new Date('2026-12-07T15:00:00Z'),
  replacedAt: null,
  upgrade: null,
  extension: {
    reason: 'We wait for 2 lab reports.',
    by: { subject: 'maya', role: 'medical-director' },
    at: AT,
    basis: '29 CFR 2560.503-1(f)(2)(iii)(A)',
    confidence: 'medium',
    days: 15,
    answerDays,
  },
  tolled: [],
  consequence: null,
});

function due(kind: NoticeKind, overrides: Partial<DueNotice> = {}): DueNotice {
  const record = overrides.case ?? caseOf();
  return {
    id: '00000000-0000-4000-8000-00000000000a',
    kind,
    caseId: record.id,
    authorization: null,
    daysBefore: kind === 'renewal-reminder' ? 30 : null,
    dueAt: AT,
    case: record,
    authorizationRecord: null,
    ...(kind === 'appeal-received' && { appeal }),
    ...(kind === 'appeal-dismissed' && { appeal: dismissedAppeal('late') }),
    ...(kind === 'appeal-reopened' && { appeal: reopenedAppeal }),
    ...(kind === 'appeal-decided' && { appeal: decidedAppeal('uphold', 'upheld') }),
    ...overrides,
  };
}

const letterOf = (notice: DueNotice, settings = SETTINGS) =>
  writeLetter(notice, settings, MAILROOM, AT);

const KINDS = {
  'information-request': 'information request',
  'information-reminder': 'reminder: information request',
  extension: 'more time to decide',
  'peer-to-peer-offer': 'peer-to-peer call offered',
  approval: 'approved',
  denial: 'denied',
  withdrawal: 'withdrawn',
  routing: 'routed to another payer',
  'renewal-reminder': 'renewal: 30 days of coverage left',
  'cover-lapse': 'coverage ended',
  'authorization-ended': 'authorization ended',
  'appeal-received': 'appeal received',
  'appeal-dismissed': 'appeal dismissed',
  'appeal-reopened': 'appeal reopened',
  'appeal-decided': 'decision on an appeal',
} satisfies Record<NoticeKind, string>;
const kinds = Object.keys(KINDS) as NoticeKind[];

test('an approval states the remaining days if the authorization was ended in the meantime', () => {
  const ended = { ...authorization, status: 'ended', endedOn: '2026-12-20' } as const;
  const { text } = letterOf(due('approval', { authorizationRecord: ended }));
  expect(text).toContain('is valid December 1, 2026 through December 20, 2026');
});

describe('every letter', () => {
  it.each(kinds)('of kind %s starts its subject with the case number', (kind) => {
    expect(letterOf(due(kind)).subject).toBe(`PA-AB2CD-EF3GH: ${KINDS[kind]}`);
  });

  it.each(kinds)(
    'of kind %s keeps the member out of its subject, whoever the member is',
    (kind) => {
      const word = fc.string({ minLength: 3, maxLength: 30 }).map((text) => `§${text}`);
      const member = fc.record({
        memberId: word,
        givenName: word,
        familyName: word,
        birthDate: fc.constant('1958-03-09'),
      });
      fc.assert(
        fc.property(member, fc.constantFrom(null, authorization), (who, authorizationRecord) => {
          const record = caseOf({}, { member: who });
          const { subject } = letterOf(due(kind, { case: record, authorizationRecord }));
          for (const said of Object.values(who)) expect(subject).not.toContain(said);
        }),
      );
    },
  );

  it.each(['approval', 'withdrawal', 'renewal-reminder'] as const)(
    'of kind %s is written even if the guideline is gone',
    (kind) => {
      const guideline = { id: 'ixazomib', version: '1999-01-01', digest: 'f'.repeat(64) };
      const record = caseOf({}, { guideline });
      expect(letterOf(due(kind, { case: record }))).toEqual(letterOf(due(kind)));
    },
  );

  it.each(kinds)('of kind %s says who it is about and who it is from', (kind) => {
    const { text } = letterOf(due(kind, { authorizationRecord: authorization }));
    expect(text.split('\n').slice(0, 13)).toEqual([
      'Test Health Plan',
      '100 Market Street, Springfield, IL 62701',
      'Phone 217-555-0100, Fax 217-555-0101',
      'https://portal.example.org',
      '',
      'November 22, 2026',
      '',
      'To the office of Lee Park MD (NPI 1234567893)',
      '',
      'Case: PA-AB2CD-EF3GH',
      'Member: Nadia Brandt, member ID TM1000001',
      'Drug: Ninlaro',
      'Authorization: AU-22222-33333',
    ]);
    expect(text.split('\n').at(-1)).toBe('Test Health Plan');
  });

  it.each(kinds)('of kind %s names only the available ways to reach the plan', (kind) => {
    const { address, phone } = SETTINGS.letterhead;
    const letterhead = { address, phone, fax: null, portal: null };
    const notice = due(kind, { authorizationRecord: authorization });
    const { text } = letterOf(notice, { ...SETTINGS, letterhead });
    expect(text).toContain('Phone 217-555-0100\n\n');
    expect(text).not.toMatch(/fax|portal|through http/i);
  });

  it.each(kinds)('of kind %s has no gap if nothing is missing or known', (kind) => {
    const decided = caseOf(
      { setting: 'provider-administered' },
      { withoutCoverSince: '2027-06-01' },
    );
    const { text } = letterOf(due(kind, { case: decided }));
    expect(text).not.toMatch(/undefined|null|NaN|\[object|:\n\n|\n\n\n/);
  });

  it('uses the id of its notice, so that a repeated delivery is recognized', () => {
    expect(letterOf(due('approval')).id).toBe(due('approval').id);
  });

  it('is sent to the provider office, or to the mailroom if the office has no address', () => {
    const { npi, name } = caseOf().prescriber;
    const unreachable = caseOf({}, { prescriber: { npi, name, phone: '+13055550100' } });
    const addressees = [due('denial'), due('denial', { case: unreachable })].map(
      (notice) => letterOf(notice).to,
    );
    expect(addressees).toEqual(['office@example.org', MAILROOM]);
  });
});

/** Where a denial is signed by name. */
const IN_FLORIDA: Partial<CaseRecord> = {
  jurisdiction: { state: 'FL', from: 'member', findingsFirst: null },
};
const LICENSE = {
  number: 'ME-104722',
  state: 'FL',
  specialty: 'Hematology',
  name: 'Dana Brooks MD',
} as const;

const OF_MEDICAID_RENEWAL: Partial<CaseRecord> = {
  coverageType: 'medicaid-plan',
  requestType: 'continuation',
  renews: authorization.number,
};

it('has other words only with another wording version', () => {
  const dosing = { capsuleStrengthMg: 4, capsulesPer28Days: 4 };
  const by = { subject: 'maya', role: 'medical-director' as const };
  const rationale = 'Four capsules.\n\n- More than the label allows.';
  const decision = {
    decision: 'deny' as const,
    by,
    at: AT,
    rationale,
    clauses: ['I.3', 'I.1'],
    license: null,
    letterDigest: null,
    modification: null,
    enginePart: null,
  };
  const cases = [
    caseOf(),
    caseOf({ setting: 'self-administered' }, { informationRequest: { by, at: AT, rationale } }),
    caseOf({ dosing }, { decision, withoutCoverSince: '2027-06-01' }),
    caseOf({}, { decision, lineOfBusiness: 'medicare-advantage', informationDueAt: null }),
    caseOf({}, { lineOfBusiness: 'medicare-part-d', status: 'routed' }),
    caseOf({ dosing }, { decision: { ...decision, license: LICENSE }, ...IN_FLORIDA }),
    caseOf({ dosing }, { decision, ...OF_MEDICAID_RENEWAL }),
  ];
  const { address, phone } = SETTINGS.letterhead;
  const bare = { ...SETTINGS, letterhead: { address, phone, fax: null, portal: null } };
  const letters = kinds.flatMap((kind) =>
    cases.flatMap((record) =>
      [null, authorization].flatMap((authorizationRecord) =>
        [SETTINGS, bare].map((settings) =>
          letterOf(due(kind, { case: record, authorizationRecord }), settings),
        ),
      ),
    ),
  );
  const words = letters.map(({ subject, text }) => [subject, text]);
  const versions = new Set(letters.map(({ content }) => content.version));
  // If only a guideline's words changed, the version can stay.
  expect([[...versions], createHash('sha256').update(JSON.stringify(words)).digest('hex')]).toEqual(
    [[5], '921b3e0df7abcb0be03a0a2cf62fcc03f3893fa2abdc0788a30c3c5239b2449d'],
  );
});

it.each(kinds)('a letter of kind %s is made of content in order, with its subject', (kind) => {
  const { content, subject, text } = letterOf(due(kind, { authorizationRecord: authorization }));
  expect(content).toMatchObject({ recipient: 'prescriber', language: 'en' });
  expect(letterText(content)).toBe(text);
  expect(content.blocks.map(({ type }) => type).join(' ')).toMatch(
    /^letterhead date addressee reference subject(?: paragraph| list)+ signature$/,
  );
  expect(content.blocks).toContainEqual({ type: 'subject', text: subject });
});

const DECIDED = {
  by: { subject: 'maya', role: 'medical-director' },
  at: AT,
  rationale: 'Four capsules of ixazomib are more than 3.',
  license: null,
  letterDigest: null,
  enginePart: null,
} as const;

const REQUEST = {
  by: 'member',
  receivedAt: AT,
  recordedBy: { subject: 'ivy', role: 'intake' },
} as const;

/** In review, with one criterion that is not met. */
const OFFERED = caseOf(
  { ...MET_BUT_FOR_DOSE, dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 } },
  { status: 'in-review' },
);

const TEXAS: Jurisdiction = {
  state: 'TX',
  from: 'member',
  findingsFirst: { source: 'a law', confidence: 'high' },
};

const FINDINGS_FIRST: CaseRecord = { ...OFFERED, jurisdiction: TEXAS };

/** Letters of every kind, with all that they can say. */
const STATING: readonly (readonly [string, DueNotice])[] = [
  ...kinds.flatMap((kind) => [
    [kind, due(kind)] as const,
    [`${kind} with an authorization`, due(kind, { authorizationRecord: authorization })] as const,
  ]),
  [
    'information request with a question of 2 reviewers',
    due('information-request', {
      case: caseOf(
        { setting: 'self-administered' },
        { informationRequest: { by: DECIDED.by, at: AT, rationale: 'Are 4 mg of Ninlaro meant?' } },
      ),
    }),
  ],
  ...[null, 45].map(
    (answerDays) =>
      [
        `extension with ${answerDays} days to answer`,
        due('extension', {
          case: caseOf(
            {},
            {
              status: answerDays === null ? 'in-review' : 'pending-information',
              clocks: [extended(answerDays)],
            },
          ),
        }),
      ] as const,
  ),
  ...Object.entries({
    'about the dose': OFFERED,
    'where findings come first': FINDINGS_FIRST,
    'past its deadline': caseOf({}, { dueAt: AT }),
  }).map(
    ([name, record]) => [`offer ${name}`, due('peer-to-peer-offer', { case: record })] as const,
  ),
  [
    'denial that says all',
    due('denial', {
      case: caseOf(
        { ...MET_BUT_FOR_DOSE, dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 } },
        {
          status: 'denied',
          decision: {
            ...DECIDED,
            decision: 'deny',
            clauses: ['I.3', 'I.1'],
            modification: null,
            sinceApproval: {
              authorization: authorization.number,
              approvedAt: AT,
              changes: [{ fact: 'dosing.capsulesPer28Days', before: 3, after: 4 }],
            },
          },
        },
      ),
    }),
  ],
  [
    'denial that names a way to an approval',
    due('denial', {
      case: caseOf(MET_BUT_FOR_DOSE, {
        status: 'denied',
        decision: { ...DECIDED, decision: 'deny', clauses: ['I.3'], modification: null },
      }),
    }),
  ],
  ...(
    [
      ['of Medicare Advantage', { lineOfBusiness: 'medicare-advantage' }],
      ['in Florida', IN_FLORIDA],
      ['of a Medicaid plan', { coverageType: 'medicaid-plan' }],
      ['of a renewal of a Medicaid plan', OF_MEDICAID_RENEWAL],
    ] as const
  ).map(
    ([name, about]) =>
      [
        `denial ${name}`,
        due('denial', {
          case: caseOf(MET_BUT_FOR_DOSE, {
            ...about,
            status: 'denied',
            decision: {
              ...DECIDED,
              license: LICENSE,
              decision: 'deny',
              clauses: [],
              modification: null,
            },
          }),
        }),
      ] as const,
  ),
  [
    'approval with changes',
    due('approval', {
      authorizationRecord: {
        ...authorization,
        dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 3 },
      },
      case: caseOf(
        { dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 } },
        {
          status: 'approved',
          decision: {
            ...DECIDED,
            decision: 'approve',
            clauses: [],
            modification: {
              reason: 'Only 3 are labeled.',
              terms: [
                { term: 'capsulesPer28Days', asked: 4, approved: 3 },
                { term: 'months', asked: 6, approved: 1 },
                { term: 'start', asked: '2026-12-01', approved: '2026-12-15' },
              ],
            },
          },
        },
      ),
    }),
  ],
  ...(['therapy-stopped', 'coverage-ended', 'entered-in-error', 'member-died'] as const).flatMap(
    (reason) => [
      [
        `authorization that ended (${reason})`,
        due('authorization-ended', { authorizationRecord: ended(reason) }),
      ] as const,
      [
        `authorization that ended before it began (${reason})`,
        due('authorization-ended', { authorizationRecord: ended(reason, '2026-11-30') }),
      ] as const,
    ],
  ),
  [
    'coverage of an authorization that ended',
    due('cover-lapse', {
      case: caseOf({}, { withoutCoverSince: '2027-06-01' }),
      authorizationRecord: authorization,
    }),
  ],
  [
    'coverage that ended',
    due('cover-lapse', { case: caseOf({}, { withoutCoverSince: '2027-06-01' }) }),
  ],
  ...Object.entries({
    continued: { given: GIVEN },
    'on request': { askBy: ASK_BY },
    'that was asked for too late': { askBy: ASK_BY, refusal: 'late' },
    'that was asked for in vain': { refusal: 'not-provided', request: REQUEST },
  } as const).map(
    ([name, benefits]) =>
      [
        `appeal-received with coverage ${name}`,
        due('appeal-received', { appeal: continuing(appeal, benefits) }),
      ] as const,
  ),
  ...Object.entries({
    us: partlyOverturned,
    'outside review': {
      ...decidedAppeal('uphold', 'partly-overturned'),
      external: {
        outcome: 'partly-overturned',
        note: 'Two months are enough.',
        by: { subject: 'ivy', role: 'intake' },
        at: AT,
        months: 2,
        terms: PART,
      },
    },
  } as const).map(
    ([by, of]) =>
      [`appeal-decided in part by ${by}`, due('appeal-decided', { appeal: of })] as const,
  ),
  [
    'appeal-decided with coverage that ends',
    due('appeal-decided', {
      appeal: continuing(decidedAppeal('uphold', 'upheld'), {
        given: { ...GIVEN, lastDay: '2027-06-10' },
      }),
    }),
  ],
  [
    'appeal-dismissed with a dose that ends',
    due('appeal-dismissed', {
      appeal: continuing(dismissedAppeal('late'), {
        given: { ...GIVEN, lastDay: '2027-06-10', isDose: true },
      }),
    }),
  ],
];

test('the letter about coverage that ended names the authorization', () => {
  const notice = STATING.find(([name]) => name === 'coverage of an authorization that ended')![1];
  const { content, text } = letterOf(notice);
  expect(text).toContain('Authorization AU-22222-33333 ended on May 31, 2027.');
  const blocks = content.blocks.filter(({ type }) => type !== 'paragraph');
  expect(
    missingElements({ ...content, blocks }, { due: notice, settings: SETTINGS, now: AT }),
  ).toEqual(['the last day of coverage', 'the number of the authorization']);
});

describe('what the sentences of a letter state', () => {
  const statementsOf = (notice: DueNotice) => {
    const { content } = letterOf(notice);
    return { content, about: { due: notice, settings: SETTINGS, now: AT } };
  };

  it.each(STATING)('(%s) accounts for each number, date, dose and drug in them', (_, notice) => {
    const { content, about } = statementsOf(notice);
    expect(unboundSentences(content, about)).toEqual([]);
  });

  it.each(STATING)('(%s) is what the record says', (_, notice) => {
    const { content, about } = statementsOf(notice);
    expect(staleSentences(content, about)).toEqual([]);
  });

  it.each(STATING)('(%s) is in words that the office knows', (_, notice) => {
    const { content, about } = statementsOf(notice);
    expect(wordFaults(content, about)).toEqual([]);
  });

  it.each(STATING)('(%s) is named once it is no longer true, with its place', (_, notice) => {
    const { content, about } = statementsOf(notice);
    for (const [position, { place, states }] of sentencesOf(content).entries()) {
      for (const statement of states) {
        const stale = staleSentences(altered(content, position, statement), about);
        expect(stale).toEqual([expect.stringMatching(new RegExp(`^${place} states .*changed$`))]);
      }
    }
  });

  it('finds a sentence whose author bound nothing', () => {
    const { content, about } = statementsOf(
      due('approval', { authorizationRecord: authorization }),
    );
    const blocks = content.blocks.map((block) =>
      block.type === 'paragraph' ? { type: block.type, text: block.text } : block,
    );
    const text = 'Ninlaro may cost 17 dollars.';
    const unbound = unboundSentences({ blocks: [...blocks, { type: 'paragraph', text }] }, about);
    expect(unbound).toEqual(
      expect.arrayContaining(['paragraph 1: ninlaro', 'paragraph 2: 2027', 'paragraph 4: 17']),
    );
  });

  it('is compared with the facts of an approval, and what a reviewer changed of them', () => {
    const notice = STATING.find(([name]) => name === 'approval with changes')![1];
    const { content, about } = statementsOf(notice);
    const facts = { dosing: { capsuleStrengthMg: 3, capsulesPer28Days: 5 } };
    const due = { ...notice, case: { ...notice.case, facts } };
    expect(staleSentences(content, { ...about, due })).toEqual([
      'paragraph 2 states dosing.capsuleStrengthMg, which has changed',
    ]);
  });

  it('is compared with the criteria as the facts meet them now', () => {
    const notice = STATING.find(([name]) => name === 'denial that says all')![1];
    const { content, about } = statementsOf(notice);
    const dosing = { capsuleStrengthMg: 4, capsulesPer28Days: 3 };
    const due = { ...notice, case: { ...notice.case, facts: { ...MET_BUT_FOR_DOSE, dosing } } };
    expect(staleSentences(content, { ...about, due })).toEqual(
      expect.arrayContaining([
        'list 1, item 1 states criterion I.3, which has changed',
        'list 2, item 1 states dosing.capsulesPer28Days, which has changed',
      ]),
    );
  });

  it('no longer asks for what the office has answered', () => {
    const notice = due('information-request', { case: caseOf() });
    const { content, about } = statementsOf(notice);
    const record = { ...notice.case, facts: { setting: 'self-administered' } };
    expect(staleSentences(content, { ...about, due: { ...notice, case: record } })).toContain(
      'list 1, item 1 states setting, which has changed',
    );
  });

  it('is nothing in a letter of an earlier release, which stays valid', () => {
    const about = { due: due('approval'), settings: SETTINGS, now: AT };
    expect(staleSentences(contentOfText('s', 'Approved until 2027.\n\nBye.'), about)).toEqual([]);
  });
});

/** A letter with another value of one statement. */
function altered(content: LetterContent, position: number, statement: Statement): LetterContent {
  let passed = 0;
  const other = (states: readonly Statement[] = []): readonly Statement[] => {
    const isIt = passed === position;
    passed += 1;
    return isIt ? states.map((each) => (each === statement ? otherThan(each) : each)) : states;
  };
  const blocks = content.blocks.map((block) => {
    if (block.type === 'paragraph') return { ...block, states: other(block.states) };
    if (block.type !== 'list') return block;
    const states = other(block.states);
    const itemStates = block.items.map((_, item) => other(block.itemStates?.[item]));
    return { ...block, states, itemStates };
  });
  return { ...content, blocks };
}

function otherThan(statement: Statement): Statement {
  if ('missing' in statement) return { missing: 'another.fact' };
  if ('criterion' in statement) {
    return { ...statement, verdict: statement.verdict === 'met' ? 'unknown' : 'met' };
  }
  return { ...statement, value: 'another' };
}

/** Those of the above that a plan would send. */
const COMPLETE: ReadonlySet<string> = new Set([
  'information-request',
  'information-reminder',
  'extension with null days to answer',
  'offer about the dose',
  'approval with an authorization',
  'denial that says all',
  'withdrawal',
  'routing',
  'renewal-reminder with an authorization',
  'coverage that ended',
  'authorization that ended (therapy-stopped)',
  'appeal-received',
  'appeal-dismissed',
  'appeal-reopened',
  'appeal-decided',
]);

const LACKING: Readonly<Record<NoticeKind, readonly string[]>> = {
  'information-request': ['the questions', 'until when to answer', 'how to answer'],
  'information-reminder': ['the questions', 'until when to answer', 'how to answer'],
  extension: ['the reason', 'the new date', 'the rule that allows it'],
  'peer-to-peer-offer': [
    'that nothing is decided',
    'who can talk with a reviewer',
    'how to ask for the call',
    'until when to ask',
    'the criteria that are open',
  ],
  approval: [
    'the first day of coverage',
    'the last day of coverage',
    'the number of the authorization',
  ],
  denial: [
    'the reason',
    'the criteria in full words',
    'how to appeal',
    'until when to appeal',
    'how to discuss it with a medical director',
    'how to get a copy of the guideline',
    'how to get a copy of the case file',
    'how to ask for an expedited appeal',
    'who reviews the decision after an appeal',
  ],
  withdrawal: ['how to ask again'],
  routing: ['why another payer decides'],
  'renewal-reminder': [
    'the last day of coverage',
    'the number of the authorization',
    'how to ask for a renewal',
  ],
  'cover-lapse': ['the last day of coverage'],
  'authorization-ended': [
    'the last day of coverage',
    'the number of the authorization',
    'why it ended',
    'how to tell us that it is not right',
  ],
  'appeal-received': [
    'the number of the appeal',
    'until when we decide',
    'how to send more information',
  ],
  'appeal-dismissed': ['the reason', 'the number of the appeal', 'how to appeal again'],
  'appeal-reopened': [
    'that the appeal is reviewed',
    'the reason',
    'the number of the appeal',
    'until when we decide',
    'how to send more information',
  ],
  'appeal-decided': ['the outcome', 'the reason', 'how to have it reviewed outside of the plan'],
};

describe('what every letter has to say', () => {
  const FULL = STATING.filter(([name]) => COMPLETE.has(name));
  const lackingIn = (content: LetterContent, notice: DueNotice) =>
    officeFaults(
      { subject: '', text: letterText(content), content },
      { due: notice, settings: SETTINGS, now: AT },
    );

  it('is checked of every kind', () => {
    expect(new Set(FULL.map(([, { kind }]) => kind))).toEqual(new Set(kinds));
  });

  it.each(FULL)('(%s) is there', (_, notice) => {
    expect(lackingIn(letterOf(notice).content, notice)).toEqual([]);
  });

  it.each(FULL)('(%s) is missed in a letter that says nothing', (name, notice) => {
    const { content } = letterOf(notice);
    const blocks = content.blocks.filter(({ type }) => type !== 'paragraph' && type !== 'list');
    expect([name, lackingIn({ ...content, blocks }, notice)]).toEqual([name, LACKING[notice.kind]]);
  });

  const VERDICTS: readonly [AppealVerdict, AppealStatus][] = [
    ['uphold', 'upheld'],
    ['overturn', 'overturned'],
    ['partly-overturn', 'partly-overturned'],
  ];
  const decidedBy = ([verdict, status]: (typeof VERDICTS)[number]) =>
    due('appeal-decided', { appeal: decidedAppeal(verdict, status) });

  it.each(VERDICTS)('of an appeal (%s) is its own outcome, and no other', (verdict, status) => {
    const { content } = letterOf(decidedBy([verdict, status]));
    const told = VERDICTS.map((other) => lackingIn(content, decidedBy(other)));
    const isLacking = told.map((faults) => faults.includes('the outcome'));
    expect(isLacking).toEqual(VERDICTS.map(([other]) => other !== verdict));
  });

  it.each([
    ['how to appeal', 'To appeal, '],
    ['until when to appeal', ' within 180 days of receiving this letter'],
  ])('of an approval with changes is %s', (element, words) => {
    const notice = STATING.find(([name]) => name === 'approval with changes')![1];
    const { content } = letterOf(notice);
    expect(lackingIn(content, notice)).toEqual([]);
    const blocks = content.blocks.map((block) =>
      block.type === 'paragraph' ? { ...block, text: block.text.replace(words, '') } : block,
    );
    expect(lackingIn({ ...content, blocks }, notice)).toEqual([element]);
  });

  it('of an appeal that is overturned in part is each term as asked and as approved', () => {
    const notice = due('appeal-decided', { appeal: partlyOverturned });
    const { content, text } = letterOf(notice);
    expect(text).toContain(
      [
        'Coverage is approved with these changes:',
        '- Coverage for 2 months instead of 6 months',
        '- Capsules per 28 days: 2 capsules instead of 3 capsules',
      ].join('\n'),
    );
    const blocks = content.blocks.filter(({ type }) => type !== 'list');
    expect(lackingIn({ ...content, blocks }, notice)).toEqual(['the changes']);
  });

  it('may have a reason that tells of any outcome', () => {
    const appeal = decidedAppeal('uphold', 'upheld');
    const rationale = 'Not for this dose; for a lower dose, the request is approved.';
    const decision = appeal.decision && { ...appeal.decision, rationale };
    const notice = due('appeal-decided', { appeal: { ...appeal, decision } });
    expect(lackingIn(letterOf(notice).content, notice)).toEqual([]);
  });
});

describe('a request for information', () => {
  const record = caseOf({ setting: 'self-administered' });

  it.each(['information-request', 'information-reminder'] as const)(
    '(%s) asks every open question, and lists those that may not apply separately',
    (kind) => {
      const { text } = letterOf(due(kind, { case: record }));
      const [required = '', conditional = ''] = text.split('what applies to this patient:');
      const asked = text.split('\n').filter((line) => line.startsWith('- '));
      expect(required).toContain(
        '- What is the ICD-10-CM code of the diagnosis that ixazomib will treat?',
      );
      expect(conditional).toContain(
        '- Is the disease symptomatic? (Smoldering myeloma counts as not symptomatic.)',
      );
      expect(asked).toHaveLength(record.determination.missing.length);
    },
  );

  it("says where to send the answer, and by when in the payer's time zone", () => {
    expect(letterOf(due('information-request', { case: record })).text).toContain(
      'Fax your answer to 217-555-0101, send it through https://portal.example.org, or call 217-555-0100 by December 4, 2026 at 10:00 AM Eastern Time. Write case number PA-AB2CD-EF3GH on every page.',
    );
  });

  it("includes the reviewer's question", () => {
    const informationRequest = {
      by: { subject: 'pia', role: 'pharmacist' as const },
      at: AT,
      rationale: 'Which dose was given before?',
    };
    const asked = { ...record, informationRequest };
    expect(letterOf(due('information-request', { case: asked })).text).toContain(
      'Our reviewer asks: Which dose was given before?',
    );
  });
});

describe('a decision', () => {
  it('to approve names the authorization, its period, its dose and its warnings', () => {
    const { text } = letterOf(due('approval', { authorizationRecord: authorization }));
    expect(text).toContain(
      [
        'We approved coverage of Ninlaro.',
        'Authorization AU-22222-33333 is valid December 1, 2026 through May 31, 2027, for 3 capsules (2.3 mg) per 28 days.',
        'Please note: The renewal will go to a reviewer.',
      ].join('\n\n'),
    );
  });

  it('to deny gives the rationale, the criteria, and how and until when to appeal', () => {
    const decision = {
      decision: 'deny' as const,
      by: { subject: 'maya', role: 'medical-director' as const },
      at: AT,
      rationale: 'Four capsules are more than the label allows.',
      clauses: ['I.3'],
      license: null,
      letterDigest: null,
      modification: null,
      enginePart: null,
    };
    const dosing = { capsuleStrengthMg: 4, capsulesPer28Days: 4 };
    const { text } = letterOf(due('denial', { case: caseOf({ dosing }, { decision }) }));
    expect(text).toContain(
      [
        'We denied coverage of Ninlaro.',
        '',
        'Why: Four capsules are more than the label allows.',
        '',
        'The decision is based on this requirement of our coverage guideline Ixazomib (Ninlaro), effective October 1, 2024:',
        '- Dose within the limit: at most three capsules of up to 4 mg per 28 days (not met)',
        '',
        'The request could be approved if it met this requirement, with information that we do not have (we are not asking you to change what you told us about the patient):',
        '- Dose within the limit: at most three capsules of up to 4 mg per 28 days',
        '',
        'You or the member may appeal this decision within 180 days of receiving this letter. To appeal, call 217-555-0100, fax 217-555-0101, or write to us at 100 Market Street, Springfield, IL 62701.',
        '',
        "If waiting could harm the member's health, ask for an expedited appeal. To do so, call 217-555-0100. We decide it within 72 hours.",
        '',
        'If we uphold this decision on appeal, you or the member may then ask for an external review within 4 months of our decision on the appeal.',
        '',
        'To discuss this decision with a medical director (peer-to-peer), call 217-555-0100.',
      ].join('\n'),
    );
  });

  it('to deny names the criterion that lacks information', () => {
    const decision = {
      decision: 'deny' as const,
      by: { subject: 'maya', role: 'medical-director' as const },
      at: AT,
      rationale: 'The dose was not documented.',
      clauses: ['I.3'],
      license: null,
      letterDigest: null,
      modification: null,
      enginePart: null,
    };
    const { text } = letterOf(due('denial', { case: caseOf({}, { decision }) }));
    expect(text).toMatch(/^- Dose within the limit: .* \(information missing\)$/m);
  });

  it('to deny says what it could be approved with, but never asks for another answer', () => {
    const decision = {
      decision: 'deny' as const,
      by: { subject: 'maya', role: 'medical-director' as const },
      at: AT,
      rationale: 'The dose was not documented.',
      clauses: ['I.3'],
      license: null,
      letterDigest: null,
      modification: null,
      enginePart: null,
    };
    const denied = (dosing: Facts) => {
      const facts = { ...MET_BUT_FOR_DOSE, dosing };
      return letterOf(due('denial', { case: caseOf(facts, { decision }) })).text;
    };
    expect(denied({ capsuleStrengthMg: 4 })).toContain(
      'The request could be approved with this information, if it shows that the requirements are met:\n- Capsules per 28 days',
    );
    const other = denied({ capsuleStrengthMg: 4, capsulesPer28Days: 4 });
    expect(other).toContain(
      'The request could be approved if it met this requirement (we are not asking you to change what you told us about the patient):\n- Dose within the limit: at most three capsules of up to 4 mg per 28 days\n\n',
    );
    expect(other).not.toContain('Capsules per 28 days');
  });

  it.each([
    [
      'denial of Medicare Advantage',
      'If we uphold this decision on appeal, we send the case file to the independent review entity, which reviews it. You do not need to ask for that.',
    ],
    [
      'denial of a Medicaid plan',
      "If we uphold this decision on appeal, the member, or you with the member's written consent, may then ask the state for a fair hearing within 90 days of our decision on the appeal.",
    ],
    [
      'denial in Florida',
      'The physician who made this decision is Dana Brooks MD (license ME-104722, FL).',
    ],
    [
      'denial of a renewal of a Medicaid plan',
      'If our earlier authorization still covered this drug when we received the request, its coverage can continue while an appeal is open. The member has to ask us for that within 10 days of the date of this letter, or by the last covered day if that is later. To ask, call 217-555-0100,',
    ],
  ])('to deny (%s) says what its plan or state asks for: %s', (name, words) => {
    const texts = STATING.filter(
      ([each]) => each.startsWith('denial of') || each === 'denial in Florida',
    );
    const saying = texts.filter(([, notice]) => letterOf(notice).text.includes(words));
    const both =
      name === 'denial of a Medicaid plan'
        ? [name, 'denial of a renewal of a Medicaid plan']
        : [name];
    expect(saying.map(([each]) => each)).toEqual(both);
  });

  it('to deny is signed by name only where a state asks for that', () => {
    const signed = STATING.filter(([, notice]) => letterOf(notice).text.includes('Signed: '));
    expect(signed.map(([name]) => name)).toEqual(['denial in Florida']);
    expect(letterOf(signed[0]![1]).text).toMatch(/\n\nSigned: Dana Brooks MD\nTest Health Plan$/);
  });

  it('that another payer makes names that payer', () => {
    const routed = caseOf({}, { lineOfBusiness: 'medicare-part-d' });
    expect(letterOf(due('routing', { case: routed })).text).toContain('Prime Therapeutics');
  });
});

describe('an offer of a peer-to-peer call', () => {
  const textOf = (record: CaseRecord, settings = SETTINGS) =>
    letterOf(due('peer-to-peer-offer', { case: record }), settings).text;
  const faultsOf = (written: CaseRecord, sent: CaseRecord) => {
    const { content } = letterOf(due('peer-to-peer-offer', { case: written }));
    const letter = { subject: '', text: letterText(content), content };
    const about = due('peer-to-peer-offer', { case: sent });
    return officeFaults(letter, { due: about, settings: SETTINGS, now: AT });
  };

  it('says that nothing is decided, what is not met, who can call, how, and until when', () => {
    expect(textOf(OFFERED)).toContain(
      [
        'A licensed reviewer was asked to review this request. We have not decided it yet.',
        '',
        'From what we have so far, we cannot confirm that the request meets this requirement of our coverage guideline Ixazomib (Ninlaro), effective October 1, 2024:',
        '- Dose within the limit: at most three capsules of up to 4 mg per 28 days (not met)',
        '',
        'Before we decide, Lee Park MD can discuss the request with a reviewer in a phone call (peer-to-peer).',
        '',
        'To arrange it, call 217-555-0100, fax 217-555-0101, or write through https://portal.example.org. Tell us case number PA-AB2CD-EF3GH and when we can call.',
        '',
        'We call within 1 business day after you ask. Please ask as soon as possible. We will decide by December 7, 2026 at 10:00 AM Eastern Time.',
      ].join('\n'),
    );
  });

  it('quotes a criterion as the plan words it', () => {
    const { wordings } = criterionWordings([
      {
        name: 'own.json',
        guideline: OFFERED.guideline!,
        criteria: { 'I.3': { en: 'No more than three capsules.' } },
      },
    ]);
    const text = textOf(OFFERED, { ...SETTINGS, criterionWordings: wordings });
    expect(text).toContain('- “No more than three capsules.” (not met)');
  });

  it('says which criteria lack information', () => {
    expect(textOf(caseOf(MET_BUT_FOR_DOSE, { status: 'in-review' }))).toContain(
      '- Dose within the limit: at most three capsules of up to 4 mg per 28 days (information missing)',
    );
  });

  it('names no deadline that is over', () => {
    const text = textOf({ ...OFFERED, dueAt: AT });
    expect(text).toContain('Please ask as soon as possible.');
    expect(text).not.toContain('We will decide by');
  });

  it.each<[string, Facts]>([
    ['met', { ...MET_BUT_FOR_DOSE, dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 3 } }],
    ['missing information', MET_BUT_FOR_DOSE],
    ['not met', OFFERED.facts],
  ])('tells no result where findings come first: %s', (_, facts) => {
    const record = caseOf(facts, { status: 'in-review', jurisdiction: TEXAS });
    expect(textOf(record)).toBe(textOf(FINDINGS_FIRST));
    expect(textOf(record)).not.toMatch(
      /criteri|guideline|requirement|\bmeet\b|\bmet\b|missing|Dose/,
    );
  });

  it('lacks its silence if it tells a result where findings come first', () => {
    expect(faultsOf(OFFERED, FINDINGS_FIRST)).toEqual([
      'silence about the results of the criteria check',
    ]);
  });

  it.each(['approved', 'denied', 'withdrawn'] as const)(
    'says that nothing is decided, so it is not sent of a case that is %s',
    (status) => {
      expect(faultsOf(OFFERED, { ...OFFERED, status })).toEqual(['that nothing is decided']);
    },
  );

  it('lacks a criterion that is open by now', () => {
    const other = { ...MET_BUT_FOR_DOSE, setting: 'provider-administered', dosing: {} };
    expect(faultsOf(OFFERED, caseOf(other, { status: 'in-review' }))).toEqual([
      'the criteria that are open',
    ]);
  });
});

describe('about a renewal', () => {
  it('a reminder names the last day of coverage, what to send and the last day to send it', () => {
    const notice = due('renewal-reminder', { authorizationRecord: authorization });
    const { text } = letterOf(notice);
    expect(text).toContain('Coverage under authorization AU-22222-33333 ends on May 31, 2027.');
    expect(text).toContain(
      "To continue treatment without a gap, send us a renewal request with the patient's response to treatment by May 31, 2027.",
    );
  });

  it('a reminder asks only for the response once a renewal request is open', () => {
    const underReview = { ...authorization, continuationCaseId: caseOf().id };
    const { text } = letterOf(due('renewal-reminder', { authorizationRecord: underReview }));
    expect(text).toContain("send us the patient's response to treatment by May 31, 2027.");
    expect(text).toContain('A renewal request is already open.');
  });

  it('a reminder after the last safe day names no day to send it by', () => {
    const late = { ...authorization, period: { start: '2026-06-01', end: '2026-11-21' } };
    const { text } = letterOf(due('renewal-reminder', { authorizationRecord: late }));
    expect(text).toContain('response to treatment as soon as possible.');
  });

  it('a coverage ended letter says since when, and what is still open', () => {
    const review = caseOf({}, { requestType: 'continuation', withoutCoverSince: '2027-06-01' });
    const { text } = letterOf(due('cover-lapse', { case: review }));
    expect(text).toContain('The authorization ended on May 31, 2027.');
    expect(text).toMatch(/^- /m);
  });

  it('a coverage ended letter describes no way to answer if nothing is asked', () => {
    const dosing = { capsuleStrengthMg: 4, capsulesPer28Days: 4 };
    const review = caseOf({ dosing }, { withoutCoverSince: '2027-06-01', status: 'in-review' });
    const { text } = letterOf(due('cover-lapse', { case: review }));
    expect(text).toContain('The renewal request is still open.');
    expect(text).not.toMatch(/fax your/i);
  });

  it.each(['denied', 'withdrawn'] as const)(
    'a coverage ended letter asks nothing about a review that is %s by now',
    (status) => {
      const review = caseOf({}, { status, withoutCoverSince: '2027-06-01' });
      const { text } = letterOf(due('cover-lapse', { case: review }));
      expect(text).toContain('The authorization ended on May 31, 2027.');
      expect(text).not.toMatch(/open|^- /m);
    },
  );
});

describe('a letter about an authorization that ended', () => {
  const textOf = (record: AuthorizationRecord, now = AT) =>
    writeLetter(
      due('authorization-ended', { authorizationRecord: record }),
      SETTINGS,
      MAILROOM,
      now,
    ).text;

  it.each([
    ['therapy-stopped', 'Why: we were told that the treatment has stopped.'],
    ['coverage-ended', "Why: the member's coverage with our plan has ended."],
    ['entered-in-error', 'Why: the authorization was entered in error.'],
    ['member-died', 'Why: we were told that the member has died.'],
  ] as const)('(%s) says until when it covers, and why', (reason, why) => {
    const text = textOf(ended(reason));
    expect(text).toContain(
      'Authorization AU-22222-33333 for Ninlaro began on December 1, 2026 and ends on December 20, 2026. Days after that are not covered.',
    );
    expect(text).toContain(why);
    expect(text.includes('send us a new request')).toBe(
      reason === 'therapy-stopped' || reason === 'entered-in-error',
    );
  });

  it('says that it ended once its last day is over', () => {
    expect(textOf(ended('therapy-stopped'), new Date('2026-12-21T15:00:00Z'))).toContain(
      'ended on December 20, 2026.',
    );
  });

  it('names no day of one that ended before it began', () => {
    const text = textOf(ended('entered-in-error', '2026-11-30'));
    expect(text).toContain('is no longer valid. It covers no day.');
    expect(text).not.toMatch(/November 30|December/);
  });

  it('that gives another reason than the record lacks the reason', () => {
    const notice = due('authorization-ended', { authorizationRecord: ended('therapy-stopped') });
    const { content } = letterOf(
      due('authorization-ended', { authorizationRecord: ended('coverage-ended') }),
    );
    const letter = { subject: '', text: letterText(content), content };
    expect(officeFaults(letter, { due: notice, settings: SETTINGS, now: AT })).toEqual([
      'why it ended',
    ]);
  });
});

describe('of coverage during an appeal', () => {
  const textOf = (name: string) =>
    letterOf(STATING.find(([each]) => each === name)![1]).text.replaceAll('\n', ' ');

  it.each([
    [
      'appeal-received with coverage continued',
      'Coverage continues from June 1, 2027 while the appeal is open, at the same dose as before. It ends when the appeal is over.',
    ],
    [
      'appeal-received with coverage on request',
      'Coverage can continue while the appeal is open, if the member asks us for that by June 10, 2027.',
    ],
    [
      'appeal-received with coverage that was asked for too late',
      'Coverage does not continue while the appeal is open. The last day to ask for that was June 10, 2027.',
    ],
    [
      'appeal-received with coverage that was asked for in vain',
      'Coverage does not continue while the appeal is open.',
    ],
    ['appeal-decided with coverage that ends', 'Coverage continues through June 10, 2027.'],
    [
      'appeal-dismissed with a dose that ends',
      'Coverage at the earlier dose continues through June 10, 2027.',
    ],
  ])('a letter (%s) says: %s', (name, words) => {
    expect(textOf(name)).toContain(words);
  });

  it('a letter says nothing where it never was in question', () => {
    const refused = continuing(appeal, { refusal: 'not-ongoing' });
    expect(letterOf(due('appeal-received', { appeal: refused })).text).not.toContain('continue');
  });
});

describe('about an appeal', () => {
  const received = (overrides: Partial<Appeal> = {}) =>
    letterOf(due('appeal-received', { appeal: { ...appeal, ...overrides } })).text;
  const decided = (of: Appeal, overrides: Partial<DueNotice> = {}) =>
    letterOf(due('appeal-decided', { appeal: of, ...overrides })).text;

  it.each([
    ['late', 'because we received it after the last day to appeal'],
    ['no-proof-of-authority', 'we have no document that allows the representative'],
  ] as const)('that is not heard (%s) says why and that another can follow', (about, why) => {
    const { text } = letterOf(due('appeal-dismissed', { appeal: dismissedAppeal(about) }));
    for (const words of [why, 'Why: So.', 'You or the member may appeal again']) {
      expect(text).toContain(words);
    }
  });

  it('that is not heard says how and until when outside review looks at that, where it does', () => {
    const dismissed = dismissedAppeal('late');
    const { withdrawal } = dismissed;
    const dismissalReview = {
      to: 'independent-review-entity',
      days: 60,
      source: 'a rule',
      confidence: 'medium',
      askBy: AT,
      dismissed: withdrawal!,
      asked: null,
      outcome: null,
    } as const;
    const reviewed = due('appeal-dismissed', { appeal: { ...dismissed, dismissalReview } });
    expect(letterOf(reviewed).text).toContain(
      'You or the member may also ask for a review of this dismissal by an independent review entity that does not work for our plan. We must receive the request in writing within 60 days of the date of this letter.',
    );
    const { content, subject, text } = letterOf(due('appeal-dismissed', { appeal: dismissed }));
    expect(text).not.toContain('review of this dismissal');
    const about = { due: reviewed, settings: SETTINGS, now: AT };
    expect(officeFaults({ content, subject, text }, about)).toEqual([
      'how and until when to have the dismissal reviewed',
    ]);
  });

  it('of a missing decision speaks of none', () => {
    const ofMissing = { ground: 'no-decision' } as const;
    expect(received(ofMissing)).toContain(
      'On November 22, 2026, we received an appeal, because we did not decide the request in time, from the member.',
    );
    const overturned = { ...decidedAppeal('overturn', 'overturned'), ...ofMissing };
    expect(decided(overturned)).toContain('The request is approved.');
    const denied = caseOf({}, { status: 'denied' });
    expect(decided(overturned, { case: denied })).toContain('Our earlier decision was changed');
  });

  it('an acknowledgment says when it came, by when it is decided and where to send more', () => {
    expect(received()).toContain(
      [
        'On November 22, 2026, we received an appeal of our decision from the member.',
        'We will decide it by December 22, 2026 at 10:00 AM Eastern Time.',
        'If you have more information about the patient, send it to us before then.',
        'Fax the information to 217-555-0101, send it through https://portal.example.org, or call 217-555-0100. Write appeal number AP-22222-33333 on every page.',
      ].join('\n\n'),
    );
    expect(received()).toContain('Appeal: AP-22222-33333');
    expect(received()).not.toMatch(/late|representative/);
  });

  it('an acknowledgment asks for what is missing', () => {
    const text = received({
      appellant: 'representative',
      urgency: 'expedited',
      reviewReasons: ['late', 'no-proof-of-authority'],
    });
    expect(text).toContain(
      "we received an expedited appeal of our decision from the member's representative.",
    );
    expect(text).toContain('Please tell us why it was late.');
    expect(text).toContain('the document that allows the representative to act for the member.');
  });

  it('a decision says the outcome, why, and the new authorization', () => {
    const text = decided(decidedAppeal('overturn', 'overturned'), {
      authorizationRecord: authorization,
    });
    expect(text).toContain('Our earlier decision was changed: the request is approved.');
    expect(text).toContain('Why: Weighed again.');
    expect(text).toContain('Authorization AU-22222-33333 is valid December 1, 2026');
    expect(text).not.toMatch(/external review|independent/);
  });

  it('one that keeps the denial says how to get an external review', () => {
    expect(decided(decidedAppeal('uphold', 'upheld'))).toContain(
      'You or the member may ask for an external review within 4 months of receiving this letter. To ask, call 217-555-0100, fax 217-555-0101, or write to us at 100 Market Street, Springfield, IL 62701.',
    );
  });

  it('of Medicare Advantage says that the file goes to the independent review entity', () => {
    const record = caseOf({}, { lineOfBusiness: 'medicare-advantage' });
    const text = decided(decidedAppeal('uphold', 'upheld'), { case: record });
    expect(text).toContain('We send the case file to the independent review entity');
    expect(text).not.toContain('external review');
  });

  it.each([
    ['uphold', 'upheld'],
    ['partly-overturn', 'partly-overturned'],
  ] as const)(
    'to %s reads the same once the file was sent to outside review',
    (verdict, status) => {
      const record = caseOf({}, { lineOfBusiness: 'medicare-advantage' });
      const before = decidedAppeal(verdict, status);
      const to = 'independent-review-entity';
      const forwarding = { to, by: { subject: 'ivy', role: 'intake' }, at: AT } as const;
      const after = { ...before, status: 'forwarded', forwarding } as const;
      const text = decided(before, { case: record });
      expect(text).toContain('We send the case file to the independent review entity');
      expect(text).toContain('Our earlier decision');
      expect(decided(after, { case: record })).toBe(text);
    },
  );

  it('of a Medicaid plan says how to ask for a state fair hearing', () => {
    const record = caseOf({}, { coverageType: 'medicaid-plan' });
    const appeal = decidedAppeal('uphold', 'upheld');
    const { text } = letterOf(due('appeal-decided', { appeal, case: record }));
    expect(text).toContain(
      "The member, or you with the member's written consent, may ask the state for a fair hearing within 90 days of the date of this letter. To ask, call 217-555-0100,",
    );
    expect(text).not.toContain('external review');
  });

  it('what outside review decided is said as its decision', () => {
    const external = {
      outcome: 'overturned',
      note: 'The dose is the labeled one.',
      by: { subject: 'ivy', role: 'intake' },
      at: AT,
      months: null,
    } as const;
    const text = decided({ ...decidedAppeal('uphold', 'overturned'), external });
    expect(text).toContain('Reviewers outside our plan reviewed this request again.');
    expect(text).toContain('Why: The dose is the labeled one.');
  });
});
