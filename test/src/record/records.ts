import { randomUUID } from 'node:crypto';
import type {
  AuthorizationRecord,
  CaseRecord,
  CaseRepository,
  Change,
  Notice,
} from '@assent/application';
import type { Appeal, Blocker } from '@assent/domain';
import type { Records } from '@assent/persistence';
import { unique } from '../support/requests';

/** A change that contains only what the test is about, and the entries for the auditor that it takes. */
export function change({ opened, changed, alsoChanged = [], ...parts }: Partial<Change>): Change {
  const cases = [opened, changed, ...alsoChanged].filter((one) => one !== undefined);
  return {
    ...(opened && { opened }),
    ...(changed && { changed }),
    alsoChanged,
    events: [],
    audit: cases.map(({ id: caseId, version: caseVersion, openedAt: at }) => ({
      at,
      actor: 'ivy',
      role: 'intake',
      action: 'test',
      caseId,
      caseVersion,
    })),
    outbox: [],
    notices: [],
    ...parts,
  };
}

/** An open case of a new member, with the overrides of a test. */
export function caseRecord(overrides: Partial<CaseRecord> = {}): CaseRecord {
  const received = new Date('2026-11-22T15:00:00Z');
  return {
    id: randomUUID(),
    number: `PA-${unique()}`,
    version: 1,
    status: 'in-review',
    requestType: 'initiation',
    urgency: 'standard',
    lineOfBusiness: 'commercial',
    coverageType: null,
    channel: 'portal',
    receiptEvidence: null,
    drugText: 'Ninlaro',
    drug: 'ixazomib',
    member: {
      memberId: `TM${unique()}`,
      givenName: 'Nadia',
      familyName: 'Brandt',
      birthDate: '1958-03-09',
    },
    prescriber: { npi: '1234567893', name: 'Lee Park MD' },
    receivedAt: received,
    openedAt: received,
    closedAt: null,
    asOf: '2026-11-22',
    requestedStart: '2026-12-01',
    facts: {},
    guideline: null,
    determination: {
      outcome: 'criteria-not-met',
      verdicts: '',
      missing: [],
      holds: [],
      advisories: [],
      routing: null,
    },
    evaluationDigest: '0'.repeat(64),
    holds: [],
    dueAt: new Date('2026-12-07T15:00:00Z'),
    clocks: [],
    peerToPeer: [],
    jurisdiction: null,
    findings: [],
    informationDueAt: null,
    nextStepAt: null,
    assignee: null,
    assignedAt: null,
    review: { reason: 'criteria-not-met', since: received, escalatedAt: null },
    informationRequest: null,
    decision: null,
    renews: null,
    carriedFrom: null,
    withoutCoverSince: null,
    snoozed: null,
    handedUp: null,
    opinions: [],
    stuck: null,
    ...overrides,
  };
}

/** A case that a pharmacist approved. */
export function approvedCase(overrides: Partial<CaseRecord> = {}): CaseRecord {
  const at = new Date('2026-11-23T15:00:00Z');
  return caseRecord({
    status: 'approved',
    closedAt: at,
    decision: {
      decision: 'approve',
      by: { subject: 'pia', role: 'pharmacist' },
      at,
      rationale: 'Weighed against the guideline.',
      clauses: [],
      license: null,
      letterDigest: null,
      modification: null,
      enginePart: null,
    },
    ...overrides,
  });
}

/** A case that a medical director denied. */
export function deniedCase(overrides: Partial<CaseRecord> = {}): CaseRecord {
  const at = new Date('2026-11-23T15:00:00Z');
  return caseRecord({
    status: 'denied',
    closedAt: at,
    decision: {
      decision: 'deny',
      by: { subject: 'maya', role: 'medical-director' },
      at,
      rationale: 'Weighed against the guideline.',
      clauses: ['I.3'],
      license: { number: 'ME-104722', state: 'FL', specialty: 'Hematology' },
      letterDigest: 'ab'.repeat(32),
      modification: null,
      enginePart: null,
    },
    ...overrides,
  });
}

/** An open appeal of a case. */
export function appealOf(record: CaseRecord, overrides: Partial<Appeal> = {}): Appeal {
  const at = new Date('2026-11-24T15:00:00Z');
  const dueAt = new Date('2026-12-24T15:00:00Z');
  return {
    id: randomUUID(),
    number: `AP-${unique()}`,
    version: 1,
    caseId: record.id,
    level: 1,
    ground: 'denial',
    status: 'open',
    appellant: 'member',
    urgency: 'standard',
    reason: 'The dose is the one that helped before.',
    proofOfAuthority: null,
    receivedAt: at,
    openedAt: at,
    openedBy: { subject: 'ivy', role: 'intake' },
    reviewReasons: [],
    clocks: [
      {
        kind: 'appeal',
        rule: { id: 'commercial-standard', source: 'a rule', confidence: 'medium' },
        urgency: 'standard',
        hours: 720,
        startedAt: at,
        dueAt,
        replacedAt: null,
        upgrade: null,
        extension: null,
        tolled: [],
        consequence: null,
      },
    ],
    dueAt,
    escalatedAt: null,
    closedAt: null,
    decision: null,
    authorization: null,
    forwarding: null,
    external: null,
    withdrawal: null,
    ...overrides,
  };
}

export function authorizationOf(
  record: CaseRecord,
  overrides: Partial<AuthorizationRecord> = {},
): AuthorizationRecord {
  return {
    number: `AU-${unique()}`,
    version: 1,
    status: 'active',
    caseId: record.id,
    memberId: record.member.memberId,
    drug: record.drug,
    lineOfBusiness: record.lineOfBusiness,
    period: { start: '2026-12-01', end: '2027-05-31' },
    endedOn: null,
    endReason: null,
    issuedAt: new Date('2026-11-23T15:00:00Z'),
    dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 3 },
    warnings: [],
    continuationCaseId: null,
    renewedBy: null,
    nextStepAt: null,
    ...overrides,
  };
}

export function noticeOf(record: CaseRecord, overrides: Partial<Notice> = {}): Notice {
  return {
    id: randomUUID(),
    kind: 'information-request',
    caseId: record.id,
    authorization: null,
    daysBefore: null,
    dueAt: record.openedAt,
    ...overrides,
  };
}

/** Stores a case, and whatever else belongs to it. */
export async function store(
  records: CaseRepository,
  record: CaseRecord,
  parts: Partial<Change> = {},
): Promise<CaseRecord> {
  const outcome = await records.commit(change({ opened: record, ...parts }));
  if (outcome !== 'committed') throw new Error(`the case was not stored: ${outcome}`);
  return record;
}

/** Has a check find that a case is held up. */
export async function holdUp(
  { stuck }: Records,
  caseId: string,
  overrides: Partial<Blocker> = {},
): Promise<void> {
  const blocker: Blocker = {
    cause: 'notice-undeliverable',
    since: new Date('2026-11-23T00:00:00Z'),
    waitsFor: 'mail-system',
    detail: 'The mail system rejected the approval letter.',
    lastError: '550',
    attempt: 9,
    nextTryAt: null,
    repair: 'send-again',
    authorization: null,
    ...overrides,
  };
  await stuck.store({ standing: [{ caseId, blocker }], gone: [] }, null);
}
