import {
  addDays,
  APPEAL_OUTCOMES,
  appealRuleOf,
  coversNoDay,
  isOpen,
  keptDenial,
  lastCoveredDay,
  runningClock,
  type AppealOutcome,
  type CalendarDate,
  type EndReason,
} from '@assent/domain';
import { determinationOf } from '../evaluation/evaluation';
import { judgedCriteria, takesFindings } from '../evaluation/findings';
import { dayWords, instantWords } from '../member-coverage/words';
import type { LetterContent, LetterLanguage } from '../ports/letter-content';
import type { DueNotice } from '../ports/notice-record';
import { ownWording } from './criterion-wording';
import { wordsOf } from './member-letter-faults';
import { ENGLISH } from './member-letters/english';
import { SPANISH } from './member-letters/spanish';
import { appealTerms, isApprovedForLess, openCriteriaOf, outcomeOf } from './letter-facts';
import { appealWindowWords } from './letters';
import { modificationWords, termWords } from './modification-words';
import type { StatementRecord } from './statements';

/*
 * What a letter of each kind has to say, by the rules of the plan. The check reads the letter as its
 * recipient does, and shares no sentence with its author. What a denial has to say is checked apart.
 */

/** An element of a letter, and whether the letter has it. */
type Element = readonly [name: string, isThere: boolean];

type Says = (words: string | null | undefined) => boolean;

/**
 * What a letter has to say and does not, in words for people; none if it is complete.
 * @param record what the letter is about
 */
export function missingElements(
  content: Pick<LetterContent, 'blocks' | 'language' | 'recipient'>,
  record: StatementRecord,
): readonly string[] {
  const text = wordsOf(content.blocks);
  const says: Says = (words) => words != null && words.trim() !== '' && text.includes(words);
  const elements =
    content.recipient === 'member'
      ? memberElements(record, content.language, text, says)
      : officeElements(record, text, says);
  return elements.flatMap(([name, isThere]) => (isThere ? [] : [name]));
}

function officeElements(about: StatementRecord, text: string, says: Says): readonly Element[] {
  const { due, settings } = about;
  const { appeal, case: record } = due;
  const { letterhead, timeZone } = settings;
  const instant = (at: Date | null) => (at ? instantWords(at, timeZone) : null);
  switch (due.kind) {
    case 'information-request':
    case 'information-reminder':
      return [
        ['the questions', asked(due).length > 0 && asked(due).every(says)],
        [
          'until when to answer',
          record.informationDueAt === null || says(instant(record.informationDueAt)),
        ],
        ['how to answer', says(letterhead.phone)],
      ];
    case 'extension': {
      const extension = runningClock(record.clocks)?.extension;
      const days = extension?.answerDays ?? null;
      const isAsked = record.status === 'pending-information' && days !== null;
      return [
        ['the reason', says(extension?.reason)],
        ['the new date', isAsked ? says(`${days} days`) : says(instant(record.dueAt))],
        ['the rule that allows it', says(extension?.basis)],
        ...(isAsked
          ? ([
              ['the questions', asked(due).length > 0 && asked(due).every(says)],
              ['how to answer', says(letterhead.phone)],
            ] as const)
          : []),
      ];
    }
    case 'peer-to-peer-offer':
      return offerElements(about, text, says);
    case 'approval':
      return [
        ...approvalElements(due, dayWords, says),
        ...changeElements(due, says),
        ['the changes', modificationWords(record).every(says)],
        ...appealElements({ due, settings }, text, says),
      ];
    case 'withdrawal':
      return [['how to ask again', /\bnew request\b/.test(text)]];
    case 'routing': {
      const reason = determinationOf(record).routing?.reason;
      return [['why another payer decides', says(reason ?? 'Another payer')]];
    }
    case 'renewal-reminder':
      return [
        ...coverageElements(due, dayWords, says),
        ['how to ask for a renewal', says(letterhead.phone)],
      ];
    case 'cover-lapse':
      return [
        endElement(due, dayWords, says),
        [
          'the number of the authorization',
          due.authorizationRecord === null || says(due.authorizationRecord.number),
        ],
      ];
    case 'authorization-ended':
      return [
        ...endingElements(due, dayWords, says),
        ['why it ended', saysWhyEnded(due, text, OFFICE_ENDINGS)],
        ['how to tell us that it is not right', says(letterhead.phone)],
      ];
    case 'appeal-received':
      return [
        ['the number of the appeal', says(appeal?.number)],
        ['until when we decide', says(instant(appeal?.dueAt ?? null))],
        ['how to send more information', says(letterhead.phone)],
      ];
    case 'appeal-dismissed':
      return [
        ['the reason', says(appeal?.goodCause?.reason)],
        ['the number of the appeal', says(appeal?.number)],
        ['how to appeal again', /\bmay appeal again\b/.test(text) && says(letterhead.phone)],
        ...dismissalReviewElements(appeal, /\breview of this dismissal\b/.test(text), says),
      ];
    case 'appeal-reopened':
      return [
        ['that the appeal is reviewed', /\bwill now review the appeal\b/.test(text)],
        ['the reason', says(appeal?.goodCause?.reason)],
        ['the number of the appeal', says(appeal?.number)],
        ['until when we decide', says(instant(appeal?.dueAt ?? null))],
        ['how to send more information', says(letterhead.phone)],
      ];
    case 'appeal-decided':
      return [
        outcomeElement(due, text, OFFICE_OUTCOMES),
        appealChangesElement(due, termWords, says),
        ...reasonElements(due, says),
        nextReviewElement(
          { due, settings },
          text,
          /\b(?:external review|independent review|fair hearing)\b/,
        ),
        ...(due.authorizationRecord ? approvalElements(due, dayWords, says) : []),
      ];
    // Its elements are in `denial-elements.ts`.
    case 'denial':
      return [];
  }
}

/** What an offer of a call has to say while nothing is decided, and what it must not tell. */
function offerElements(
  { due: { case: record }, now, settings }: StatementRecord,
  text: string,
  says: Says,
): readonly Element[] {
  const { dueAt, guideline, prescriber, status } = record;
  const isDue = dueAt === null || dueAt <= now;
  const wordsFor = (id: string, title: string) => ownWording(settings, guideline, id)?.en ?? title;
  const open = openCriteriaOf(record, settings)?.criteria ?? [];
  return [
    ['that nothing is decided', isOpen(status) && /\bnot decided\b/.test(text)],
    ['who can talk with a reviewer', says(prescriber.name) && /\bpeer-to-peer\b/.test(text)],
    ['how to ask for the call', says(settings.letterhead.phone)],
    [
      'until when to ask',
      /\bas soon as possible\b/.test(text) &&
        (isDue || says(instantWords(dueAt, settings.timeZone))),
    ],
    takesFindings(record)
      ? [
          'silence about the results of the criteria check',
          !judgedCriteria(record).some(({ criterion, title }) => says(wordsFor(criterion, title))),
        ]
      : ['the criteria that are open', open.every(({ id, title }) => says(wordsFor(id, title)))],
  ];
}

/** Why people are told that an authorization ended. */
type Endings = Readonly<Record<ToldEnding, RegExp>>;
type ToldEnding = Exclude<EndReason, 'superseded'>;

const OFFICE_ENDINGS: Endings = {
  'therapy-stopped': /\btreatment has stopped\b/,
  'coverage-ended': /\bcoverage with our plan has ended\b/,
  'entered-in-error': /\bentered in error\b/,
  'member-died': /\bmember has died\b/,
};

/** What no letter says. */
const NEVER = /(?!)/;

function saysWhyEnded({ authorizationRecord }: DueNotice, text: string, endings: Endings): boolean {
  const reason = authorizationRecord?.endReason ?? null;
  // No letter tells of these.
  if (reason === null || reason === 'superseded' || reason === 'appeal-closed') return false;
  return endings[reason].test(text);
}

type Outcomes = Readonly<Record<AppealOutcome, RegExp>>;

/** What the provider office is told of an appeal that was decided. */
const OFFICE_OUTCOMES: Outcomes = {
  upheld: /\b(?:decision does not change|request is not approved)\b/,
  overturned: /(?<!part of )\b[Tt]he request is approved\b/,
  'partly-overturned': /\b(?:changed in part|part of the request is approved)\b/,
};

const PHRASES: Readonly<
  Record<
    LetterLanguage,
    Readonly<
      Record<
        | 'help'
        | 'again'
        | 'appealAgain'
        | 'reopened'
        | 'review'
        | 'appeal'
        | 'undecided'
        | 'ask'
        | 'send',
        RegExp
      >
    > & {
      readonly days: (count: number) => string;
      readonly outcomes: Outcomes;
      readonly endings: Endings;
    }
  >
> = {
  en: {
    help: /\bneed help\? Call us at \S/,
    again: /\bnew request\b/,
    appealAgain: /\bappeal again\b/,
    reopened: /\bWe will now review the appeal\b/,
    review: /\boutside review\b|\bwho do not work for our plan\b|\bdoes not work for our plan\b/,
    appeal: /\bright to appeal\b/,
    undecided: /\bNothing is decided yet\b/,
    ask: /\basked the office of \S/,
    send: /\bWhat you can do: \S[^]*\bcall \S/,
    days: (count) => `${count} days`,
    endings: {
      'therapy-stopped': /\bstopped this treatment\b/,
      'coverage-ended': /\bcoverage with our plan has ended\b/,
      'entered-in-error': /\bby mistake\b/,
      'member-died': NEVER,
    },
    outcomes: {
      upheld: /\b(?:We did not change our|They agree with our|They do not approve)\b/,
      overturned: /\bWe now approve (?!a part\b)/,
      'partly-overturned': /\bWe now approve a part\b/,
    },
  },
  es: {
    help: /\bnecesita ayuda\? Llámenos al \S/,
    again: /\bsolicitud nueva\b/,
    appealAgain: /\bapelar otra vez\b/,
    reopened: /\bAhora sí revisamos la apelación\b/,
    review: /\brevisión externa\b|\bno trabajan? para nuestro plan\b/,
    appeal: /\bderecho a apelar\b/,
    undecided: /\bno hay ninguna decisión\b/,
    ask: /\bal consultorio de \S/,
    send: /\bQué puede hacer usted: \S[^]*\bllame al \S/,
    days: (count) => `${count} días`,
    endings: {
      'therapy-stopped': /\bdejó este tratamiento\b/,
      'coverage-ended': /\bcobertura con nuestro plan termin/,
      'entered-in-error': /\bpor error\b/,
      'member-died': NEVER,
    },
    outcomes: {
      upheld: /\b(?:No cambiamos nuestra|Están de acuerdo con nuestra|No aprueban)\b/,
      overturned: /\bAhora aprobamos (?!una parte\b)/,
      'partly-overturned': /\bAhora aprobamos una parte\b/,
    },
  },
};

function memberElements(
  { due, settings }: StatementRecord,
  language: LetterLanguage,
  text: string,
  says: Says,
): readonly Element[] {
  const { appeal, case: record, kind } = due;
  const {
    again,
    appeal: right,
    appealAgain,
    ask,
    days,
    endings,
    help,
    outcomes,
    reopened,
    review,
    send,
    undecided,
  } = PHRASES[language];
  const { day, instant, terms } = { en: ENGLISH, es: SPANISH }[language];
  const at = (when: Date | null | undefined) => (when ? instant(when, settings.timeZone) : null);
  const helpLine: Element = ['the help line', help.test(text)];
  switch (kind) {
    case 'information-request':
      return [
        ['who was asked', ask.test(text) && says(record.prescriber.name)],
        [
          'until when to answer',
          record.informationDueAt === null || says(at(record.informationDueAt)),
        ],
        ['what the member can do', send.test(text) && says(settings.letterhead.phone)],
        ['that nothing is decided', undecided.test(text)],
        helpLine,
      ];
    case 'extension': {
      const extension = runningClock(record.clocks)?.extension;
      const answerDays = extension?.answerDays ?? null;
      const isAsked = record.status === 'pending-information' && answerDays !== null;
      return [
        ['the reason', says(extension?.reason)],
        ['the new date', isAsked ? says(days(answerDays)) : says(at(record.dueAt))],
        helpLine,
      ];
    }
    case 'approval': {
      const isChanged = isApprovedForLess(record);
      return [
        ...approvalElements(due, day, says),
        ...changeElements(due, says, record.decision?.memberReason),
        [
          'the changes',
          terms(record.decision?.modification?.terms ?? [], record.guideline).every(says),
        ],
        ['the right to appeal', !isChanged || right.test(text)],
        helpLine,
      ];
    }
    case 'withdrawal':
      return [['how to ask again', again.test(text)], helpLine];
    case 'renewal-reminder':
      return [...coverageElements(due, day, says), helpLine];
    case 'cover-lapse':
      return [endElement(due, day, says), helpLine];
    case 'authorization-ended':
      return [
        ...endingElements(due, day, says),
        ['why it ended', saysWhyEnded(due, text, endings)],
        helpLine,
      ];
    case 'appeal-received':
      return [
        ['the number of the appeal', says(appeal?.number)],
        ['until when we decide', says(at(appeal?.dueAt))],
        helpLine,
      ];
    case 'appeal-dismissed':
      return [
        ['the reason', says(appeal?.goodCause?.reason)],
        ['the number of the appeal', says(appeal?.number)],
        ['how to appeal again', appealAgain.test(text)],
        ...dismissalReviewElements(appeal, review.test(text), says, days),
        helpLine,
      ];
    case 'appeal-reopened':
      return [
        ['that the appeal is reviewed', reopened.test(text)],
        ['the reason', says(appeal?.goodCause?.reason)],
        ['the number of the appeal', says(appeal?.number)],
        ['until when we decide', says(at(appeal?.dueAt))],
        helpLine,
      ];
    case 'appeal-decided':
      return [
        outcomeElement(due, text, outcomes, memberReasonOf(appeal)),
        appealChangesElement(due, terms, says),
        ...reasonElements(due, says, memberReasonOf(appeal)),
        nextReviewElement({ due, settings }, text, review),
        ...(due.authorizationRecord ? approvalElements(due, day, says) : []),
        helpLine,
      ];
    // What it says beside is in `member-letter-faults.ts`.
    case 'denial':
      return [helpLine];
    default:
      return [];
  }
}

/** What a letter says of the review of a dismissal, where there is one. */
function dismissalReviewElements(
  appeal: DueNotice['appeal'],
  isSaid: boolean,
  says: Says,
  daysOf = (count: number) => `${count} days`,
): readonly Element[] {
  if (!appeal?.dismissalReview) return [];
  const { days } = appeal.dismissalReview;
  return [['how and until when to have the dismissal reviewed', isSaid && says(daysOf(days))]];
}

/** The questions that the provider office is asked. */
function asked({ case: record }: DueNotice): readonly string[] {
  const { informationRequest } = record;
  return [
    ...(informationRequest?.isAlone
      ? []
      : determinationOf(record).missing.map(({ question }) => question)),
    ...(informationRequest ? [informationRequest.rationale] : []),
  ];
}

type DayWords = (day: CalendarDate) => string;

function approvalElements(due: DueNotice, words: DayWords, says: Says): readonly Element[] {
  const { authorizationRecord: authorization } = due;
  return [
    ['the first day of coverage', says(authorization && words(authorization.period.start))],
    ...coverageElements(due, words, says),
  ];
}

function coverageElements(
  { authorizationRecord: authorization }: DueNotice,
  words: DayWords,
  says: Says,
): readonly Element[] {
  return [
    ['the last day of coverage', says(authorization && words(lastCoveredDay(authorization)))],
    ['the number of the authorization', says(authorization?.number)],
  ];
}

/** How and until when the provider office may appeal an approval for less than was asked. */
function appealElements(
  { due: { case: record }, settings }: Pick<StatementRecord, 'due' | 'settings'>,
  text: string,
  says: Says,
): readonly Element[] {
  if (!isApprovedForLess(record)) return [];
  const within = appealWindowWords(settings, record);
  return [
    ['how to appeal', /\bmay appeal\b/.test(text) && /\bTo appeal, \S/.test(text)],
    ['until when to appeal', within === null || says(within)],
  ];
}

/** An authorization that ended before it began covers no day to name. */
function endingElements(due: DueNotice, words: DayWords, says: Says): readonly Element[] {
  const { authorizationRecord: authorization } = due;
  return authorization && coversNoDay(authorization)
    ? [['the number of the authorization', says(authorization.number)]]
    : coverageElements(due, words, says);
}

function changeElements(
  { case: { decision } }: DueNotice,
  says: Says,
  reason = decision?.modification?.reason,
): readonly Element[] {
  return decision?.modification ? [['the reason for the changes', says(reason)]] : [];
}

/** What an appeal that was overturned in part does not approve as asked. */
function appealChangesElement(
  { appeal, case: { guideline } }: DueNotice,
  words: typeof termWords,
  says: Says,
): Element {
  const terms = appeal ? appealTerms(appeal) : [];
  return ['the changes', words(terms, guideline).every(says)];
}

function endElement(
  { case: { withoutCoverSince } }: DueNotice,
  words: DayWords,
  says: Says,
): Element {
  const isThere = withoutCoverSince === null || says(words(addDays(withoutCoverSince, -1)));
  return ['the last day of coverage', isThere];
}

/** The outcome of an appeal, and no other. Whoever gives its reason may write of any. */
function outcomeElement(
  { appeal }: DueNotice,
  text: string,
  outcomes: Outcomes,
  reason = reasonOf(appeal),
): Element {
  const own = text.replace(reason, ' ');
  const told = APPEAL_OUTCOMES.filter((outcome) => outcomes[outcome].test(own));
  const isTold = told.length === 1 && appeal !== undefined && told[0] === outcomeOf(appeal);
  return ['the outcome', isTold];
}

/** An outside review may give no reason. */
function reasonElements(
  { appeal }: DueNotice,
  says: Says,
  reason = reasonOf(appeal),
): readonly Element[] {
  return [['the reason', (appeal?.external != null && reason === '') || says(reason)]];
}

function reasonOf(appeal: DueNotice['appeal']): string {
  const { decision, external } = appeal ?? {};
  return external ? external.note : (decision?.rationale ?? '');
}

/** The reason of the plan's own decision for the member, if it has one. */
function memberReasonOf(appeal: DueNotice['appeal']): string | undefined {
  return appeal?.external ? undefined : appeal?.decision?.memberReason;
}

/** What an appellant whose denial was kept can do next. */
function nextReviewElement(
  { due: { appeal, case: record }, settings }: Pick<StatementRecord, 'due' | 'settings'>,
  text: string,
  words: RegExp,
): Element {
  const isOwed =
    appeal?.external === null &&
    keptDenial(outcomeOf(appeal)) &&
    appealRuleOf(settings.appeals, record) !== undefined;
  return ['how to have it reviewed outside of the plan', !isOwed || words.test(text)];
}
