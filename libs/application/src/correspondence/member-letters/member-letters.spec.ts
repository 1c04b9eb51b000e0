import type { Facts } from '@assent/criteria';
import {
  USUAL_EXCEPTION_LIMITS,
  type Appeal,
  type AppealReviewReason,
  type AppealStatus,
  type AppealVerdict,
  type CaseClock,
  type Decision,
} from '@assent/domain';
import { guidelineFor, inSpanish } from '@assent/guidelines';
import { createHash } from 'node:crypto';
import { clausesUnder, determinationOf, evaluateQuestion } from '../../evaluation/evaluation';
import type { AuthorizationRecord } from '../../ports/authorization-record';
import type { CaseRecord } from '../../ports/case-record';
import type { LetterLanguage } from '../../ports/letter-content';
import {
  MEMBER_LETTER_KINDS,
  type DueNotice,
  type MemberLetterKind,
} from '../../ports/notice-record';
import type { Settings } from '../../ports/ports';
import { letterText } from '../letter-text';
import { appealWindowWords } from '../letters';
import { LETTER_ELEMENT_RULES } from '../plan-elements.fixture';
import { missingElements } from '../required-elements';
import { staleSentences } from '../statements';
import { ASK_BY, continuing, GIVEN } from '../continued-coverage.fixture';
import { unboundSentences } from '../unbound-sentences.fixture';
import { wordFaults } from '../word-faults';
import { memberLetter } from './member-letter';
import {
  colemanLiau,
  englishSyllables,
  fernandezHuerta,
  fleschKincaid,
  spanishSyllables,
  szigrisztPazos,
} from './readability';
import { criterion } from './spanish';

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
        outside: { source: 'a rule', confidence: 'low' },
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
const BARE: Settings = {
  ...SETTINGS,
  letterhead: { ...SETTINGS.letterhead, fax: null, portal: null },
};
const AT = new Date('2026-11-22T15:00:00Z');
const BY = { subject: 'maya', role: 'medical-director' } as const;

function caseOf(facts: Facts = {}, overrides: Partial<CaseRecord> = {}): CaseRecord {
  const question = {
    requestType: overrides.requestType ?? 'initiation',
    lineOfBusiness: overrides.lineOfBusiness ?? 'commercial',
    drugText: 'Ninlaro',
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

const REASON = 'You asked for four pills. The most that is safe is three.';

const decisionTo = (decision: 'approve' | 'deny', overrides: Partial<Decision> = {}): Decision => ({
  decision,
  by: BY,
  at: AT,
  rationale: REASON,
  clauses: [],
  license: null,
  letterDigest: null,
  modification: null,
  enginePart: null,
  ...overrides,
});

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
    reason: 'We wait for the notes of your doctor.',
    by: BY,
    at: AT,
    basis: '29 CFR 2560.503-1(f)(2)(iii)(A)',
    confidence: 'medium',
    days: 15,
    answerDays,
  },
  tolled: [],
  consequence: null,
});

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
  closedAt: null,
  decision: null,
  authorization: null,
  forwarding: null,
  external: null,
  withdrawal: null,
  escalatedAt: null,
};

const decidedAppeal = (decision: AppealVerdict, status: AppealStatus): Appeal => ({
  ...appeal,
  status,
  closedAt: AT,
  decision: { decision, by: BY, at: AT, rationale: REASON, months: null },
});

/** What an appeal can approve in part. */
const PART = [
  { term: 'months', asked: 6, approved: 2 },
  { term: 'capsulesPer28Days', asked: 3, approved: 2 },
] as const;

const decidedInPart = (): Appeal => {
  const decided = decidedAppeal('partly-overturn', 'partly-overturned');
  return { ...decided, decision: decided.decision && { ...decided.decision, terms: PART } };
};

const dismissedAppeal = (about: AppealReviewReason): Appeal => ({
  ...appeal,
  status: 'withdrawn',
  closedAt: AT,
  goodCause: { about, accepted: false, reason: REASON, by: BY, at: AT },
  withdrawal: { as: 'dismissed', reason: REASON, by: BY, at: AT },
});

const reopenedAppeal = (reviewReasons: Appeal['reviewReasons']): Appeal => ({
  ...appeal,
  status: reviewReasons.length === 0 ? 'open' : 'in-review',
  reviewReasons,
  goodCause: { about: 'late', accepted: true, reason: REASON, by: BY, at: AT },
});

/** Dismissed where outside review looks at dismissals. */
const reviewable = (about: AppealReviewReason): Appeal => {
  const dismissed = { as: 'dismissed', reason: REASON, by: BY, at: AT } as const;
  return {
    ...dismissedAppeal(about),
    dismissalReview: {
      to: 'independent-review-entity',
      days: 60,
      source: 'a rule',
      confidence: 'medium',
      askBy: AT,
      dismissed,
      asked: null,
      outcome: null,
    },
  };
};

const external = (outcome: 'upheld' | 'overturned'): Appeal => ({
  ...decidedAppeal('uphold', outcome),
  external: { outcome, note: REASON, by: { subject: 'ivy', role: 'intake' }, at: AT, months: null },
});

const FOUR_CAPSULES = { dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 } };
const denied = (clauses: readonly string[], overrides: Partial<CaseRecord> = {}) =>
  caseOf(FOUR_CAPSULES, {
    status: 'denied',
    decision: decisionTo('deny', { clauses }),
    ...overrides,
  });
const MODIFIED = caseOf(FOUR_CAPSULES, {
  status: 'approved',
  decision: decisionTo('approve', {
    modification: {
      reason: REASON,
      terms: [
        { term: 'capsulesPer28Days', asked: 4, approved: 3 },
        { term: 'months', asked: 6, approved: 1 },
        { term: 'start', asked: '2026-12-01', approved: '2026-12-15' },
      ],
    },
  }),
});
/** Where a denial is signed by name. */
const IN_FLORIDA: Partial<CaseRecord> = {
  jurisdiction: { state: 'FL', from: 'member', findingsFirst: null },
  decision: decisionTo('deny', {
    clauses: ['I.3'],
    license: { number: 'ME-104722', state: 'FL', specialty: 'Hematology', name: 'Dana Brooks MD' },
    letterDigest: 'ab'.repeat(32),
  }),
};
const OF_MEDICAID = { coverageType: 'medicaid-plan' } as const;
const RENEWAL = { requestType: 'continuation', renews: authorization.number } as const;
const ofMedicare = { lineOfBusiness: 'medicare-advantage' } as const;

interface Sample extends Partial<Omit<DueNotice, 'case' | 'kind'>> {
  readonly kind: MemberLetterKind;
  readonly of?: CaseRecord;
}

const SAMPLES: Readonly<Record<string, Sample>> = {
  'an approval': { kind: 'approval', authorizationRecord: authorization },
  'an approval with changes': {
    kind: 'approval',
    of: MODIFIED,
    authorizationRecord: authorization,
  },
  'a denial': { kind: 'denial', of: denied(['I.3']) },
  'a denial by several criteria': { kind: 'denial', of: denied(['I.3', 'I.2', 'I.S']) },
  'a denial of Medicare Advantage': { kind: 'denial', of: denied(['I.3'], ofMedicare) },
  'a denial that explains an abbreviation': { kind: 'denial', of: denied(['I.3', 'I.1.f.i']) },
  'a denial in Florida': { kind: 'denial', of: denied(['I.3'], IN_FLORIDA) },
  'a denial of a Medicaid plan': { kind: 'denial', of: denied(['I.3'], OF_MEDICAID) },
  'a denial of a renewal of a Medicaid plan': {
    kind: 'denial',
    of: denied(['I.3'], { ...OF_MEDICAID, ...RENEWAL }),
  },
  'a withdrawal': { kind: 'withdrawal', of: caseOf({}, { status: 'withdrawn' }) },
  'an extension': {
    kind: 'extension',
    of: caseOf({}, { status: 'in-review', clocks: [extended(null)] }),
  },
  'an extension that waits for the office': {
    kind: 'extension',
    of: caseOf({}, { clocks: [extended(45)] }),
  },
  'a reminder': { kind: 'renewal-reminder', daysBefore: 30, authorizationRecord: authorization },
  'a reminder with an open request': {
    kind: 'renewal-reminder',
    daysBefore: 30,
    authorizationRecord: { ...authorization, continuationCaseId: caseOf().id },
  },
  'a late reminder': {
    kind: 'renewal-reminder',
    daysBefore: 7,
    authorizationRecord: { ...authorization, period: { start: '2026-06-01', end: '2026-11-21' } },
  },
  'coverage that ended': {
    kind: 'cover-lapse',
    of: caseOf({}, { requestType: 'continuation', withoutCoverSince: '2027-06-01' }),
  },
  'an approval that ended': {
    kind: 'authorization-ended',
    authorizationRecord: {
      ...authorization,
      status: 'ended',
      endedOn: '2026-12-31',
      endReason: 'therapy-stopped',
    },
  },
  'an appeal': { kind: 'appeal-received', appeal },
  'a late appeal by a representative': {
    kind: 'appeal-received',
    appeal: {
      ...appeal,
      appellant: 'representative',
      urgency: 'expedited',
      reviewReasons: ['late', 'no-proof-of-authority'],
    },
  },
  'an appeal of the prescriber': {
    kind: 'appeal-received',
    appeal: { ...appeal, appellant: 'prescriber' },
  },
  'a late appeal that is not heard': {
    kind: 'appeal-dismissed',
    appeal: dismissedAppeal('late'),
  },
  'an appeal without proof that is not heard': {
    kind: 'appeal-dismissed',
    appeal: dismissedAppeal('no-proof-of-authority'),
  },
  'an appeal that is upheld': { kind: 'appeal-decided', appeal: decidedAppeal('uphold', 'upheld') },
  'an appeal of Medicare Advantage that is upheld': {
    kind: 'appeal-decided',
    of: caseOf({}, ofMedicare),
    appeal: decidedAppeal('uphold', 'upheld'),
  },
  'an appeal that is overturned': {
    kind: 'appeal-decided',
    authorizationRecord: authorization,
    appeal: decidedAppeal('overturn', 'overturned'),
  },
  'an appeal that is overturned in part': {
    kind: 'appeal-decided',
    authorizationRecord: authorization,
    appeal: decidedInPart(),
  },
  'an appeal overturned outside in part': {
    kind: 'appeal-decided',
    authorizationRecord: authorization,
    appeal: {
      ...decidedAppeal('uphold', 'partly-overturned'),
      external: {
        outcome: 'partly-overturned',
        note: REASON,
        by: { subject: 'ivy', role: 'intake' },
        at: AT,
        months: 2,
        terms: PART,
      },
    },
  },
  'an appeal upheld outside': { kind: 'appeal-decided', appeal: external('upheld') },
  'an appeal overturned outside': { kind: 'appeal-decided', appeal: external('overturned') },
  'an appeal that is heard after all': { kind: 'appeal-reopened', appeal: reopenedAppeal([]) },
  'an information request': { kind: 'information-request' },
  'an information request without a day to answer': {
    kind: 'information-request',
    of: caseOf({}, { informationDueAt: null }),
  },
};

const samples = Object.entries(SAMPLES);

/** Samples that came later. */
const MORE: Readonly<Record<string, Sample>> = {
  ...Object.fromEntries(
    (['therapy-stopped', 'coverage-ended', 'entered-in-error'] as const).flatMap((endReason) =>
      [
        ['', '2026-12-20'],
        [' before it began', '2026-11-30'],
        [' days ago', '2026-12-01'],
      ].map(([when, endedOn]): [string, Sample] => [
        `an approval that ended${when} (${endReason})`,
        {
          kind: 'authorization-ended',
          authorizationRecord: {
            ...authorization,
            status: 'ended',
            endedOn: endedOn as AuthorizationRecord['endedOn'],
            endReason,
          },
        },
      ]),
    ),
  ),
  'an appeal without proof that is heard after all': {
    kind: 'appeal-reopened',
    appeal: reopenedAppeal(['no-proof-of-authority']),
  },
  'a late appeal to Medicare Advantage that is not heard': {
    kind: 'appeal-dismissed',
    of: caseOf({}, ofMedicare),
    appeal: reviewable('late'),
  },
  'an appeal during which coverage continues': {
    kind: 'appeal-received',
    appeal: continuing(appeal, { given: GIVEN }),
  },
  'an appeal of fewer months during which coverage continues': {
    kind: 'appeal-received',
    of: caseOf(
      {},
      {
        status: 'approved',
        decision: decisionTo('approve', {
          modification: { reason: REASON, terms: [{ term: 'months', asked: 12, approved: 1 }] },
        }),
      },
    ),
    appeal: continuing(appeal, { given: GIVEN }),
  },
  'an appeal during which coverage can continue': {
    kind: 'appeal-received',
    appeal: continuing(appeal, { askBy: ASK_BY }),
  },
  'an appeal during which coverage can continue, without a last day': {
    kind: 'appeal-received',
    appeal: continuing(appeal, {}),
  },
  'an appeal during which coverage was asked for too late': {
    kind: 'appeal-received',
    appeal: continuing(appeal, { askBy: ASK_BY, refusal: 'late' }),
  },
  'an appeal during which coverage was asked for in vain': {
    kind: 'appeal-received',
    appeal: continuing(appeal, {
      refusal: 'covered',
      request: { by: 'member', receivedAt: AT, recordedBy: BY },
    }),
  },
  'an upheld appeal of a Medicaid plan with coverage that ends': {
    kind: 'appeal-decided',
    of: caseOf({}, { coverageType: 'medicaid-plan' }),
    appeal: continuing(decidedAppeal('uphold', 'upheld'), {
      given: { ...GIVEN, lastDay: '2027-06-10' },
    }),
  },
  'an appeal that is not heard with a dose that ends': {
    kind: 'appeal-dismissed',
    appeal: continuing(dismissedAppeal('late'), {
      given: { ...GIVEN, lastDay: '2027-06-10', isDose: true },
    }),
  },
  'an appeal of a Medicaid plan that is upheld': {
    kind: 'appeal-decided',
    of: caseOf({}, { coverageType: 'medicaid-plan' }),
    appeal: decidedAppeal('uphold', 'upheld'),
  },
  'a denial of a renewal that changed': {
    kind: 'denial',
    of: denied(['I.3'], {
      decision: decisionTo('deny', {
        clauses: ['I.3'],
        sinceApproval: {
          authorization: authorization.number,
          approvedAt: AT,
          changes: [{ fact: 'dosing.capsulesPer28Days', before: 3, after: 4 }],
        },
      }),
    }),
  },
  'an appeal of a missing decision': {
    kind: 'appeal-received',
    appeal: { ...appeal, ground: 'no-decision' },
  },
  'an appeal of a missing decision that is overturned': {
    kind: 'appeal-decided',
    of: caseOf({}, { status: 'approved', decision: decisionTo('approve') }),
    authorizationRecord: { ...authorization, appealId: appeal.id },
    appeal: { ...decidedAppeal('overturn', 'overturned'), ground: 'no-decision' },
  },
  'an appeal of a missing decision that is upheld outside': {
    kind: 'appeal-decided',
    of: caseOf({}, { status: 'in-review' }),
    appeal: { ...external('upheld'), decision: null, ground: 'no-decision' },
  },
};
const LANGUAGES: readonly LetterLanguage[] = ['en', 'es'];
const each = LANGUAGES.flatMap((language) =>
  samples.map(([name, sample]) => ({ language, name, sample })),
);

function due({ of = caseOf(), kind, ...parts }: Sample, language: LetterLanguage): DueNotice {
  return {
    id: '00000000-0000-4000-8000-00000000000a',
    kind,
    caseId: of.id,
    authorization: null,
    daysBefore: null,
    dueAt: AT,
    authorizationRecord: null,
    ...parts,
    case: { ...of, member: { ...of.member, language } },
  };
}

const letterOf = (sample: Sample, language: LetterLanguage, settings = SETTINGS) =>
  memberLetter(due(sample, language), settings, AT);
const sampleOf = (name: string): Sample => {
  const sample = SAMPLES[name] ?? MORE[name];
  if (!sample) throw new Error(`there is no sample ${name}`);
  return sample;
};
const textOf = (name: string, language: LetterLanguage) => letterOf(sampleOf(name), language).text;

test('there is a sample of every kind', () => {
  expect(new Set(samples.map(([, { kind }]) => kind))).toEqual(new Set(MEMBER_LETTER_KINDS));
});

describe('every letter to a member', () => {
  it.each(each)('($language, $name) is made of content in order', ({ language, sample }) => {
    const { content, subject, text } = letterOf(sample, language);
    expect(content).toMatchObject({ recipient: 'member', language });
    expect(letterText(content)).toBe(text);
    expect(content.blocks.map(({ type }) => type).join(' ')).toMatch(
      /^letterhead date addressee reference subject(?: paragraph| list)+ signature$/,
    );
    expect(content.blocks).toContainEqual({ type: 'subject', text: subject });
    expect(subject).toMatch(/^PA-AB2CD-EF3GH: \p{L}/u);
    expect(subject).not.toMatch(/Nadia|Brandt|TM1000001/);
  });

  it.each(each)('($language, $name) has no gap and no blank', ({ language, sample }) => {
    for (const settings of [SETTINGS, BARE]) {
      const { text } = letterOf(sample, language, settings);
      expect(text).not.toMatch(/undefined|null|NaN|\[object|:\n\n|\n\n\n| {2}| \.|\.\./);
    }
    expect(letterOf(sample, language, BARE).text).not.toMatch(/\bfax\b|portal/i);
  });

  it.each(each)('($language, $name) says where to get help', ({ language, sample }) => {
    const help = {
      en: 'Do you have questions or need help? Call us at 217-555-0100.',
      es: '¿Tiene preguntas o necesita ayuda? Llámenos al 217-555-0100.',
    };
    expect(letterOf(sample, language).text).toContain(help[language]);
  });

  it.each(each)('($language, $name) has only words that members know', ({ language, sample }) => {
    const about = { due: due(sample, language), settings: SETTINGS };
    expect(wordFaults(letterOf(sample, language).content, about)).toEqual([]);
  });

  it('is addressed to the member, and has English labels or Spanish ones', () => {
    const [english, spanish] = LANGUAGES.map((language) =>
      textOf('an appeal that is overturned', language).split('\n').slice(0, 15),
    );
    expect(english).toEqual([
      'Test Health Plan',
      '100 Market Street, Springfield, IL 62701',
      'Phone 217-555-0100, Fax 217-555-0101',
      'https://portal.example.org',
      '',
      'November 22, 2026',
      '',
      'Nadia Brandt',
      'Member ID TM1000001',
      '',
      'Case: PA-AB2CD-EF3GH',
      'Drug: Ninlaro',
      'Prescribed by: Lee Park MD',
      'Approval: AU-22222-33333',
      'Appeal: AP-22222-33333',
    ]);
    expect(spanish).toEqual([
      'Test Health Plan',
      '100 Market Street, Springfield, IL 62701',
      'Teléfono 217-555-0100, Fax 217-555-0101',
      'https://portal.example.org',
      '',
      '22 de noviembre de 2026',
      '',
      'Nadia Brandt',
      'Número de afiliado: TM1000001',
      '',
      'Caso: PA-AB2CD-EF3GH',
      'Medicamento: Ninlaro',
      'Recetado por: Lee Park MD',
      'Aprobación: AU-22222-33333',
      'Apelación: AP-22222-33333',
    ]);
  });

  it('begins with the postal address, if there is one, and has the member ID below it', () => {
    const { member } = caseOf();
    const address = {
      line1: '7 Long Street',
      line2: 'Apt 2',
      city: 'Miami',
      state: 'FL',
      postalCode: '33101',
    } as const;
    const at = (to: typeof address | Omit<typeof address, 'line2'>, language: LetterLanguage) =>
      letterOf(
        { kind: 'approval', of: caseOf({}, { member: { ...member, address: to } }) },
        language,
      );
    const { content, text } = at(address, 'en');
    expect(content.blocks.slice(1, 4)).toEqual([
      {
        type: 'addressee',
        lines: ['Nadia Brandt', '7 Long Street', 'Apt 2', 'Miami, FL 33101'],
        isPostal: true,
      },
      { type: 'date', text: 'November 22, 2026' },
      {
        type: 'reference',
        entries: [
          { label: 'Case', value: 'PA-AB2CD-EF3GH' },
          { label: 'Member ID', value: 'TM1000001' },
          { label: 'Drug', value: 'Ninlaro' },
          { label: 'Prescribed by', value: 'Lee Park MD' },
        ],
      },
    ]);
    expect(letterText(content)).toBe(text);
    const { line2: _, ...short } = address;
    expect(at(short, 'es').text).toContain(
      'Nadia Brandt\n7 Long Street\nMiami, FL 33101\n\n22 de noviembre de 2026\n\nCaso: PA-AB2CD-EF3GH\nNúmero de afiliado: TM1000001',
    );
  });

  it('is in English unless the request named a language', () => {
    const notice = { ...due(sampleOf('an approval'), 'en'), case: caseOf() };
    expect(memberLetter(notice, SETTINGS, AT).content.language).toBe('en');
  });

  it('has other words only with another wording version', () => {
    const letters = each.flatMap(({ language, sample }) =>
      [SETTINGS, BARE].map((settings) => letterOf(sample, language, settings)),
    );
    const words = letters.map(({ subject, text }) => [subject, text]);
    const versions = new Set(letters.map(({ content }) => content.version));
    // If only a guideline's words changed, the version can stay.
    expect([
      [...versions],
      createHash('sha256').update(JSON.stringify(words)).digest('hex'),
    ]).toEqual([[5], '137006ebaf1bf3c4da432c2bdb0869a2b99993bd87caf9d6524f5aa1f0612821']);
  });
});

it.each(
  (
    [
      ['an appeal of Medicare Advantage that is upheld', 'independent-review-entity'],
      ['an upheld appeal of a Medicaid plan with coverage that ends', 'state-fair-hearing'],
    ] as const
  ).flatMap(([name, to]) => LANGUAGES.map((language) => ({ language, name, to }))),
)(
  '($language, $name) reads the same once the file was sent to outside review',
  ({ language, name, to }) => {
    const sample = sampleOf(name);
    const { text } = letterOf(sample, language);
    const forwarding = { to, by: { subject: 'ivy', role: 'intake' }, at: AT } as const;
    const sent = { ...sample.appeal!, status: 'forwarded', forwarding } as const;
    expect(text).toMatch(language === 'en' ? /did not change our decision/ : /No cambiamos/);
    expect(letterOf({ ...sample, appeal: sent }, language).text).toBe(text);
  },
);

const stating = [...samples, ...Object.entries(MORE)].flatMap(([name, sample]) =>
  LANGUAGES.map((language) => ({ language, name, sample })),
);

describe('what the sentences of a letter to a member state', () => {
  const statementsOf = (sample: Sample, language: LetterLanguage) => ({
    content: letterOf(sample, language).content,
    about: { due: due(sample, language), settings: SETTINGS, now: AT },
  });

  it.each(stating)(
    '($language, $name) accounts for each number, date, dose and drug in them',
    ({ language, sample }) => {
      const { content, about } = statementsOf(sample, language);
      expect(unboundSentences(content, about)).toEqual([]);
    },
  );

  it.each(stating)('($language, $name) is what the record says', ({ language, name, sample }) => {
    const { content, about } = statementsOf(sample, language);
    // The authorization of this one is for another strength than was asked.
    const stale = name === 'an approval with changes' ? ['dosing.capsuleStrengthMg'] : [];
    expect(staleSentences(content, about)).toEqual(
      stale.map((what) => expect.stringContaining(`states ${what}, which has changed`) as string),
    );
  });
});

describe('what every letter to a member has to say', () => {
  it.each(stating)('($language, $name) is there', ({ language, name, sample }) => {
    const about = { due: due(sample, language), settings: SETTINGS, now: AT };
    const { content } = letterOf(sample, language);
    expect([name, missingElements(content, about)]).toEqual([name, []]);
  });

  it.each(stating)(
    '($language, $name) is missed in a letter that says nothing',
    ({ language, sample }) => {
      const about = { due: due(sample, language), settings: SETTINGS, now: AT };
      const { content } = letterOf(sample, language);
      const blocks = content.blocks.filter(({ type }) => type !== 'paragraph' && type !== 'list');
      expect(missingElements({ ...content, blocks }, about)).toEqual(
        expect.arrayContaining([...LACKING[sample.kind], 'the help line']),
      );
    },
  );
});

const LACKING: Readonly<Record<MemberLetterKind, readonly string[]>> = {
  'information-request': ['who was asked', 'what the member can do', 'that nothing is decided'],
  approval: [
    'the first day of coverage',
    'the last day of coverage',
    'the number of the authorization',
  ],
  denial: [],
  withdrawal: ['how to ask again'],
  extension: ['the reason', 'the new date'],
  'renewal-reminder': ['the last day of coverage', 'the number of the authorization'],
  'cover-lapse': ['the last day of coverage'],
  'authorization-ended': ['the number of the authorization', 'why it ended'],
  'appeal-received': ['the number of the appeal', 'until when we decide'],
  'appeal-dismissed': ['the reason', 'the number of the appeal', 'how to appeal again'],
  'appeal-reopened': [
    'that the appeal is reviewed',
    'the reason',
    'the number of the appeal',
    'until when we decide',
  ],
  'appeal-decided': ['the outcome', 'the reason'],
};

/**
 * What counts for the grade: subject, paragraphs and lists. Numbers of cases, names and addresses of
 * the plan, the member and the prescriber, and names of drugs each count as the
 * word "this": a letter can't choose them.
 */
function gradedText(name: string, language: LetterLanguage): string {
  const { address, fax, phone, portal } = SETTINGS.letterhead;
  const said = letterOf(sampleOf(name), language).content.blocks.flatMap((block) => {
    if (block.type === 'subject' || block.type === 'paragraph') return [block.text];
    return block.type === 'list' ? [block.introduction, ...block.items] : [];
  });
  const left = ['Test Health Plan', 'Lee Park MD', 'Nadia', 'Brandt', 'Ixazomib (Ninlaro)']

    .concat(['Ninlaro', 'ixazomib', address, phone, fax ?? '', portal ?? ''])
    .reduce((text, words) => text.replaceAll(words, 'this'), said.join('\n'));
  return left.replace(/\b(?:PA|AU|AP)-[A-Z0-9]{5}-[A-Z0-9]{5}\b/g, 'this');
}

/** Fernández Huerta calls 60 to 70 normal, as pupils of grades 7 and 8 read it. */
const MIN_SPANISH_EASE = 60;

/** The INFLESZ scale calls 55 to 65 normal. */
const MIN_INFLESZ = 55;

test('a decision on an appeal to a Medicaid plan says how to ask for a state fair hearing', () => {
  const name = 'an appeal of a Medicaid plan that is upheld';
  expect(textOf(name, 'en')).toContain(
    'You can ask the state for a fair hearing within 90 days of the date of this letter.',
  );
  expect(textOf(name, 'es')).toContain('Puede pedir al estado una audiencia imparcial.');
  expect(textOf(name, 'es')).toContain(
    'Usted tiene 90 días para pedirla, desde la fecha de esta carta.',
  );
});

test.each(['an appeal that is overturned in part', 'an appeal overturned outside in part'])(
  'the letter about %s says of each term what was asked and what is approved',
  (name) => {
    expect(textOf(name, 'en')).toContain(
      'Not everything that was asked for is approved. These are the changes:\n- Coverage for 2 months instead of 6 months\n- Capsules per 28 days: 2 capsules instead of 3 capsules',
    );
    expect(textOf(name, 'es')).toContain(
      'No se aprobó todo lo que se pidió. Estos son los cambios:\n- Cobertura por 2 meses en vez de 6 meses\n- Cápsulas cada 28 días: 2 cápsulas en vez de 3 cápsulas',
    );
    for (const language of LANGUAGES) {
      const about = { due: due(sampleOf(name), language), settings: SETTINGS, now: AT };
      const { content } = letterOf(sampleOf(name), language);
      const blocks = content.blocks.filter(({ type }) => type !== 'list');
      expect(missingElements({ ...content, blocks }, about)).toEqual(['the changes']);
    }
  },
);

test('a dismissal that outside review looks at says how and until when to ask for that', () => {
  const name = 'a late appeal to Medicare Advantage that is not heard';
  expect(textOf(name, 'en')).toContain(
    'You can also ask for an outside review of our choice to dismiss your appeal. It is done by people who do not work for our plan. You have 60 days from the date of this letter to ask.',
  );
  expect(textOf(name, 'es')).toContain('Tiene 60 días desde la fecha de esta carta para pedirlo.');
  for (const language of LANGUAGES) {
    const other = textOf('a late appeal that is not heard', language);
    expect(other).not.toMatch(/60 d|do not work for our plan|no trabajan para/);
  }
});

describe('a letter about an approval that ended', () => {
  it.each([
    ['therapy-stopped', 'you have stopped this treatment', 'usted dejó este tratamiento'],
    ['coverage-ended', 'your coverage with our plan has ended', 'su cobertura con nuestro plan'],
    ['entered-in-error', 'we made this approval by mistake', 'hicimos esta aprobación por error'],
  ])('(%s) says until when it covers, and why', (reason, english, spanish) => {
    const name = `an approval that ended (${reason})`;
    expect(textOf(name, 'en')).toContain(
      'Your approval AU-22222-33333 for Ninlaro ends on December 20, 2026. Your plan will not pay for the drug after that day.',
    );
    expect(textOf(name, 'en')).toContain(english);
    expect(textOf(name, 'es')).toContain('termina el 20 de diciembre de 2026.');
    expect(textOf(name, 'es')).toContain(spanish);
  });
});

describe('of coverage during an appeal', () => {
  it.each([
    [
      'an appeal during which coverage continues',
      'Your plan still covers it from June 1, 2027 while the appeal is open, at the same dose.',
      'Su plan lo sigue cubriendo desde el 1 de junio de 2027 mientras la apelación está abierta',
    ],
    [
      'an appeal of fewer months during which coverage continues',
      'Your plan still covers it from June 1, 2027 if the appeal is open then, at the same dose.',
      'Su plan lo sigue cubriendo desde el 1 de junio de 2027 si la apelación todavía está abierta',
    ],
    [
      'an appeal during which coverage can continue',
      'Ask us by June 10, 2027.',
      'Pídalo a más tardar el 10 de junio de 2027.',
    ],
    [
      'an appeal during which coverage was asked for too late',
      'The last day to ask for that was June 10, 2027.',
      'El último día para pedirlo fue el 10 de junio de 2027.',
    ],
    [
      'an upheld appeal of a Medicaid plan with coverage that ends',
      'Your plan covers it through June 10, 2027. You can keep it until the fair hearing is over.',
      'Su plan lo cubre hasta el 10 de junio de 2027. Puede conservarlo hasta que termine la audiencia.',
    ],
    [
      'an appeal that is not heard with a dose that ends',
      'Your plan covers the earlier dose through June 10, 2027.',
      'Su plan cubre la dosis anterior hasta el 10 de junio de 2027.',
    ],
  ])('%s', (name, english, spanish) => {
    expect(textOf(name, 'en')).toContain(english);
    expect(textOf(name, 'es')).toContain(spanish);
  });
});

describe('the letters about an appeal of a missing decision', () => {
  it.each(LANGUAGES)('speak of no decision of ours in %s', (language) => {
    const words = { en: /(our|the) decision|fast appeal/, es: /(nuestra|la) decisión/ }[language];
    const names = Object.keys(MORE).filter((name) => name.includes('missing decision'));
    expect(names.filter((name) => words.test(textOf(name, language)))).toEqual([]);
  });

  it('say that we were late', () => {
    const name = 'an appeal of a missing decision';
    expect(textOf(name, 'en')).toContain('We did not decide your request in time.');
    expect(textOf(name, 'es')).toContain('No decidimos su solicitud a tiempo.');
  });
});

const graded = [...samples, ...Object.entries(MORE)];

describe('a letter to a member is easy to read', () => {
  it.each(graded)('%s in English is of grade 8 or less by two formulas', (name) => {
    const text = gradedText(name, 'en');
    const grades = [fleschKincaid(text), colemanLiau(text)];
    expect(grades.filter((grade) => grade > 8)).toEqual([]);
  });

  it.each(graded)('%s in Spanish is normal or easier by two formulas', (name) => {
    const text = gradedText(name, 'es');
    expect(fernandezHuerta(text)).toBeGreaterThanOrEqual(MIN_SPANISH_EASE);
    expect(szigrisztPazos(text)).toBeGreaterThanOrEqual(MIN_INFLESZ);
  });
  it.each([
    ['the', 1],
    ['appeal', 2],
    ['decide', 2],
    ['decided', 3],
    ['asked', 1],
    ['little', 2],
    ['people', 2],
    ['coverage', 3],
    ['approved', 2],
    ['copies', 2],
    ['expedited', 4],
    ['information', 4],
    ['prescriber', 3],
    ['request', 2],
  ])('counts the syllables of the English word %s', (word, count) => {
    expect(englishSyllables(word)).toBe(count);
  });

  it.each([
    ['cobertura', 4],
    ['apelación', 4],
    ['día', 2],
    ['que', 1],
    ['guía', 2],
    ['quien', 1],
    ['revisión', 3],
    ['médico', 3],
    ['caso', 2],
    ['estudie', 3],
    ['envíenos', 4],
    ['pingüino', 3],
  ])('counts the syllables of the Spanish word %s', (word, count) => {
    expect(spanishSyllables(word)).toBe(count);
  });

  it('gives plain words a low grade, and the words of a statute a high one', () => {
    const plain = 'We said no to this drug. You can call us. We will help you with the next step.';
    const hard =
      'The organization shall furnish a determination notwithstanding administrative considerations regarding documentation submitted retrospectively by participating providers.';
    expect([fleschKincaid(plain) < 3, colemanLiau(plain) < 3]).toEqual([true, true]);
    expect([fleschKincaid(hard) > 16, colemanLiau(hard) > 16]).toEqual([true, true]);
  });

  it('gives plain Spanish a high score, and that of a statute a low one', () => {
    const plain = 'No aprobamos este caso. Puede llamar al plan. Le diremos lo que sigue.';
    const hard =
      'La organización suministrará la correspondiente determinación administrativa independientemente de consideraciones documentales presentadas retrospectivamente por los proveedores participantes.';
    expect([fernandezHuerta(plain) > 80, fernandezHuerta(hard) < 20]).toEqual([true, true]);
  });
});

describe('a denial', () => {
  it('gives the reason, the criterion, and the right to appeal with days and ways', () => {
    expect(textOf('a denial', 'en')).toContain(
      [
        'We did not approve Ninlaro. This means that your plan will not pay for it.',
        `Why: ${REASON}`,
        'Our decision is based on this rule of our coverage guide for Ixazomib (Ninlaro), in effect since October 1, 2024:\n- Dose within the limit: at most three capsules of up to 4 mg per 28 days (this is not met)',
        'We could approve a request that meets the rules. Our letter to your prescriber lists the rules that are not met.',
        'If you think that we are wrong, you have the right to appeal.',
      ].join('\n\n'),
    );
    expect(textOf('a denial', 'en')).toContain(
      'You must appeal within 180 days of the day you get this letter.',
    );
    expect(textOf('a denial', 'en')).toContain('We decide a fast appeal within 72 hours.');
  });

  it('quotes in Spanish what the reviewer wrote in English, and says so', () => {
    expect(textOf('a denial', 'es')).toContain(
      `Decidimos esto por las reglas que siguen. La persona que revisó su solicitud lo explicó así, en inglés: «${REASON}»`,
    );
    expect(textOf('a denial', 'es')).toContain(
      '- Dosis dentro del límite: como máximo tres cápsulas de hasta 4 mg cada 28 días (no se cumple)',
    );
  });

  it('explains the abbreviations of a criterion', () => {
    expect(textOf('a denial that explains an abbreviation', 'en')).toContain(
      'What the short names mean:\n- FDA: Food and Drug Administration',
    );
    expect(textOf('a denial that explains an abbreviation', 'es')).toContain(
      'Qué significan las siglas:\n- FDA: Food and Drug Administration',
    );
  });

  it("counts the days to appeal of the plan's table, as the letter to the provider office does", () => {
    const appeals = SETTINGS.appeals.map((rule) => ({
      ...rule,
      filing: { ...rule.filing, days: 90, from: 'receipt' as const },
    }));
    const settings = { ...SETTINGS, appeals };
    const sample = {
      kind: 'denial',
      of: denied(['I.3'], { lineOfBusiness: 'medicare-advantage' }),
    } as const;
    expect(letterOf(sample, 'en', settings).text).toContain('within 90 days of the day you get');
    expect(letterOf(sample, 'es', settings).text).toContain('90 días para apelar, desde el día en');
    expect(appealWindowWords(settings, { lineOfBusiness: 'medicare-advantage' })).toBe(
      ' within 90 days of receiving this letter',
    );
  });

  it('asks where to call about the last day to appeal if we do not know it', () => {
    const sample = {
      kind: 'denial',
      of: denied(['I.3'], { lineOfBusiness: 'state-account-organization' }),
    } as const;
    expect(letterOf(sample, 'en').text).toContain('There may be a last day to appeal.');
    expect(letterOf(sample, 'es').text).toContain('Puede haber un último día para apelar.');
  });
});

test('a modified approval says in Spanish what was changed', () => {
  expect(textOf('an approval with changes', 'es')).toContain(
    [
      '- Cápsulas cada 28 días: 3 cápsulas en vez de 4 cápsulas',
      '- Cobertura por 1 mes en vez de 6 meses',
      '- Cobertura desde el 15 de diciembre de 2026 en vez del 1 de diciembre de 2026',
    ].join('\n'),
  );
});

test('an approval says the dose and the days in Spanish', () => {
  expect(textOf('an approval', 'es')).toContain(
    [
      'Su plan cubre este medicamento del 1 de diciembre de 2026 al 31 de mayo de 2027. El número de su aprobación es AU-22222-33333.',
      'Aprobamos esta cantidad: 3 cápsulas (2.3 mg) cada 28 días.',
    ].join('\n\n'),
  );
});

test('a time of day is said as people say it in Spanish', () => {
  expect(textOf('an appeal', 'es')).toMatch(
    /a más tardar el 22 de diciembre de 2026 a las 10:00\sa\.m\., hora oriental\./,
  );
});

test('every criterion of the guideline has Spanish words', () => {
  const titles = (['initiation', 'continuation'] as const).flatMap((requestType) => {
    const { clauses } = determinationOf(caseOf({}, { requestType }));
    return clausesUnder(clauses).map(({ title }) => title);
  });
  expect(titles.length).toBeGreaterThan(80);
  expect(titles.filter((title) => inSpanish('ixazomib', title) === null)).toEqual([]);
  expect(guidelineFor('ixazomib', '2024-10-01').presentation.spanish?.dosing).toBeDefined();
});

test('a criterion without Spanish words is quoted in English, and the letter says so', () => {
  const unknown = 'A criterion that was added later';
  expect(criterion('ixazomib', unknown)).toBe(`«${unknown}» (en inglés, como está en la guía)`);
});
