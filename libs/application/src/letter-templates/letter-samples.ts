import { addDays, addHours, dateIn, type Actor, type CaseClock } from '@assent/domain';
import { governedDrugs } from '@assent/guidelines';
import { memberLetter } from '../correspondence/member-letters/member-letter';
import { officeLetter, type OfficeLetter } from '../correspondence/letters';
import { clausesUnder, determinationOf, evaluateQuestion } from '../evaluation/evaluation';
import type { CaseRecord } from '../ports/case-record';
import type { LetterTemplate } from '../ports/letter-setting';
import {
  isForMembers,
  NOTICE_KINDS,
  type DueNotice,
  type NoticeKind,
} from '../ports/notice-record';
import type { Settings } from '../ports/ports';

/** Every letter that there is. */
export const LETTER_TEMPLATES: readonly LetterTemplate[] = NOTICE_KINDS.flatMap((kind) => [
  { kind, recipient: 'prescriber', language: 'en' } as const,
  ...(isForMembers(kind)
    ? (['en', 'es'] as const).map((language) => ({ kind, recipient: 'member', language }) as const)
    : []),
]);

/** The invented cases that letters are tried with: as usual, and one that was approved with changes. */
const LETTER_SAMPLES = ['usual', 'modified'] as const;
export type LetterSample = (typeof LETTER_SAMPLES)[number];

/** The invented cases of a kind of letter. */
export function samplesOf(kind: NoticeKind): readonly LetterSample[] {
  return kind === 'approval' ? LETTER_SAMPLES : ['usual'];
}

/** A letter about an invented case, through the code that writes real ones. */
export function sampleLetter(
  template: LetterTemplate,
  settings: Settings,
  now: Date,
  sample: LetterSample = 'usual',
): { readonly due: DueNotice; readonly letter: OfficeLetter } {
  const usual = sampleNotice(template, settings, now);
  const due = sample === 'modified' ? { ...usual, case: modified(usual.case, now) } : usual;
  const letter =
    template.recipient === 'member'
      ? memberLetter(due, settings, now)
      : officeLetter(due, settings, now);
  return { due, letter };
}

const ID = '00000000-0000-4000-8000-000000000000';
const PERSON: Actor = { subject: 'sample', role: 'medical-director' };

/** Why, as reviewers would write it. */
const REASONS = {
  denied: 'We did not get all of the facts that we need.',
  modified: 'We approve this drug for six months at a time.',
  appealed: 'My doctor says that I need this drug.',
  upheld: 'We still do not have all of the facts that we need.',
  late: 'We know of no reason why the appeal was late.',
  heard: 'You were in the hospital when the time to appeal ran out.',
} as const;

function sampleNotice(
  { kind, language }: LetterTemplate,
  settings: Settings,
  now: Date,
): DueNotice {
  const record = sampleCase(kind, settings, now);
  const today = dateIn(now, settings.timeZone);
  const isEnded = kind === 'authorization-ended';
  const isOver = kind === 'cover-lapse';
  return {
    id: ID,
    kind,
    caseId: ID,
    authorization: null,
    daysBefore: kind === 'renewal-reminder' ? 30 : null,
    dueAt: now,
    case: { ...record, member: { ...record.member, language } },
    authorizationRecord: HAS_AUTHORIZATION.has(kind)
      ? {
          number: 'AU-SAMPL-E0001',
          version: 1,
          status: isEnded ? 'ended' : 'active',
          caseId: ID,
          memberId: record.member.memberId,
          drug: record.drug,
          lineOfBusiness: record.lineOfBusiness,
          period: { start: addDays(today, -150), end: addDays(today, isOver ? -1 : 30) },
          endedOn: isEnded ? addDays(today, -1) : null,
          endReason: isEnded ? 'therapy-stopped' : null,
          issuedAt: now,
          dosing: {},
          warnings: [],
          continuationCaseId: null,
          renewedBy: null,
          nextStepAt: null,
        }
      : null,
    ...(kind.startsWith('appeal-') && { appeal: sampleAppeal(kind, now) }),
  };
}

const HAS_AUTHORIZATION: ReadonlySet<NoticeKind> = new Set([
  'approval',
  'renewal-reminder',
  'cover-lapse',
  'authorization-ended',
]);

function sampleCase(kind: NoticeKind, settings: Settings, now: Date): CaseRecord {
  const [drug] = governedDrugs;
  const asOf = dateIn(now, settings.timeZone);
  const question = {
    requestType: kind === 'cover-lapse' ? 'continuation' : 'initiation',
    lineOfBusiness: kind === 'routing' ? 'medicare-part-d' : 'commercial',
    drugText: drug?.names[0] ?? '',
    facts: {},
    asOf,
  } as const;
  const { compact, digest, guideline } = evaluateQuestion(question);
  const record: CaseRecord = {
    ...question,
    id: ID,
    number: 'PA-SAMPL-E0001',
    version: 1,
    status: 'pending-information',
    urgency: 'standard',
    coverageType: null,
    channel: 'portal',
    receiptEvidence: null,
    drug: drug?.id ?? '',
    member: {
      memberId: 'SAMPLE-1',
      givenName: 'Sam',
      familyName: 'Sample',
      birthDate: '1960-01-01',
    },
    prescriber: { npi: '1234567893', name: 'Pat Sample MD' },
    receivedAt: now,
    openedAt: now,
    closedAt: null,
    requestedStart: asOf,
    guideline,
    determination: compact,
    evaluationDigest: digest,
    dueAt: addHours(now, 72),
    clocks: kind === 'extension' ? [extendedClock(now)] : [],
    jurisdiction: null,
    findings: [],
    handedUp: null,
    opinions: [],
    peerToPeer: [],
    informationDueAt: addHours(now, 48),
    nextStepAt: null,
    assignee: null,
    assignedAt: null,
    review: null,
    informationRequest: null,
    decision: null,
    renews: null,
    carriedFrom: null,
    withoutCoverSince: kind === 'cover-lapse' ? asOf : null,
    snoozed: null,
    stuck: null,
    holds: [],
  };
  return kind === 'denial' ? denied(record, now) : record;
}

/** Extended, while the provider office has days to answer. */
function extendedClock(now: Date): CaseClock {
  return {
    kind: 'decision',
    rule: { id: 'sample', source: 'a rule of your state', confidence: 'low' },
    urgency: 'standard',
    hours: 72,
    startedAt: now,
    dueAt: addHours(now, 72),
    replacedAt: null,
    upgrade: null,
    extension: {
      reason: 'We wait for your lab results.',
      by: PERSON,
      at: now,
      basis: 'a rule of your state',
      confidence: 'low',
      days: 14,
      answerDays: 45,
    },
    tolled: [],
    consequence: null,
  };
}

/** Denied for the first criterion that has no others under it. */
function denied(record: CaseRecord, at: Date): CaseRecord {
  const known = clausesUnder(determinationOf(record).clauses);
  const [clause] = known.filter(({ children }) => children.length === 0);
  return {
    ...record,
    status: 'denied',
    closedAt: at,
    decision: {
      decision: 'deny',
      by: PERSON,
      at,
      rationale: REASONS.denied,
      clauses: clause ? [clause.id] : [],
      license: null,
      letterDigest: null,
      modification: null,
      enginePart: null,
    },
  };
}

/** Approved for fewer months than were asked. */
function modified(record: CaseRecord, at: Date): CaseRecord {
  return {
    ...record,
    status: 'approved',
    closedAt: at,
    decision: {
      decision: 'approve',
      by: PERSON,
      at,
      rationale: REASONS.modified,
      clauses: [],
      license: null,
      letterDigest: null,
      modification: {
        reason: REASONS.modified,
        terms: [{ term: 'months', asked: 12, approved: 6 }],
      },
      enginePart: null,
    },
  };
}

function sampleAppeal(kind: NoticeKind, now: Date): NonNullable<DueNotice['appeal']> {
  const isDecided = kind === 'appeal-decided';
  const isDismissed = kind === 'appeal-dismissed';
  const isReopened = kind === 'appeal-reopened';
  const act = {
    reason: isReopened ? REASONS.heard : REASONS.late,
    by: PERSON,
    at: now,
  };
  return {
    id: ID,
    number: 'AP-SAMPL-E0001',
    version: 1,
    caseId: ID,
    level: 1,
    ground: 'denial',
    status: isDecided ? 'upheld' : isDismissed ? 'withdrawn' : 'open',
    appellant: 'member',
    urgency: 'standard',
    reason: REASONS.appealed,
    proofOfAuthority: null,
    receivedAt: now,
    openedAt: now,
    openedBy: PERSON,
    reviewReasons: [],
    clocks: [],
    dueAt: addHours(now, 72),
    escalatedAt: null,
    closedAt: isDecided || isDismissed ? now : null,
    decision: isDecided
      ? { decision: 'uphold', by: PERSON, at: now, rationale: REASONS.upheld, months: null }
      : null,
    authorization: null,
    forwarding: null,
    external: null,
    withdrawal: isDismissed ? { as: 'dismissed', ...act } : null,
    ...((isDismissed || isReopened) && {
      goodCause: { about: 'late', accepted: isReopened, ...act },
    }),
  };
}
