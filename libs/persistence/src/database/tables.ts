import type {
  AuthorizationRecord,
  CaseEvent,
  CaseRecord,
  GuidelineVersion,
  DocumentOpening,
  DocumentRecord,
  DocumentScan,
  LetterLanguage,
  DeliveryReport,
  Mailed,
  Member,
  MemberLetterRecord,
  NoticeRecord,
  Prescriber,
} from '@assent/application';
import type {
  Actor,
  Appeal,
  AppealDecision,
  AppealReviewReason,
  Blocker,
  CaseAccess,
  Decision,
  HandUp,
  License,
  LicensingState,
  Period,
  Review,
  SecondOpinion,
  Snooze,
} from '@assent/domain';
import {
  Prisma,
  type Appeal as AppealRow,
  type Authorization as AuthorizationRow,
  type Case as CaseRow,
  type CaseAccess as AccessRow,
  type CaseEvent as EventRow,
  type MemberLetter as MemberLetterRow,
  type Notice as NoticeRow,
  type Document as DocumentRow,
  type DocumentOpening as OpeningRow,
  type DocumentScan as ScanRow,
  type Stuck as StuckRow,
} from '../generated/client';
import {
  ACTIVE_CONTENT,
  CLOCKS,
  CONTINUED_BENEFITS,
  CONTINUED_DOSING,
  DETAILS,
  DETERMINATION,
  DOSING,
  ENGINE_PART,
  EXTERNAL,
  FACTS,
  FINDINGS,
  FORWARDING,
  HOLDS,
  INFORMATION_REQUEST,
  JURISDICTION,
  LICENSE,
  PEER_TO_PEER,
  RECEIPT_EVIDENCE,
  LETTER_CONTENT,
  MODIFICATION,
  SINCE_APPROVAL,
  OPINIONS,
  POSTAL_ADDRESS,
  WARNINGS,
  DISMISSAL_REVIEW,
  GOOD_CAUSE,
  TERMS,
  WITHDRAWAL,
} from './json-columns';
import { partsOf, table, type Part } from './table';

/*
 * How the tables keep their records. A new column that holds its property as is needs nothing here:
 * name it in the schema, in its migration and in the record's type. Only `commit_change` and this
 * library write the tables.
 */

const ofCase = partsOf<CaseRow>();

export const REVIEW = ofCase.nullable(
  ofCase.group<Review>()({
    reason: 'reviewReason',
    since: 'reviewSince',
    escalatedAt: 'escalatedAt',
  }),
  ['reviewReason', 'reviewSince'],
);

export const SNOOZED = ofCase.nullable(
  ofCase.group<Snooze>()({
    until: 'snoozedUntil',
    reason: 'snoozeReason',
    by: ofCase.group<Actor>()({ subject: 'snoozedBy', role: 'snoozedRole' }),
  }),
);

export const HANDED_UP = ofCase.nullable(
  ofCase.group<HandUp>()({
    by: ofCase.group<Actor>()({ subject: 'handedUpBy', role: 'handedUpRole' }),
    at: 'handedUpAt',
    reason: 'handedUpReason',
  }),
);

const OPINIONS_ALONE = ofCase.orElse(ofCase.nullable(ofCase.json('opinions', OPINIONS)), []);

/** The opinions of a case. Who owes one has a column of its own, which a queue's index holds. */
const OPINIONS_OF_CASE: Part<CaseRow, readonly SecondOpinion[], 'opinions' | 'opinionsOwedBy'> = {
  columns: ['opinions', 'opinionsOwedBy'],
  read: OPINIONS_ALONE.read,
  write: (opinions) => ({
    ...OPINIONS_ALONE.write(opinions),
    opinionsOwedBy: opinions.filter(({ answer }) => answer === null).flatMap(asked),
  }),
};

/** Who is asked for an opinion, as the index has them. */
function asked({ person, role }: Pick<SecondOpinion, 'person' | 'role'>): readonly string[] {
  if (person !== null) return [owedByPerson(person)];
  return role === null ? [] : [owedByRole(role)];
}

export const owedByPerson = (subject: string): string => `person:${subject}`;
export const owedByRole = (role: string): string => `role:${role}`;

export const DETERMINATION_OF_CASE = ofCase.json('determination', DETERMINATION);

export const CLOCKS_OF_CASE = ofCase.orElse(ofCase.nullable(ofCase.json('clocks', CLOCKS)), []);

export const JURISDICTION_OF_CASE = ofCase.nullable(ofCase.json('jurisdiction', JURISDICTION));

export const INFORMATION_REQUEST_OF_CASE = ofCase.nullable(
  ofCase.json('informationRequest', INFORMATION_REQUEST),
);

export const HOLDS_OF_CASE = ofCase.orElse(ofCase.nullable(ofCase.json('holds', HOLDS)), []);

/** A case's blockers are in a table of their own. */
export type KeptCase = Omit<CaseRecord, 'stuck'>;

export const CASES = table<CaseRow, KeptCase>()(
  Prisma.CaseScalarFieldEnum,
  {
    member: ofCase.group<Member>()({
      memberId: 'memberId',
      givenName: 'givenName',
      familyName: 'familyName',
      birthDate: ofCase.date('birthDate'),
      language: ofCase.ifGiven<'memberLanguage', LetterLanguage>('memberLanguage'),
      email: ofCase.ifGiven('memberEmail'),
      state: ofCase.ifGiven<'memberState', LicensingState>('memberState'),
      address: ofCase.jsonIfGiven('memberAddress', POSTAL_ADDRESS),
    }),
    prescriber: ofCase.group<Prescriber>()({
      npi: 'npi',
      name: 'prescriberName',
      phone: ofCase.ifGiven('prescriberPhone'),
      email: ofCase.ifGiven('prescriberEmail'),
    }),
    asOf: ofCase.date('asOf'),
    requestedStart: ofCase.date('requestedStart'),
    facts: ofCase.json('facts', FACTS),
    guideline: ofCase.nullable(
      ofCase.group<GuidelineVersion>()({
        id: 'guidelineId',
        version: 'guidelineVersion',
        digest: ofCase.bytes('guidelineDigest'),
      }),
    ),
    determination: DETERMINATION_OF_CASE,
    evaluationDigest: ofCase.bytes('evaluationDigest'),
    holds: HOLDS_OF_CASE,
    peerToPeer: ofCase.orElse(ofCase.nullable(ofCase.json('peerToPeer', PEER_TO_PEER)), []),
    clocks: CLOCKS_OF_CASE,
    jurisdiction: JURISDICTION_OF_CASE,
    receiptEvidence: ofCase.nullable(ofCase.json('receiptEvidence', RECEIPT_EVIDENCE)),
    findings: ofCase.orElse(ofCase.nullable(ofCase.json('findings', FINDINGS)), []),
    underAppeal: ofCase.ifGiven('underAppeal'),
    review: REVIEW,
    informationRequest: INFORMATION_REQUEST_OF_CASE,
    decision: ofCase.nullable(
      ofCase.group<Decision>()({
        decision: 'decision',
        by: ofCase.group<Actor>()({ subject: 'decidedBy', role: 'decidedRole' }),
        at: 'decidedAt',
        rationale: ofCase.orElse(ofCase.column('rationale'), ''),
        memberReason: ofCase.ifGiven('memberReason'),
        clauses: ofCase.list('decisionClauses'),
        license: ofCase.nullable(
          ofCase.group<License>()({
            number: 'licenseNumber',
            state: 'licenseState',
            specialty: 'licenseSpecialty',
            name: ofCase.ifGiven('licenseName'),
          }),
          ['licenseNumber', 'licenseState', 'licenseSpecialty'],
        ),
        letterDigest: ofCase.nullable(ofCase.bytes('letterDigest')),
        modification: ofCase.nullable(ofCase.json('modification', MODIFICATION)),
        enginePart: ofCase.nullable(ofCase.json('enginePart', ENGINE_PART)),
        sinceApproval: ofCase.jsonIfGiven('sinceApproval', SINCE_APPROVAL),
        seenDigest: ofCase.bytesIfGiven('seenDigest'),
      }),
      ['decision', 'decidedBy', 'decidedRole', 'decidedAt'],
    ),
    withoutCoverSince: ofCase.nullable(ofCase.date('withoutCoverSince')),
    snoozed: SNOOZED,
    handedUp: HANDED_UP,
    opinions: OPINIONS_OF_CASE,
  },
  {
    apart: ['callOwedBy'],
    fixed: [
      'number',
      'requestType',
      'lineOfBusiness',
      'coverageType',
      'channel',
      'drugText',
      'drug',
      'memberId',
      'givenName',
      'familyName',
      'birthDate',
      'memberState',
      'jurisdiction',
      'underAppeal',
      'npi',
      'prescriberName',
      'receivedAt',
      'openedAt',
      'asOf',
      'requestedStart',
      'guidelineId',
      'guidelineVersion',
      'carriedFrom',
    ],
  },
);

const ofAuthorization = partsOf<AuthorizationRow>();

export const AUTHORIZATIONS = table<AuthorizationRow, AuthorizationRecord>()(
  Prisma.AuthorizationScalarFieldEnum,
  {
    period: ofAuthorization.group<Period>()({
      start: ofAuthorization.date('startDate'),
      end: ofAuthorization.date('endDate'),
    }),
    endedOn: ofAuthorization.nullable(ofAuthorization.date('endedOn')),
    dosing: ofAuthorization.json('dosing', DOSING),
    warnings: ofAuthorization.json('warnings', WARNINGS),
    appealId: ofAuthorization.ifGiven('appealId'),
    continues: ofAuthorization.ifGiven('continues'),
    continuedDosing: ofAuthorization.jsonIfGiven('continuedDosing', CONTINUED_DOSING),
    isContinued: ofAuthorization.ifGiven<'isContinued', true>('isContinued'),
  },
  {
    apart: ['twinOf'],
    fixed: [
      'caseId',
      'appealId',
      'continues',
      'memberId',
      'drug',
      'lineOfBusiness',
      'startDate',
      'endDate',
      'issuedAt',
      'dosing',
      'warnings',
    ],
  },
);

const ofAppeal = partsOf<AppealRow>();

export const APPEALS = table<AppealRow, Appeal>()(
  Prisma.AppealScalarFieldEnum,
  {
    openedBy: ofAppeal.group<Actor>()({ subject: 'openedBy', role: 'openedRole' }),
    reviewReasons: ofAppeal.list<'reviewReasons', AppealReviewReason>('reviewReasons'),
    clocks: ofAppeal.json('clocks', CLOCKS),
    decision: ofAppeal.nullable(
      ofAppeal.group<AppealDecision>()({
        decision: 'decision',
        by: ofAppeal.group<Actor>()({ subject: 'decidedBy', role: 'decidedRole' }),
        at: 'decidedAt',
        rationale: ofAppeal.orElse(ofAppeal.column('rationale'), ''),
        memberReason: ofAppeal.ifGiven('memberReason'),
        months: 'months',
        terms: ofAppeal.jsonIfGiven('terms', TERMS),
        enginePart: ofAppeal.jsonIfGiven('enginePart', ENGINE_PART),
        license: ofAppeal.jsonIfGiven('license', LICENSE),
      }),
      ['decision', 'decidedBy', 'decidedRole', 'decidedAt'],
    ),
    forwarding: ofAppeal.nullable(ofAppeal.json('forwarding', FORWARDING)),
    external: ofAppeal.nullable(ofAppeal.json('external', EXTERNAL)),
    goodCause: ofAppeal.jsonIfGiven('goodCause', GOOD_CAUSE),
    dismissalReview: ofAppeal.jsonIfGiven('dismissalReview', DISMISSAL_REVIEW),
    findings: ofAppeal.jsonIfGiven('findings', FINDINGS),
    withdrawal: ofAppeal.nullable(ofAppeal.json('withdrawal', WITHDRAWAL)),
    benefits: ofAppeal.jsonIfGiven('benefits', CONTINUED_BENEFITS),
  },
  {
    named: { authorization: 'authorization_number', benefits: 'continued_benefits' },
    apart: ['owedBy'],
    fixed: [
      'number',
      'caseId',
      'level',
      'ground',
      'appellant',
      'reason',
      'receivedAt',
      'openedAt',
      'openedBy',
      'openedRole',
    ],
  },
);

const ofEvent = partsOf<EventRow>();

export const EVENTS = table<EventRow, CaseEvent>()(
  Prisma.CaseEventScalarFieldEnum,
  {
    actor: ofEvent.group<Actor>()({ subject: 'actor', role: 'role' }),
    details: ofEvent.orElse(ofEvent.nullable(ofEvent.json('details', DETAILS)), {}),
  },
  { apart: ['id', 'commandKey', 'commandDigest'] },
);

const ofNotice = partsOf<NoticeRow>();

export const NOTICES = table<NoticeRow, NoticeRecord>()(
  Prisma.NoticeScalarFieldEnum,
  {
    to: 'recipient',
    content: ofNotice.nullable(ofNotice.json('content', LETTER_CONTENT)),
    delivery: ofNotice.nullable(
      ofNotice.group<DeliveryReport>()({
        outcome: 'deliveryOutcome',
        at: 'deliveryAt',
        code: 'deliveryCode',
        by: ofNotice.group<Actor>()({ subject: 'deliveryBy', role: 'deliveryRole' }),
      }),
      ['deliveryOutcome'],
    ),
    appealId: ofNotice.ifGiven('appealId'),
  },
  {
    named: { authorization: 'authorization_number' },
    apart: ['nextAttemptAt', 'triedSince', 'leasedUntil', 'atOnce'],
  },
);

const ofMemberLetter = partsOf<MemberLetterRow>();

export const MEMBER_LETTERS = table<MemberLetterRow, MemberLetterRecord>()(
  Prisma.MemberLetterScalarFieldEnum,
  {
    to: 'recipient',
    content: ofMemberLetter.nullable(ofMemberLetter.json('content', LETTER_CONTENT)),
    mailed: ofMemberLetter.nullable(
      ofMemberLetter.group<Mailed>()({
        at: 'mailedAt',
        by: ofMemberLetter.group<Actor>()({ subject: 'mailedBy', role: 'mailedRole' }),
      }),
    ),
    delivery: ofMemberLetter.nullable(
      ofMemberLetter.group<DeliveryReport>()({
        outcome: 'deliveryOutcome',
        at: 'deliveryAt',
        code: 'deliveryCode',
        by: ofMemberLetter.group<Actor>()({ subject: 'deliveryBy', role: 'deliveryRole' }),
      }),
      ['deliveryOutcome'],
    ),
    appealId: ofMemberLetter.ifGiven('appealId'),
  },
  {
    named: { authorization: 'authorization_number' },
    apart: ['nextAttemptAt', 'triedSince', 'leasedUntil'],
  },
);

export const BLOCKERS = table<StuckRow, Blocker & { readonly caseId: string }>()(
  Prisma.StuckScalarFieldEnum,
  {},
  { named: { authorization: 'authorization_number' } },
);

const ofDocument = partsOf<DocumentRow>();

export const DOCUMENTS = table<DocumentRow, DocumentRecord>()(Prisma.DocumentScalarFieldEnum, {
  sha256: ofDocument.bytes('sha256'),
  activeContent: ofDocument.jsonIfGiven('activeContent', ACTIVE_CONTENT),
  uploadedBy: ofDocument.group<Actor>()({ subject: 'uploadedBy', role: 'uploadedRole' }),
});

export const SCANS = table<ScanRow, DocumentScan>()(
  Prisma.DocumentScanScalarFieldEnum,
  {},
  { apart: ['documentId', 'attempts', 'lastError', 'nextAttemptAt'] },
);

const ofOpening = partsOf<OpeningRow>();

export const OPENINGS = table<OpeningRow, DocumentOpening>()(
  Prisma.DocumentOpeningScalarFieldEnum,
  {
    by: ofOpening.group<Actor>()({ subject: 'openedBy', role: 'openedRole' }),
    at: 'openedAt',
  },
  { apart: ['sha256'] },
);

const ofAccess = partsOf<AccessRow>();

export const ACCESSES = table<AccessRow, CaseAccess>()(Prisma.CaseAccessScalarFieldEnum, {
  by: ofAccess.group<Actor>()({ subject: 'openedBy', role: 'openedRole' }),
  at: 'openedAt',
  until: 'openUntil',
});
