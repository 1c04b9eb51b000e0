import type { AuthorizationRecord, CaseEvent, CaseRecord } from '@assent/application';
import type { Facts } from '@assent/criteria';
import {
  CALL_OUTCOMES,
  COVERAGE_TYPES,
  END_REASONS,
  ENGINE_PARTS,
  LETTER_LANGUAGES,
  RECEIPT_EVIDENCE,
  REVIEW_REASONS,
  REVIEWER_FINDINGS,
  MAY_GIVE_OPINION,
  OPINIONS,
  type CaseClock,
  type Decision,
  type SinceApproval,
} from '@assent/domain';
import fc from 'fast-check';
import { unique } from '../support/requests';

const { constantFrom, nat, option, record } = fc;

/** Any text that the record can hold: the zero character and half characters are refused earlier. */
const text = fc.string({ unit: 'binary', maxLength: 40 }).map((each) => each.replaceAll('\0', ' '));
const instant = fc.date({
  min: new Date('1900-01-01T00:00:00Z'),
  max: new Date('2199-12-31T23:59:59Z'),
  noInvalidDate: true,
});
const date = instant.map((each) => each.toISOString().slice(0, 10));
const sha = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const role = constantFrom('intake', 'pharmacist', 'medical-director', 'auditor', 'admin');
const actor = record({ subject: text, role: fc.oneof(role, constantFrom('software' as const)) });
const lineOfBusiness = constantFrom<CaseRecord['lineOfBusiness'][]>(
  'commercial',
  'medicare-advantage',
  'medicare-part-d',
  'federal-employee-program',
  'state-account-organization',
);

/** Any object that JSON can tell. */
const json: fc.Arbitrary<Facts> = fc
  .dictionary(
    text.filter((name) => name !== '__proto__'),
    fc.oneof(
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.array(text),
    ),
  )
  .map((each) => JSON.parse(JSON.stringify(each)) as Facts);

type Outcome = Pick<CaseRecord, 'status' | 'closedAt' | 'decision' | 'determination'>;

const determination = record({
  outcome: constantFrom('criteria-not-met' as const, 'information-needed' as const),
  verdicts: fc.string({ unit: constantFrom('m', 'n', 'u') }),
  missing: fc.array(
    record({
      fact: text,
      need: constantFrom('required' as const, 'conditional' as const),
      clauses: fc.array(text),
    }),
    { maxLength: 3 },
  ),
  holds: fc.array(text),
  advisories: fc.array(text),
  routing: option(constantFrom('fep' as const, 'sao' as const)),
});

const open: fc.Arbitrary<Outcome> = record({
  status: constantFrom('pending-information' as const, 'in-review' as const),
  closedAt: fc.constant(null),
  decision: fc.constant(null),
  determination,
});
type Keys = Pick<Decision, 'license' | 'letterDigest' | 'modification' | 'enginePart'>;
const NO_KEYS: fc.Arbitrary<Keys> = record({
  enginePart: fc.constant(null),
  license: fc.constant(null),
  letterDigest: fc.constant(null),
  modification: option(
    record({
      reason: text,
      terms: fc.array(
        record({
          term: text,
          asked: option(fc.oneof(text, nat())),
          approved: fc.oneof(text, nat()),
        }),
      ),
    }),
  ),
});
const finding = constantFrom(...REVIEWER_FINDINGS);

const findings: fc.Arbitrary<CaseRecord['findings']> = fc.array(
  record({
    by: record({ subject: text, role: constantFrom('pharmacist', 'medical-director') }),
    at: instant,
    items: fc.array(record({ criterion: text, finding, note: option(text), basis: sha }), {
      maxLength: 3,
    }),
  }),
  { maxLength: 2 },
);

const enginePart: fc.Arbitrary<Decision['enginePart']> = option(
  record({
    part: constantFrom(...ENGINE_PARTS),
    guideline: option(record({ id: text, version: text })),
    outcome: constantFrom('criteria-met' as const, 'criteria-not-met' as const),
    compared: fc.array(
      record({
        criterion: text,
        finding,
        changedTo: option(finding),
        engine: constantFrom('met' as const, 'not-met' as const, 'unknown' as const),
      }),
      { maxLength: 2 },
    ),
  }),
);

/** Without a rule that findings come first: its denials take findings of who denies. */
const jurisdiction: fc.Arbitrary<CaseRecord['jurisdiction']> = option(
  record({
    state: constantFrom('FL', 'TX'),
    from: constantFrom('member', 'plan'),
    findingsFirst: fc.constant(null),
  }),
);

const keys: fc.Arbitrary<Keys> = record({
  enginePart,
  license: record(
    {
      number: text.filter((each) => each !== ''),
      state: constantFrom('FL' as const, 'PR' as const),
      specialty: text.filter((each) => each !== ''),
      name: text.filter((each) => each.trim() !== ''),
    },
    { requiredKeys: ['number', 'state', 'specialty'] },
  ),
  letterDigest: sha,
  modification: fc.constant(null),
});
const signatureOf = (decision: 'approve' | 'deny') =>
  record(
    {
      decision: fc.constant(decision),
      by: record({ subject: text, role: fc.constant('medical-director' as const) }),
      at: instant,
      rationale: text,
      memberReason: text,
      clauses: fc.array(text),
    },
    { requiredKeys: ['decision', 'by', 'at', 'rationale', 'clauses'] },
  );
const signed = (status: 'approved' | 'denied', decision: 'approve' | 'deny') =>
  record({
    status: fc.constant(status),
    closedAt: instant,
    decision: fc
      .tuple(decision === 'deny' ? keys : NO_KEYS, signatureOf(decision), option(sha))
      .map(([signedWith, signature, seenDigest]) => ({
        ...signature,
        ...signedWith,
        ...(seenDigest !== null && { seenDigest }),
      })),
    determination,
  });
const undecided: fc.Arbitrary<Outcome> = record({
  status: constantFrom('withdrawn' as const, 'routed' as const),
  closedAt: instant,
  decision: fc.constant(null),
  determination,
});

const confidence = constantFrom('high', 'medium', 'low');
const plainClock = record({
  kind: fc.constant('decision' as const),
  rule: record({ id: text, source: text, confidence }),
  urgency: constantFrom('standard', 'expedited'),
  hours: option(nat()),
  startedAt: instant,
  dueAt: instant,
  replacedAt: option(instant),
  upgrade: option(record({ by: constantFrom('member', 'prescriber'), reason: text })),
  extension: option(
    record({
      reason: text,
      by: actor,
      at: instant,
      basis: text,
      confidence,
      days: nat(),
      answerDays: option(nat()),
    }),
  ),
  tolled: fc.array(
    record(
      { from: instant, to: option(instant), reason: text, answerDueBefore: instant },
      { requiredKeys: ['from', 'to', 'reason'] },
    ),
    { maxLength: 2 },
  ),
  consequence: option(text),
});
const caseClock: fc.Arbitrary<CaseClock> = fc
  .tuple(
    plainClock,
    record(
      {
        onAnswer: record({ hours: nat(), source: text, confidence }),
        completion: record({ at: instant, because: constantFrom('answer', 'no-answer') }),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([clock, more]) => ({ ...clock, ...more }));

/** What a change can replace in a case. */
const changing = record({
  facts: json,
  evaluationDigest: sha,
  holds: fc.array(
    record({
      id: constantFrom(
        'start-far-ahead' as const,
        'over-already' as const,
        'ended-before' as const,
        'denied-before' as const,
        'renewal-open' as const,
        'already-covered' as const,
        'another-person' as const,
        'unread-drug' as const,
      ),
      message: text,
      authorization: option(text),
    }),
    { maxLength: 2 },
  ),
  receiptEvidence: option(
    record({
      kind: constantFrom(...RECEIPT_EVIDENCE),
      reference: option(text),
      document: option(fc.uuid()),
      by: actor,
      at: instant,
    }),
  ),
  dueAt: option(instant),
  clocks: fc.array(caseClock, { maxLength: 2 }),
  peerToPeer: fc.array(
    record(
      {
        id: fc.uuid(),
        requestedAt: instant,
        by: actor,
        slots: fc.array(instant, { maxLength: 3 }),
        agreed: record(
          { slot: instant, by: actor, at: instant, toldAt: instant },
          { requiredKeys: ['slot', 'by', 'at'] },
        ),
        rule: record({ id: text, source: text, confidence }),
        businessDays: nat(),
        consequence: text,
        dueAt: instant,
        escalatedAt: instant,
        attempts: fc.array(
          record(
            {
              outcome: constantFrom(...CALL_OUTCOMES),
              note: text,
              slot: instant,
              by: actor,
              at: instant,
            },
            { requiredKeys: ['outcome', 'note', 'by', 'at'] },
          ),
          { maxLength: 2 },
        ),
      },
      {
        requiredKeys: [
          'id',
          'requestedAt',
          'by',
          'slots',
          'rule',
          'businessDays',
          'dueAt',
          'attempts',
        ],
      },
    ),
    { maxLength: 2 },
  ),
  informationDueAt: option(instant),
  nextStepAt: option(instant),
  assignee: option(text),
  assignedAt: option(instant),
  review: option(
    record({
      reason: constantFrom(...REVIEW_REASONS),
      since: instant,
      escalatedAt: option(instant),
    }),
  ),
  informationRequest: option(
    record(
      { by: actor, at: instant, rationale: text, isAlone: fc.constant(true as const) },
      { requiredKeys: ['by', 'at', 'rationale'] },
    ),
  ),
  withoutCoverSince: option(date),
  snoozed: option(record({ until: instant, reason: text, by: actor })),
  handedUp: option(record({ by: actor, at: instant, reason: text })),
  opinions: fc.array(
    record(
      {
        id: fc.uuid(),
        question: text,
        askedBy: actor,
        askedAt: instant,
        person: option(text),
        role: option(constantFrom(...MAY_GIVE_OPINION)),
        approveMonths: nat(),
        answer: option(
          record(
            { opinion: constantFrom(...OPINIONS), text, by: actor, at: instant, basis: sha },
            { requiredKeys: ['opinion', 'text', 'by', 'at'] },
          ),
        ),
      },
      { requiredKeys: ['id', 'question', 'askedBy', 'askedAt', 'person', 'role', 'answer'] },
    ),
    { maxLength: 3 },
  ),
  // Blockers are stored separately, by the check that finds them.
  stuck: fc.constant(null),
});

/** What a case keeps from its opening. */
const kept = record({
  id: fc.uuid(),
  number: text.map((each) => each + unique()),
  requestType: constantFrom('initiation', 'continuation'),
  urgency: constantFrom('standard', 'expedited'),
  lineOfBusiness,
  coverageType: option(constantFrom(...COVERAGE_TYPES)),
  channel: constantFrom('portal', 'phone', 'fax', 'ehr'),
  drugText: text,
  drug: text,
  member: record(
    {
      memberId: text.map((each) => each + unique()),
      givenName: text,
      familyName: text,
      birthDate: date,
      language: constantFrom(...LETTER_LANGUAGES),
      email: text,
      state: constantFrom('FL', 'TX'),
      address: record(
        { line1: text, line2: text, city: text, state: constantFrom('FL', 'TX'), postalCode: text },
        { requiredKeys: ['line1', 'city', 'state', 'postalCode'] },
      ),
    },
    { requiredKeys: ['memberId', 'givenName', 'familyName', 'birthDate'] },
  ),
  prescriber: record(
    { npi: text, name: text, phone: text, email: text },
    { requiredKeys: ['npi', 'name'] },
  ),
  receivedAt: instant,
  openedAt: instant,
  asOf: date,
  requestedStart: date,
  guideline: option(record({ id: text, version: text, digest: sha })),
  renews: option(text),
  carriedFrom: option(fc.uuid()),
  jurisdiction,
  underAppeal: fc.boolean(),
  findings,
});

/** No closed case is snoozed. */
const awake = ({ closedAt }: Outcome) => (closedAt === null ? {} : { snoozed: null });

const since: fc.Arbitrary<SinceApproval> = record({
  authorization: text,
  approvedAt: instant,
  changes: fc.array(record({ fact: text, before: fc.oneof(text, nat()), after: option(text) }), {
    maxLength: 2,
  }),
});

/** Only a denied renewal is compared with the approval that it renews. */
const compared = (
  { requestType }: Pick<CaseRecord, 'requestType'>,
  { decision }: Outcome,
  sinceApproval: SinceApproval,
) =>
  requestType === 'continuation' && decision?.decision === 'deny'
    ? { decision: { ...decision, sinceApproval } }
    : {};

const version = nat({ max: 1_000_000 });
const caseOf = (outcome: fc.Arbitrary<Outcome>): fc.Arbitrary<CaseRecord> =>
  fc
    .tuple(kept, changing, outcome, version, since)
    .map(([opening, state, ending, number, sinceApproval]) => ({
      ...opening,
      ...state,
      ...ending,
      ...awake(ending),
      ...compared(opening, ending, sinceApproval),
      version: number,
    }));

const outcome = fc.oneof(open, undecided, signed('denied', 'deny'), signed('approved', 'approve'));

export const anyCase = caseOf(outcome);
export const openCase = caseOf(open);
export const approvedCase = caseOf(signed('approved', 'approve'));

/** A state that an open case may pass into. */
export const anyState = fc
  .tuple(changing, outcome)
  .map(([state, end]) => ({ ...state, ...end, ...awake(end) }));

/** What an authorization has besides its case, and what a change can replace in it. */
export const authorizationTerms: fc.Arbitrary<
  Omit<AuthorizationRecord, 'number' | 'version' | 'caseId' | 'memberId' | 'drug'>
> = record({
  lineOfBusiness,
  issuedAt: instant,
  dosing: record({
    capsuleStrengthMg: option(fc.double({ min: 0.1, max: 4, noNaN: true })),
    capsulesPer28Days: option(nat({ max: 3 })),
  }),
  warnings: fc.array(record({ id: text, message: text })),
  continuationCaseId: option(fc.uuid()),
  renewedBy: option(text),
  nextStepAt: option(instant),
  isContinued: constantFrom(true as const, undefined),
  continuedDosing: fc.option(
    record({ dosing: fc.constant({ capsulesPer28Days: 3 }), lastDay: option(date) }),
    { nil: undefined },
  ),
}).chain((terms) =>
  fc
    .tuple(
      fc.tuple(date, date),
      constantFrom('active', 'expired', 'ended'),
      constantFrom(...END_REASONS),
    )
    .map(([dates, status, reason]) => {
      const [start = '', end = ''] = [...dates].sort();
      const isEnded = status === 'ended';
      return {
        ...terms,
        status,
        period: { start, end },
        // Before every first day, so that it may be the end of another of these, too.
        endedOn: isEnded ? '1899-12-31' : null,
        endReason: isEnded ? reason : null,
      };
    }),
);

export const anyEvent: fc.Arbitrary<Omit<CaseEvent, 'caseId'>> = record({
  at: instant,
  type: constantFrom('case-opened', 'information-given', 'determined', 'denied', 'cover-lapsed'),
  actor,
  details: json,
});
