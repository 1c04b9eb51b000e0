import type { Determination, Verdict } from '@assent/criteria';
import { determinationOf } from '../evaluation/evaluation';
import { dayWords, instantWords } from '../member-coverage/words';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import type {
  LetterBlock,
  LetterContent,
  LetterLanguage,
  LetterRecipient,
  LetterReference,
} from '../ports/letter-content';
import type { Letter, WrittenLetter } from '../ports/mail';
import type { DueNotice } from '../ports/notice-record';
import type { Letterhead, Settings } from '../ports/ports';
import {
  addDays,
  appealRuleOf,
  coversNoDay,
  dateIn,
  isOpen,
  keptDenial,
  lastCoveredDay,
  runningClock,
  type Appeal,
  type AppealRule,
  type AppealStatus,
  type ChangedFact,
  type ClockScope,
} from '@assent/domain';
import { dosingSentence } from '@assent/guidelines';
import { approvableWords } from './approvable-with';
import {
  askToContinue,
  continuedCoverage,
  endOfContinuedCoverage,
} from './continued-coverage-facts';
import {
  appealTerms,
  appealWindow,
  expeditedHours,
  groundsOf,
  isApprovedForLess,
  isOfDecision,
  openCriteriaOf,
  outcomeOf,
  renewBy,
  signerOf,
  type Grounds,
} from './letter-facts';
import { letterText } from './letter-text';
import { modificationWords, termWords } from './modification-words';
import { closingOf, hoursLine, ownParagraph, planVersion } from './plan-letters';
import { sinceApprovalWords } from './since-approval-words';
import {
  blocksOf,
  dosingStatements,
  list,
  said,
  statedValue,
  type Bound,
  type Part,
  type Said,
} from './statements';

/** Raise it whenever the words of a letter change: each sent letter names the version it has. */
export const WORDING_VERSION = 5;

/** Who all letters are for, and in which language. */
export const RECIPIENT: LetterRecipient = 'prescriber';
export const LANGUAGE: LetterLanguage = 'en';

/** The words of a letter. The subject names only the case number: everyone sees subjects. */
export type LetterWords = Pick<Letter, 'subject' | 'text'>;

/** Writes a notice's letter from the case as it is when the letter goes out. */
export function writeLetter(
  due: DueNotice,
  settings: Settings,
  mailroom: string,
  now: Date,
): WrittenLetter {
  const to = due.case.prescriber.email ?? mailroom;
  return { id: due.id, to, ...officeLetter(due, settings, now) };
}

/** A letter to a provider office, before it is addressed. */
export interface OfficeLetter extends LetterWords {
  readonly content: LetterContent;
}

/** @param now when the letter goes out, which dates it */
export function officeLetter(due: DueNotice, settings: Settings, now: Date): OfficeLetter {
  const { subject, content } = contentOfLetter(due, settings, now);
  return { subject, text: letterText(content), content };
}

function contentOfLetter(
  due: DueNotice,
  settings: Settings,
  now: Date,
): { readonly subject: string; readonly content: LetterContent } {
  const { number, prescriber } = due.case;
  const wording = wordingOf(due, settings, now);
  const subject = `${number}: ${wording.subject}`;
  const blocks: readonly LetterBlock[] = [
    letterhead(settings),
    { type: 'date', text: dayWords(dateIn(now, settings.timeZone)) },
    { type: 'addressee', lines: [`To the office of ${prescriber.name} (NPI ${prescriber.npi})`] },
    { type: 'reference', entries: references(due) },
    { type: 'subject', text: subject },
    ...blocksOf(wording.body, { due, settings, now }),
    ...ownParagraph(settings, { kind: due.kind, recipient: RECIPIENT, language: LANGUAGE }),
    ...closingOf(settings, LANGUAGE),
    signature(due, settings),
  ];
  return {
    subject,
    content: {
      recipient: RECIPIENT,
      language: LANGUAGE,
      version: WORDING_VERSION,
      ...planVersion(settings),
      blocks,
    },
  };
}

/** Who the letter is from; a state can ask for the physician who denied. */
function signature({ case: record, kind }: DueNotice, settings: Settings): LetterBlock {
  const signer = kind === 'denial' ? signerOf(record, settings) : null;
  const from = signer === null ? [] : [`Signed: ${signer.name}`];
  return { type: 'signature', text: [...from, settings.payerName].join('\n') };
}

function letterhead(settings: Settings): LetterBlock {
  const { payerName } = settings;
  const { address, phone, fax, portal } = settings.letterhead;
  const numbers = [`Phone ${phone}`, ...(fax === null ? [] : [`Fax ${fax}`])].join(', ');
  return {
    type: 'letterhead',
    name: payerName,
    lines: [
      address,
      numbers,
      ...(portal === null ? [] : [portal]),
      ...hoursLine(settings, LANGUAGE),
    ],
  };
}

function references({
  case: { number, drugText, member },
  authorizationRecord,
  appeal,
}: DueNotice): readonly LetterReference[] {
  return [
    { label: 'Case', value: number },
    {
      label: 'Member',
      value: `${member.givenName} ${member.familyName}, member ID ${member.memberId}`,
    },
    { label: 'Drug', value: drugText },
    ...(authorizationRecord ? [{ label: 'Authorization', value: authorizationRecord.number }] : []),
    ...(appeal ? [{ label: 'Appeal', value: appeal.number }] : []),
  ];
}

interface Wording {
  readonly subject: string;
  /** Empty paragraphs are omitted. */
  readonly body: readonly Part[];
}

/** Only letters that name criteria or request information use it. */
function wordingOf(due: DueNotice, settings: Settings, now: Date): Wording {
  const { case: record, authorizationRecord: authorization } = due;
  switch (due.kind) {
    case 'information-request':
      return {
        subject: 'information request',
        body: [
          'We need more information to make a determination on this request.',
          ...informationAsked(due, settings),
        ],
      };
    case 'information-reminder':
      return {
        subject: 'reminder: information request',
        body: [
          'We have not received the information we requested.',
          ...informationAsked(due, settings),
        ],
      };
    case 'extension':
      return { subject: 'more time to decide', body: moreTime(due, settings) };
    case 'peer-to-peer-offer':
      return { subject: 'peer-to-peer call offered', body: callOffer(record, settings, now) };
    case 'approval':
      return {
        subject: 'approved',
        body: [
          approved(record),
          record.decision?.modification
            ? said(`Why: ${record.decision.modification.reason}`, 'decision.reasonForChanges')
            : '',
          ...(authorization ? [validity(authorization, due), ...warnings(authorization)] : []),
          ...(isApprovedForLess(record) ? rightToAppeal(record, settings) : []),
        ],
      };
    case 'denial':
      return { subject: 'denied', body: denial(due, settings) };
    case 'withdrawal':
      return {
        subject: 'withdrawn',
        body: [
          'This request was withdrawn and is closed. To ask for coverage again, send us a new request.',
        ],
      };
    case 'routing':
      return {
        subject: 'routed to another payer',
        body: [
          'We do not make the determination on this request.',
          said(
            determinationOf(record).routing?.reason ?? 'Another payer makes it.',
            'routing.reason',
          ),
        ],
      };
    case 'renewal-reminder':
      return {
        subject: `renewal: ${due.daysBefore} days of coverage left`,
        body: authorization ? renewal(authorization, due.case, settings, now) : [],
      };
    case 'cover-lapse':
      return {
        subject: 'coverage ended',
        body: [
          ...(record.withoutCoverSince === null
            ? []
            : [
                said(
                  `${authorization ? `Authorization ${authorization.number}` : 'The authorization'} ended on ${dayWords(addDays(record.withoutCoverSince, -1))}.`,
                  'case.coverageEndedOn',
                  ...(authorization ? (['authorization.number'] as const) : []),
                ),
              ]),
          'Coverage is not active until a renewal is approved.',
          ...(isOpen(record.status) ? stillOpen(due, settings) : []),
        ],
      };
    case 'authorization-ended':
      return {
        subject: 'authorization ended',
        body: authorization ? authorizationEnded(authorization, due, settings, now) : [],
      };
    case 'appeal-received':
      return { subject: 'appeal received', body: appealReceived(due, settings) };
    case 'appeal-dismissed':
      return { subject: 'appeal dismissed', body: appealDismissed(due, settings) };
    case 'appeal-reopened':
      return { subject: 'appeal reopened', body: appealReopened(due, settings) };
    case 'appeal-decided':
      return {
        subject: 'decision on an appeal',
        body: [
          ...appealDecided(due, settings),
          ...(authorization ? [validity(authorization, due), ...warnings(authorization)] : []),
        ],
      };
  }
}

/** Until when an authorization that was ended covers, why, and what can be done. */
function authorizationEnded(
  authorization: AuthorizationRecord,
  { case: { drugText } }: DueNotice,
  { letterhead: plan, timeZone }: Settings,
  now: Date,
): Part[] {
  const { number, period } = authorization;
  const lastDay = lastCoveredDay(authorization);
  const about = `Authorization ${number} for ${drugText}`;
  const verb = lastDay < dateIn(now, timeZone) ? 'ended' : 'ends';
  const states = ['authorization.number', 'request.drug'] as const;
  return [
    coversNoDay(authorization)
      ? said(`${about} is no longer valid. It covers no day.`, ...states, 'authorization.lastDay')
      : said(
          `${about} began on ${dayWords(period.start)} and ${verb} on ${dayWords(lastDay)}. Days after that are not covered.`,
          ...states,
          'authorization.firstDay',
          'authorization.lastDay',
        ),
    said(whyEnded(authorization), 'authorization.endReason'),
    authorization.endReason === 'therapy-stopped' || authorization.endReason === 'entered-in-error'
      ? 'If the patient needs this drug, send us a new request.'
      : '',
    said(
      `If this is not right, call ${plan.phone} and give us the authorization number.`,
      'plan.phone',
    ),
  ];
}

function whyEnded({ endReason }: AuthorizationRecord): string {
  switch (endReason) {
    case 'therapy-stopped':
      return 'Why: we were told that the treatment has stopped.';
    case 'coverage-ended':
      return "Why: the member's coverage with our plan has ended.";
    case 'entered-in-error':
      return 'Why: the authorization was entered in error.';
    case 'member-died':
      return 'Why: we were told that the member has died.';
    case 'superseded':
    case 'appeal-closed':
    case null:
      return '';
  }
}

/** What an acknowledgment says: by when the plan decides, and what it still needs. */
function appealReceived(due: DueNotice, settings: Settings): Part[] {
  const { appeal } = due;
  const { letterhead: plan, timeZone } = settings;
  if (!appeal) return ['We received an appeal of our decision.'];
  const { appellant, receivedAt, dueAt, urgency, ground } = appeal;
  const what =
    ground === 'no-decision'
      ? ', because we did not decide the request in time,'
      : ' of our decision';
  const from = appellant === 'representative' ? "the member's representative" : `the ${appellant}`;
  const kind = urgency === 'expedited' ? 'an expedited appeal' : 'an appeal';
  return [
    said(
      `On ${dayWords(dateIn(receivedAt, timeZone))}, we received ${kind}${what} from ${from}.`,
      'appeal.receivedAt',
    ),
    said(`We will decide it by ${instantWords(dueAt, timeZone)}.`, 'appeal.dueAt'),
    coverageMeanwhile(due, settings),
    ...stillLacking(appeal, plan),
  ];
}

/** What an appeal still needs, and how to send it and anything else. */
function stillLacking({ number, reviewReasons }: Appeal, plan: Letterhead): Part[] {
  return [
    reviewReasons.includes('late')
      ? 'We received it after the last day to appeal. Please tell us why it was late. We will review the reason.'
      : '',
    reviewReasons.includes('no-proof-of-authority')
      ? 'Please send us the document that allows the representative to act for the member.'
      : '',
    'If you have more information about the patient, send it to us before then.',
    said(
      `${reach(plan, 'the information')}. Write appeal number ${number} on every page.`,
      ...WAYS_TO_SEND,
      'appeal.number',
    ),
  ];
}

/** That a dismissed appeal is reviewed after all, why, and by when it is decided. */
function appealReopened(due: DueNotice, settings: Settings): Part[] {
  const { appeal } = due;
  const { letterhead: plan, timeZone } = settings;
  if (!appeal?.goodCause)
    return ['We will now review an appeal of our decision that we had dismissed.'];
  const { dueAt, goodCause, number } = appeal;
  return [
    said(
      `We had dismissed appeal ${number}. That dismissal was vacated, so we will now review the appeal.`,
      'appeal.number',
    ),
    said(`Why: ${goodCause.reason}`, 'appeal.vacated'),
    said(`We will decide it by ${instantWords(dueAt, timeZone)}.`, 'appeal.dueAt'),
    ...stillLacking(appeal, plan),
  ];
}

/** Whether coverage continues while an appeal is open; empty where there is nothing to say. */
function coverageMeanwhile(due: DueNotice, settings: Settings): Part {
  const coverage = continuedCoverage(due, settings);
  switch (coverage?.is) {
    case 'continued':
      return said(
        coverage.isAfterApproval
          ? `If the appeal is still open when the approved months are over, coverage continues from ${dayWords(coverage.from)}, at the same dose. It ends when the appeal is over.`
          : `Coverage continues from ${dayWords(coverage.from)} while the appeal is open, at the same dose as before. It ends when the appeal is over.`,
        'appeal.coverageFrom',
      );
    case 'on-request': {
      const by = coverage.by === null ? '' : ` by ${dayWords(coverage.by)}`;
      return said(
        `Coverage can continue while the appeal is open, if the member asks us for that${by}.`,
        'appeal.askCoverageBy',
      );
    }
    case 'late':
      return said(
        `Coverage does not continue while the appeal is open. The last day to ask for that was ${dayWords(coverage.by)}.`,
        'appeal.askCoverageBy',
      );
    case 'refused':
      return 'Coverage does not continue while the appeal is open.';
    case undefined:
      return '';
  }
}

/** When coverage that continued during an appeal ends. */
function coverageEnds(due: DueNotice, settings: Settings): Part[] {
  const end = endOfContinuedCoverage(due, settings);
  if (!end) return [];
  const lastDay = dayWords(end.lastDay);
  const further = end.canGoOn
    ? ` To keep it during a fair hearing, the member has to ask us for the hearing and for coverage by then.`
    : '';
  const what = end.isDose ? 'Coverage at the earlier dose' : 'Coverage';
  return [said(`${what} continues through ${lastDay}.${further}`, 'appeal.coverageEnds')];
}

/** Why an appeal is dismissed, and what can be done about that. */
function appealDismissed(due: DueNotice, settings: Settings): Part[] {
  const { appeal } = due;
  const { letterhead: plan } = settings;
  if (!appeal?.goodCause) return ['We dismissed an appeal of our decision.'];
  const { goodCause, number } = appeal;
  const isLate = goodCause.about === 'late';
  const send = isLate
    ? 'Tell us why the appeal was late, and send us any information that we do not have yet.'
    : 'Send us the document that allows the representative to act for the member.';
  return [
    said(
      isLate
        ? `We dismissed appeal ${number} because we received it after the last day to appeal.`
        : `We dismissed appeal ${number} because we have no document that allows the representative to act for the member.`,
      'appeal.number',
    ),
    said(`Why: ${goodCause.reason}`, 'appeal.dismissal'),
    ...coverageEnds(due, settings),
    isLate ? '' : 'You or the member can also appeal without the representative.',
    said(
      `You or the member may appeal again. ${send} A medical director will review it. ${reach(plan, 'your appeal')}. Write appeal number ${number} on every page.`,
      ...WAYS_TO_SEND,
      'appeal.number',
    ),
    ...dismissalReviewed(appeal, plan),
  ];
}

/** How to have a dismissal reviewed, where outside review does that. */
function dismissalReviewed({ dismissalReview, number }: Appeal, plan: Letterhead): Part[] {
  if (!dismissalReview) return [];
  return [
    said(
      `You or the member may also ask for a review of this dismissal by an independent review entity that does not work for our plan. We must receive the request in writing within ${dismissalReview.days} days of the date of this letter. ${reachInWriting(plan)}. We will send it to them with the case file. Write appeal number ${number} on every page.`,
      'appeal.dismissalReviewDays',
      ...WAYS_TO_WRITE,
      'appeal.number',
    ),
  ];
}

/** What the plan or outside review decided, why, and what comes next. */
function appealDecided(due: DueNotice, settings: Settings): Part[] {
  const { appeal, case: record } = due;
  const { appeals, letterhead: plan } = settings;
  if (!appeal) return ['The appeal of our decision was decided.'];
  const { decision, external } = appeal;
  const decided = outcomeOf(appeal);
  const words = isOfDecision(appeal, record) ? OUTCOME_WORDS : FIRST_WORDS;
  const outcome = words[decided] ?? '';
  const why = external?.note ?? decision?.rationale ?? '';
  const rule = appealRuleOf(appeals, record);
  const isKept = external === null && keptDenial(decided);
  return [
    said(
      external === null
        ? `A medical director who was not involved before reviewed this request again. ${outcome}`
        : `Reviewers outside our plan reviewed this request again. ${outcome}`,
      'appeal.outcome',
    ),
    changesOnAppeal(appeal, record),
    why === '' ? '' : said(`Why: ${why}`, 'appeal.reason'),
    ...coverageEnds(due, settings),
    ...(isKept && rule ? [nextReview(rule, plan)] : []),
  ];
}

/** What an appeal that was overturned in part does not approve as asked. */
function changesOnAppeal(appeal: Appeal, { guideline }: CaseRecord): Part {
  const changes = termWords(appealTerms(appeal), guideline);
  if (changes.length === 0) return '';
  return list(
    'Coverage is approved with these changes:',
    changes.map((change) => said(change, 'appeal.changes')),
  );
}

const OUTCOME_WORDS: Readonly<Partial<Record<AppealStatus, string>>> = {
  upheld: 'Our earlier decision does not change.',
  overturned: 'Our earlier decision was changed: the request is approved.',
  'partly-overturned': 'Our earlier decision was changed in part.',
};

/** Where we had not decided before. */
const FIRST_WORDS: Readonly<Partial<Record<AppealStatus, string>>> = {
  upheld: 'The request is not approved.',
  overturned: 'The request is approved.',
  'partly-overturned': 'A part of the request is approved.',
};

function nextReview({ review }: AppealRule, plan: Letterhead): Part {
  if (review.forwarding) {
    return 'We send the case file to the independent review entity, which reviews our decision. You do not need to do anything. It will write to you.';
  }
  const within =
    review.askWithin === undefined
      ? ''
      : ` within ${review.askWithin} of ${review.to === 'state-fair-hearing' ? COUNTED_FROM.letter : COUNTED_FROM.receipt}`;
  const ask = waysToAsk(plan);
  if (review.to === 'state-fair-hearing') {
    return said(
      `The member, or you with the member's written consent, may ask the state for a fair hearing${within}. To ask, ${ask}.`,
      'plan.reviewWithin',
      ...WAYS_TO_ASK,
    );
  }
  return said(
    `You or the member may ask for an external review${within}. To ask, ${ask}.`,
    'plan.reviewWithin',
    ...WAYS_TO_ASK,
  );
}

function stillOpen({ case: record }: DueNotice, { letterhead: plan }: Settings): Part[] {
  const asked = questions(determinationOf(record));
  const way = said(
    `${reach(plan, 'your answer')}. Write case number ${record.number} on every page.`,
    ...WAYS_TO_SEND,
    'case.number',
  );
  return ['The renewal request is still open.', ...asked, ...(asked.length > 0 ? [way] : [])];
}

function informationAsked(due: DueNotice, settings: Settings): Part[] {
  const { informationDueAt } = due.case;
  const by = informationDueAt ? ` by ${instantWords(informationDueAt, settings.timeZone)}` : '';
  return asked(due, settings, by);
}

/** @param by until when to answer, as ` by May 6, 2027`; empty if the letter says it elsewhere */
function asked({ case: record }: DueNotice, { letterhead: plan }: Settings, by: string): Part[] {
  const { informationRequest, number } = record;
  return [
    ...(informationRequest?.isAlone ? [] : questions(determinationOf(record))),
    informationRequest
      ? said(`Our reviewer asks: ${informationRequest.rationale}`, 'information.question')
      : '',
    said(
      `${reach(plan, 'your answer')}${by}. Write case number ${number} on every page.`,
      ...WAYS_TO_SEND,
      'case.informationDueAt',
      'case.number',
    ),
  ];
}

/** What a notice of an extension must say: why, by when the plan decides, and what is missing. */
function moreTime(notice: DueNotice, settings: Settings): Part[] {
  const { clocks, dueAt, status } = notice.case;
  const extension = runningClock(clocks)?.extension;
  const { answerDays = null, basis = null, reason = '' } = extension ?? {};
  const isAsked = status === 'pending-information';
  const due = dueAt ? ` by ${instantWords(dueAt, settings.timeZone)}` : '';
  return [
    'We need more time to make a determination on this request.',
    reason === '' ? '' : said(`Why: ${reason}`, 'extension.reason'),
    isAsked && answerDays !== null
      ? said(
          `You have ${answerDays} days from the date of this letter to answer. The time until we have your answer does not count toward our deadline.`,
          'information.answerDays',
        )
      : said(`We will make the determination${due}.`, 'case.dueAt'),
    ...(isAsked ? asked(notice, settings, '') : []),
    basis === null ? '' : said(`This is allowed under ${basis}.`, 'extension.basis'),
  ];
}

/**
 * That the prescriber can talk with a reviewer before a decision, how, and by when. It names the open
 * criteria, unless findings come first: there, nothing in it differs by the result.
 */
function callOffer(record: CaseRecord, settings: Settings, now: Date): Part[] {
  const { dueAt, number, prescriber } = record;
  const { letterhead: plan, peerToPeer, timeZone } = settings;
  const { businessDays } = peerToPeer;
  const open = openCriteriaOf(record, settings);
  const these = open?.criteria.length === 1 ? 'this requirement' : 'these requirements';
  const ways = either([
    `call ${plan.phone}`,
    ...(plan.fax === null ? [] : [`fax ${plan.fax}`]),
    ...(plan.portal === null ? [] : [`write through ${plan.portal}`]),
  ]);
  const until =
    dueAt === null || dueAt <= now ? '' : ` We will decide by ${instantWords(dueAt, timeZone)}.`;
  return [
    'A licensed reviewer was asked to review this request. We have not decided it yet.',
    ...(open
      ? [
          criteriaList(
            `From what we have so far, we cannot confirm that the request meets ${these} of our coverage guideline`,
            open,
          ),
        ]
      : []),
    said(
      `Before we decide, ${prescriber.name} can discuss the request with a reviewer in a phone call (peer-to-peer).`,
      'request.prescriber',
    ),
    said(
      `To arrange it, ${ways}. Tell us case number ${number} and when we can call.`,
      ...WAYS_TO_SEND,
      'case.number',
    ),
    said(
      `We call within ${businessDays} business ${businessDays === 1 ? 'day' : 'days'} after you ask. Please ask as soon as possible.${until}`,
      'plan.callDays',
      'case.dueAt',
    ),
  ];
}

/** What is missing; what does not concern every patient is listed apart. */
function questions({ missing }: Determination): Part[] {
  const listed = (need: 'required' | 'conditional') =>
    missing
      .filter((each) => each.need === need)
      .map(({ fact, question }) => said(question, { missing: fact }));
  const [required, conditional] = [listed('required'), listed('conditional')];
  return [
    ...(required.length > 0 ? [list('Please send us:', required)] : []),
    ...(conditional.length > 0
      ? [list('Please also answer what applies to this patient:', conditional)]
      : []),
  ];
}

/** What a sentence states that says how to send something, and one that says how to ask for it. */
const WAYS_TO_SEND: readonly Bound[] = ['plan.fax', 'plan.portal', 'plan.phone'];
const WAYS_TO_ASK: readonly Bound[] = ['plan.phone', 'plan.fax', 'plan.address'];
const WAYS_TO_WRITE: readonly Bound[] = ['plan.fax', 'plan.address'];

/** `Fax your answer to 217-555-0101, send it through https://portal.example.org, or call 217-555-0100` */
function reach(
  { phone, fax, portal }: Letterhead,
  what: 'your answer' | 'your appeal' | 'your request' | 'the information',
): string {
  const sentence = either([
    ...(fax === null ? [] : [`fax ${what} to ${fax}`]),
    ...(portal === null ? [] : [`send ${fax === null ? what : 'it'} through ${portal}`]),
    `call ${phone}`,
  ]);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** `Fax the request to 217-555-0101 or mail it to …` */
function reachInWriting({ address, fax }: Letterhead): string {
  return fax === null
    ? `Mail the request to ${address}`
    : `Fax the request to ${fax} or mail it to ${address}`;
}

/** `a, b, or c` */
function either(ways: readonly string[]): string {
  return new Intl.ListFormat('en-US', { type: 'disjunction' }).format(ways);
}

/** `We approved coverage of … with these changes:`, and the changes */
function approved(record: CaseRecord): Part {
  const changes = modificationWords(record);
  const words = `We approved coverage of ${record.drugText}`;
  if (changes.length === 0) return said(`${words}.`, 'request.drug');
  return list(
    said(`${words} with these changes:`, 'request.drug'),
    changes.map((change) => said(change, 'decision.changes')),
  );
}

function validity(authorization: AuthorizationRecord, due: DueNotice): Said {
  const { number, period, drug, dosing } = authorization;
  const dose = dosingSentence(drug, dosing);
  const days = `${dayWords(period.start)} through ${dayWords(lastCoveredDay(authorization))}`;
  return said(
    `Authorization ${number} is valid ${days}${dose === null ? '' : `, for ${dose}`}.`,
    'authorization.number',
    'authorization.firstDay',
    'authorization.lastDay',
    ...dosingStatements(due),
  );
}

function warnings({ warnings: given }: AuthorizationRecord): Said[] {
  return given.map(({ message }) => said(`Please note: ${message}`, 'authorization.warnings'));
}

const COUNTED_FROM = {
  receipt: 'receiving this letter',
  letter: 'the date of this letter',
} as const;

/** How long a denial may be appealed, in words; null where we don't know. */
export function appealWindowWords(settings: Settings, scope: ClockScope): string | null {
  const window = appealWindow(settings, scope);
  return window ? ` within ${window.days} days of ${COUNTED_FROM[window.from]}` : null;
}

function denial({ case: record }: DueNotice, settings: Settings): Part[] {
  const { letterhead: plan } = settings;
  const { drugText, decision } = record;
  return [
    said(`We denied coverage of ${drugText}.`, 'request.drug'),
    decision ? said(`Why: ${decision.rationale}`, 'decision.rationale') : '',
    ...grounds(record, settings),
    ...sinceApproval(record, settings),
    ...approvableWords(record),
    ...rightToAppeal(record, settings),
    toContinue(record, settings),
    physician(record, settings),
    said(
      `To discuss this decision with a medical director (peer-to-peer), call ${plan.phone}.`,
      'plan.phone',
    ),
    said(`For a free copy of the guideline and the case file, call ${plan.phone}.`, 'plan.phone'),
  ];
}

/** Of a denial, and of an approval for less than was asked. */
function rightToAppeal(record: CaseRecord, settings: Settings): Part[] {
  const { letterhead: plan } = settings;
  const hours = expeditedHours(settings, record);
  const within = hours === null ? '' : ` We decide it within ${hours} hours.`;
  return [
    said(
      `You or the member may appeal this decision${appealWindowWords(settings, record) ?? ''}. To appeal, ${waysToAsk(plan)}.`,
      'plan.appealDays',
      ...WAYS_TO_ASK,
    ),
    said(
      `If waiting could harm the member's health, ask for an expedited appeal. To do so, call ${plan.phone}.${within}`,
      'plan.phone',
      'plan.expeditedHours',
    ),
    afterAppeal(record, settings),
  ];
}

/** Who reviews a decision that an appeal did not change. */
function afterAppeal(record: CaseRecord, { appeals }: Settings): Part {
  const rule = appealRuleOf(appeals, record);
  if (!rule) return '';
  const { askWithin, forwarding, to } = rule.review;
  const upheld = 'If we uphold this decision on appeal,';
  if (forwarding) {
    return `${upheld} we send the case file to the independent review entity, which reviews it. You do not need to ask for that.`;
  }
  const within =
    askWithin === undefined ? '' : ` within ${askWithin} of our decision on the appeal`;
  return said(
    to === 'state-fair-hearing'
      ? `${upheld} the member, or you with the member's written consent, may then ask the state for a fair hearing${within}.`
      : `${upheld} you or the member may then ask for an external review${within}.`,
    'plan.reviewWithin',
  );
}

/** How and until when coverage can be asked to continue while the denial of its renewal is appealed. */
function toContinue(record: CaseRecord, settings: Settings): Part {
  const asked = askToContinue(record, settings);
  if (asked === null) return '';
  const by =
    asked.days === null
      ? ' by the last covered day'
      : ` within ${asked.days} days of the date of this letter, or by the last covered day if that is later`;
  return said(
    `If our earlier authorization still covered this drug when we received the request, its coverage can continue while an appeal is open. The member has to ask us for that${by}. To ask, ${waysToAsk(settings.letterhead)}.`,
    'plan.askCoverageDays',
    ...WAYS_TO_ASK,
  );
}

/** Who made the decision, where the law of a state asks for that. */
function physician(record: CaseRecord, settings: Settings): Part {
  const signer = signerOf(record, settings);
  if (signer === null) return '';
  const { name, number, state } = signer;
  return said(
    `The physician who made this decision is ${name} (license ${number}, ${state}).`,
    'decision.physician',
  );
}

/** `call 217-555-0100, fax 217-555-0101, or write to us at …` */
function waysToAsk({ address, fax, phone }: Letterhead): string {
  return either([
    `call ${phone}`,
    ...(fax === null ? [] : [`fax ${fax}`]),
    `write to us at ${address}`,
  ]);
}

/** How a renewal differs from what it renews, of what the decision is based on. */
function sinceApproval(record: CaseRecord, { timeZone }: Settings): Part[] {
  const since = record.decision?.sinceApproval;
  const changes = sinceApprovalWords(record);
  if (!since || changes === null) return [];
  const on = dayWords(dateIn(since.approvedAt, timeZone));
  const approved = `we approved authorization ${since.authorization} on ${on}`;
  return changes.length === 0
    ? [said(`The information behind this decision is the same as when ${approved}.`, ...SINCE)]
    : [
        list(
          said(`This information has changed since ${approved}:`, ...SINCE),
          changes.map((words, position) =>
            said(words, ...SINCE, ...factStatement(since.changes[position])),
          ),
        ),
      ];
}

const SINCE: readonly Bound[] = ['decision.sinceApproval'];

function factStatement(change: ChangedFact | undefined): readonly Bound[] {
  return change ? [{ fact: change.fact, value: statedValue(change.after) }] : [];
}

/** What follows a criterion's words; a criterion that is met had doubtful information. */
const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  met: '',
  'not-met': ' (not met)',
  unknown: ' (information missing)',
};

/** The criteria that a decision is based on, as the plan words them, or in the guideline's words. */
function grounds(record: CaseRecord, settings: Settings): Part[] {
  const found = groundsOf(record, settings);
  if (!found) return [];
  const these = found.criteria.length === 1 ? 'this requirement' : 'these requirements';
  return [criteriaList(`The decision is based on ${these} of our coverage guideline`, found)];
}

/** @param introduction up to the name of the guideline */
function criteriaList(introduction: string, { criteria, effective, title: name }: Grounds): Part {
  return list(
    said(
      `${introduction} ${name}, effective ${dayWords(effective)}:`,
      'guideline.title',
      'guideline.effective',
    ),
    criteria.map(({ id, own, title, verdict }) => {
      const words = own === null ? title : `“${own.en}”`;
      return said(`${words}${VERDICT_WORDS[verdict]}`, { criterion: id, verdict });
    }),
  );
}

/** An open renewal review waits only for the answer. */
function renewal(
  authorization: AuthorizationRecord,
  scope: ClockScope,
  settings: Settings,
  now: Date,
): Said[] {
  const { letterhead: plan } = settings;
  const { number, continuationCaseId } = authorization;
  const day = renewBy(authorization, scope, settings, now);
  const by = day === null ? 'as soon as possible' : `by ${dayWords(day)}`;
  return [
    said(
      `Coverage under authorization ${number} ends on ${dayWords(lastCoveredDay(authorization))}.`,
      'authorization.number',
      'authorization.lastDay',
    ),
    said(
      continuationCaseId === null
        ? `To continue treatment without a gap, send us a renewal request with the patient's response to treatment ${by}.`
        : `To continue treatment without a gap, send us the patient's response to treatment ${by}. A renewal request is already open.`,
      'authorization.renewBy',
    ),
    said(
      `${reach(plan, continuationCaseId === null ? 'your request' : 'your answer')}. Write authorization number ${number} on every page.`,
      ...WAYS_TO_SEND,
      'authorization.number',
    ),
    ...warnings(authorization),
  ];
}
