import {
  MAX_NAME_LENGTH,
  calendarDate,
  factsSchema,
  fault,
  faultsOf,
  misplacedDates,
  nameUpTo,
  type Facts,
} from '@assent/criteria';
import {
  dateIn,
  isCalendarDate,
  type CalendarDate,
  coverageTypeOf,
  isCoverageTypeOf,
  isEvidenceOf,
  type Channel,
  type CoverageType,
  type Fault,
  type LetterLanguage,
  type LicensingState,
  type LineOfBusiness,
  type ReceiptEvidence,
  type RequestType,
  type TimeZone,
  type Urgency,
} from '@assent/domain';
import { factVocabulary } from '@assent/guidelines';
import { z } from 'zod';
import { informationFrame } from '../case/commands';
import { sentMembers } from '../http/sent-members';
import {
  channel,
  coverageType,
  emailAddress,
  instant,
  letterLanguage,
  lineUpTo,
  memberState,
  phoneNumber,
  postalAddress,
  receipt,
  receiptEvidenceKind,
  requestType,
  urgency,
} from '../http/wire';
import {
  COVERAGE_TYPES_OF,
  EVIDENCE_OF_CHANNEL,
  isNpi,
  LINES_OF_BUSINESS,
} from '@assent/vocabulary';

type PostalAddressJson = z.output<typeof postalAddress>;

/** A request as intake sends it, read and valid. */
export interface DeterminationRequest {
  readonly requestType: RequestType;
  readonly urgency: Urgency;
  readonly lineOfBusiness: LineOfBusiness;
  /** Null where another payer decides. */
  readonly coverageType: CoverageType | null;
  readonly receivedAt: Date;
  /** The payer's calendar date of receipt. */
  readonly asOf: CalendarDate;
  readonly channel: Channel;
  readonly receipt?: Pick<ReceiptEvidence, 'kind' | 'reference'>;
  readonly member: {
    readonly memberId: string;
    readonly givenName: string;
    readonly familyName: string;
    readonly birthDate: CalendarDate;
    readonly language?: LetterLanguage;
    readonly email?: string;
    readonly state?: LicensingState;
    readonly address?: PostalAddressJson;
  };
  readonly prescriber: {
    readonly npi: string;
    readonly name: string;
    readonly phone?: string;
    readonly email?: string;
  };
  readonly drug: string;
  readonly requestedStart: CalendarDate;
  readonly facts: Facts;
}

export type ParsedRequest =
  | { readonly ok: true; readonly request: DeterminationRequest }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const MAX_ID_LENGTH = 64;

/** Later periods would leave the calendar. */
const LAST_START = '2199-12-31';

/** The facts of every guideline here: a request must be valid for any drug. */
const facts = factsSchema(factVocabulary);
const name = nameUpTo(MAX_NAME_LENGTH);

/** The name of a person, in any script. */
const personName = lineUpTo(MAX_NAME_LENGTH)
  .refine(
    (text) => text === '' || /\p{L}/u.test(text.normalize('NFKD')),
    fault('not-a-name', 'must be a name with at least one letter'),
  )
  .meta({ ...lineUpTo(MAX_NAME_LENGTH).meta(), description: 'At least one letter, in any script' });

/**
 * Punctuation does not distinguish member IDs: an ID of nothing else would be everyone's. Every
 * other sign looks like one of ours or none, and would make another member of the same ID.
 */
const memberIdentifier = lineUpTo(MAX_ID_LENGTH)
  .refine(
    (text) => text === '' || /[\p{L}\p{Nd}]/u.test(text),
    fault('not-an-id', 'must be a member ID with at least one letter or digit'),
  )
  .refine(
    (text) => [text, text.normalize('NFKC')].every((each) => ID_SIGNS.test(each)),
    fault(
      'not-an-id',
      'must be a member ID of letters A to Z, digits and punctuation between them',
    ),
  )
  .meta({
    ...lineUpTo(MAX_ID_LENGTH).meta(),
    description: 'Letters A to Z and digits, at least one',
  });

/** Letters, digits, and what `member_key` in the database drops; also as full-width forms. */
const ID_SIGNS =
  /^[\t -~\u00a0-\u00bf\u02b0-\u036f\u058a\u05be\u2000-\u206f\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3003\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufe00-\ufe6f\uff01-\uff5e]*$/u;

const COVERAGE_TYPE_MEANS = `What the member has coverage of, which decides the deadlines: ${LINES_OF_BUSINESS.flatMap(
  (line) => {
    const types = COVERAGE_TYPES_OF[line];
    return types.length === 0 ? [] : [`${types.join(', ')} for ${line}`];
  },
).join('; ')}. The first of each is meant if absent`;

/** What intake sends, for validation, types and OpenAPI. */
export const coverageRequest = z.strictObject({
  requestType,
  urgency: urgency.default('standard'),
  lineOfBusiness: z.enum(LINES_OF_BUSINESS),
  coverageType: coverageType.optional().meta({
    description: COVERAGE_TYPE_MEANS,
  }),
  receivedAt: instant
    .optional()
    .meta({ description: 'When the request was received; now if absent' }),
  channel: channel.default('portal'),
  receipt,
  member: z.strictObject({
    memberId: memberIdentifier,
    givenName: personName,
    familyName: personName,
    birthDate: calendarDate,
    language: letterLanguage
      .optional()
      .meta({ description: 'The language of letters to the member; English if absent' }),
    email: emailAddress
      .optional()
      .meta({ description: 'Where letters to the member go; without it, they are printed' }),
    state: memberState.optional(),
    address: postalAddress
      .optional()
      .meta({ description: 'Where printed letters to the member are mailed' }),
  }),
  prescriber: z.strictObject({
    npi: z
      .string()
      .refine(isNpi, fault('not-an-npi', 'must be ten digits, the last of them the check digit'))
      .meta({ format: 'npi', pattern: '^[0-9]{10}$', examples: ['1234567893'] }),
    name: personName,
    phone: phoneNumber.optional(),
    email: emailAddress.optional(),
  }),
  drug: name,
  requestedStart: calendarDate
    .refine(
      (date) => !isCalendarDate(date) || date <= LAST_START,
      fault('out-of-range', "can't be after the year 2199"),
    )
    .optional()
    .meta({ description: 'The first day of coverage; today if absent' }),
  facts,
});

/** Facts given later; they are merged over the known ones. */
export const informationCommand = informationFrame.extend({ facts });

/** The payer's part in reading a request. */
export interface Receipt {
  /** Now. */
  readonly now: Date;
  /** The payer's zone, which gives an instant its calendar date. */
  readonly zone: TimeZone;
  /**
   * Whether `receivedAt` may be after now: an evaluation alone reads no clock, while a case cannot
   * be opened before its request came in.
   */
  readonly mayBeAhead?: boolean;
}

/** How far an office's clock may run ahead of ours, in milliseconds. */
const CLOCK_TOLERANCE = 5 * 60_000;

/**
 * Reads a request body. Every fault is reported at once, and an invalid request is refused
 * whatever its drug and line of business.
 */
export function parseRequest(body: unknown, receipt: Receipt): ParsedRequest {
  const parsed = coverageRequest.safeParse(body, { reportInput: true });
  const received = receivedIn(body, receipt);
  const faults = [
    ...(parsed.success ? [] : faultsOf(parsed.error)),
    ...dateFaults(body, received, receipt),
    ...coverageFaults(body),
    ...evidenceFaults(body),
  ];
  if (!parsed.success || received === null || faults.length > 0) return { ok: false, faults };
  const { data: sent } = parsed;
  const { npi, name: prescriberName, phone, email } = sent.prescriber;
  const { address, language, email: memberEmail, state, ...member } = sent.member;
  return {
    ok: true,
    request: {
      requestType: sent.requestType,
      urgency: sent.urgency,
      lineOfBusiness: sent.lineOfBusiness,
      coverageType: coverageTypeOf(sent),
      receivedAt: received.at,
      asOf: received.on,
      channel: sent.channel,
      ...(sent.receipt && {
        receipt: { kind: sent.receipt.evidence, reference: sent.receipt.reference ?? null },
      }),
      member: {
        ...member,
        ...(language && { language }),
        ...(memberEmail && { email: memberEmail }),
        ...(address && { address }),
        ...(state && { state }),
      },
      prescriber: { npi, name: prescriberName, ...(phone && { phone }), ...(email && { email }) },
      drug: sent.drug,
      requestedStart: sent.requestedStart ?? dateIn(receipt.now, receipt.zone),
      facts: sent.facts,
    },
  };
}

interface Received {
  readonly at: Date;
  /** The payer's calendar date. */
  readonly on: CalendarDate;
}

/** When the body says the request came in; null if unreadable. */
function receivedIn(body: unknown, { now, zone }: Receipt): Received | null {
  const { receivedAt } = sentMembers(body);
  if (receivedAt === undefined) return { at: now, on: dateIn(now, zone) };
  const read = instant.safeParse(receivedAt);
  if (!read.success) return null;
  const at = new Date(read.data);
  return { at, on: dateIn(at, zone) };
}

/** Impossible dates, checked wherever they can be read. */
function dateFaults(body: unknown, received: Received | null, receipt: Receipt): Fault[] {
  const { now, zone, mayBeAhead = false } = receipt;
  const { member, facts: stated } = sentMembers(body);
  const { birthDate } = sentMembers(member);
  const faults: Fault[] = [];
  const born = typeof birthDate === 'string' && isCalendarDate(birthDate) ? birthDate : null;
  if (received !== null && !mayBeAhead && received.at.getTime() > now.getTime() + CLOCK_TOLERANCE) {
    faults.push({ path: 'receivedAt', ...AHEAD });
  }
  const bornAfterReceipt = born !== null && (received === null || born > received.on);
  if (bornAfterReceipt && born > dateIn(now, zone)) {
    faults.push({ path: 'member.birthDate', ...AHEAD });
  }
  const asOf = received?.on ?? null;
  return [...faults, ...misplacedDates(factVocabulary, stated, { born, asOf })];
}

/** A coverage type of another line of business, checked wherever both can be read. */
function coverageFaults(body: unknown): readonly Fault[] {
  const sent = sentMembers(body);
  const line = coverageRequest.shape.lineOfBusiness.safeParse(sent['lineOfBusiness']);
  const type = coverageType.safeParse(sent['coverageType']);
  if (!line.success || !type.success || isCoverageTypeOf(type.data, line.data)) return [];
  const allowed = COVERAGE_TYPES_OF[line.data];
  const message =
    allowed.length === 0
      ? `must be left out for ${line.data}, which another payer decides`
      : `must be one of these for ${line.data}: ${allowed.join(', ')}`;
  return [{ path: 'coverageType', code: 'not-applicable', message }];
}

/** Evidence of a receipt by another channel, checked wherever both can be read. */
function evidenceFaults(body: unknown): readonly Fault[] {
  const sent = sentMembers(body);
  const by = coverageRequest.shape.channel.safeParse(sent['channel']);
  const kind = receiptEvidenceKind.safeParse(sentMembers(sent['receipt'])['evidence']);
  if (!by.success || !kind.success || isEvidenceOf(kind.data, by.data)) return [];
  const allowed = EVIDENCE_OF_CHANNEL[by.data];
  const message =
    allowed.length === 0
      ? `must be left out for a request by ${by.data}`
      : `must be one of these for a request by ${by.data}: ${allowed.join(', ')}`;
  return [{ path: 'receipt.evidence', code: 'not-applicable', message }];
}

const AHEAD = { code: 'in-the-future', message: "can't be in the future" };
