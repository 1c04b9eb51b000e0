import type { Facts } from '@assent/criteria';
import fc from 'fast-check';
import { evaluateQuestion } from '../evaluation/evaluation';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import type { DueNotice, NoticeKind } from '../ports/notice-record';
import type { Settings } from '../ports/ports';
import { writeLetter } from './letters';

const SETTINGS: Settings = {
  timeZone: 'America/New_York',
  clocks: [],
  payerName: 'Test Health Plan',
  letterHours: { from: 8, to: 20 },
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
    urgency: 'standard',
    channel: 'portal',
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
    informationDueAt: new Date('2026-12-04T15:00:00Z'),
    nextStepAt: null,
    assignee: null,
    review: null,
    informationRequest: null,
    decision: null,
    renews: null,
    carriedFrom: null,
    withoutCoverSince: null,
    snoozed: null,
    stuck: null,
    holds: [],
    ...question,
    ...overrides,
  };
}

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
    ...overrides,
  };
}

const letterOf = (notice: DueNotice) => writeLetter(notice, SETTINGS, MAILROOM);

const KINDS = {
  'information-request': 'information needed',
  'information-reminder': 'reminder: information needed',
  approval: 'approved',
  denial: 'not approved',
  withdrawal: 'withdrawn',
  routing: 'decided elsewhere',
  'renewal-reminder': 'renewal: 30 days of cover left',
  'cover-lapse': 'cover has ended',
} satisfies Record<NoticeKind, string>;
const kinds = Object.keys(KINDS) as NoticeKind[];

test('an approval tells of the days that are left where the authorization was ended meanwhile', () => {
  const ended = { ...authorization, status: 'ended', endedOn: '2026-12-20' } as const;
  const { text } = letterOf(due('approval', { authorizationRecord: ended }));
  expect(text).toContain('from December 1, 2026 to December 20, 2026, both days included');
});

describe('every letter', () => {
  it.each(kinds)('of kind %s has its subject after the case number', (kind) => {
    expect(letterOf(due(kind)).subject).toBe(`PA-AB2CD-EF3GH: ${KINDS[kind]}`);
  });

  it.each(kinds)('of kind %s keeps the member out of its subject, whoever it is', (kind) => {
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
  });

  it.each(['approval', 'withdrawal', 'renewal-reminder'] as const)(
    'of kind %s is written also when the guideline is gone',
    (kind) => {
      const guideline = { id: 'ixazomib', version: '1999-01-01', digest: 'f'.repeat(64) };
      const record = caseOf({}, { guideline });
      expect(letterOf(due(kind, { case: record }))).toEqual(letterOf(due(kind)));
    },
  );

  it.each(kinds)('of kind %s says whom it is about and who writes', (kind) => {
    const lines = letterOf(due(kind)).text.split('\n');
    expect(lines[0]).toBe('To the office of Lee Park MD (NPI 1234567893)');
    expect(lines[2]).toBe('Case PA-AB2CD-EF3GH: Ninlaro for Nadia Brandt, member TM1000001');
    expect(lines.at(-1)).toBe('Test Health Plan');
  });

  it.each(kinds)('of kind %s has no gap where nothing is missing or known', (kind) => {
    const decided = caseOf(
      { setting: 'provider-administered' },
      { withoutCoverSince: '2027-06-01' },
    );
    const { text } = letterOf(due(kind, { case: decided }));
    expect(text).not.toMatch(/undefined|null|NaN|\[object|we need:/);
  });

  it('has the notice as its id, so that sending it again is recognised', () => {
    expect(letterOf(due('approval')).id).toBe(due('approval').id);
  });

  it('goes to the office, or to the mailroom when that has no address', () => {
    const { npi, name } = caseOf().prescriber;
    const unreachable = caseOf({}, { prescriber: { npi, name, phone: '+13055550100' } });
    const addressees = [due('denial'), due('denial', { case: unreachable })].map(
      (notice) => letterOf(notice).to,
    );
    expect(addressees).toEqual(['office@example.org', MAILROOM]);
  });
});

describe('a request for information', () => {
  const record = caseOf({ setting: 'self-administered' });

  it.each(['information-request', 'information-reminder'] as const)(
    '(%s) asks every open question, and marks those that may not apply',
    (kind) => {
      const { text } = letterOf(due(kind, { case: record }));
      const asked = text.split('\n').filter((line) => line.startsWith('- '));
      expect(asked).toContain(
        '- What is the ICD-10-CM code of the diagnosis that ixazomib will treat?',
      );
      expect(asked).toContain(
        '- Is the disease symptomatic? (Smoldering myeloma counts as not symptomatic.) (if it applies)',
      );
      expect(asked).toHaveLength(record.determination.missing.length);
    },
  );

  it('names the deadline on the payer’s wall', () => {
    expect(letterOf(due('information-request', { case: record })).text).toContain(
      'Please answer by December 4, 2026 at 10:00 AM (America/New_York).',
    );
  });

  it('passes on what the reviewer wants to know', () => {
    const informationRequest = {
      by: { subject: 'pia', role: 'pharmacist' as const },
      at: AT,
      rationale: 'Which dose was given before?',
    };
    const asked = { ...record, informationRequest };
    expect(letterOf(due('information-request', { case: asked })).text).toContain(
      'The reviewer asks: Which dose was given before?',
    );
  });
});

describe('a decision', () => {
  it('to approve names the authorization, its days, its dose and its warnings', () => {
    const { text } = letterOf(due('approval', { authorizationRecord: authorization }));
    expect(text).toContain(
      [
        'The request is approved.',
        'Authorization AU-22222-33333, from December 1, 2026 to May 31, 2027, both days included.',
        'Dose: 3 capsules (2.3 mg) per 28 days.',
        'Please note: The renewal will go to a reviewer.',
      ].join('\n'),
    );
  });

  it('to deny gives reason, clauses and the way to appeal', () => {
    const decision = {
      decision: 'deny' as const,
      by: { subject: 'maya', role: 'medical-director' as const },
      at: AT,
      rationale: 'Four capsules are more than the label allows.',
      clauses: ['I.3'],
    };
    const { text } = letterOf(due('denial', { case: caseOf({}, { decision }) }));
    expect(text).toContain('Reason: Four capsules are more than the label allows.');
    expect(text).toContain(
      [
        'It rests on these criteria of the guideline Ixazomib (Ninlaro), effective October 1, 2024:',
        '- Dose within the limit: at most three capsules of up to 4 mg per 28 days (I.3)',
      ].join('\n'),
    );
    expect(text).toContain('appeal');
  });

  it('made elsewhere says where', () => {
    const routed = caseOf({}, { lineOfBusiness: 'medicare-part-d' });
    expect(letterOf(due('routing', { case: routed })).text).toContain('Prime Therapeutics');
  });
});

describe('about renewal', () => {
  it('a reminder names the last day and what to tell', () => {
    const notice = due('renewal-reminder', { authorizationRecord: authorization });
    const { text } = letterOf(notice);
    expect(text).toContain('Authorization AU-22222-33333 covers the member until May 31, 2027.');
    expect(text).toContain('While one is open, tell us there how the member responds');
    expect(text).toContain('otherwise send us a request for one.');
  });

  it('a lapse of cover says since when, and what is still open', () => {
    const review = caseOf({}, { requestType: 'continuation', withoutCoverSince: '2027-06-01' });
    const { text } = letterOf(due('cover-lapse', { case: review }));
    expect(text).toContain('Since June 1, 2027 the member is without cover for this drug.');
    expect(text).toMatch(/^- /m);
  });

  it.each(['denied', 'withdrawn'] as const)(
    'a lapse of cover asks nothing of a review that is %s by now',
    (status) => {
      const review = caseOf({}, { status, withoutCoverSince: '2027-06-01' });
      const { text } = letterOf(due('cover-lapse', { case: review }));
      expect(text).toContain('Since June 1, 2027 the member is without cover for this drug.');
      expect(text).not.toMatch(/open|^- /m);
    },
  );
});
