import type { Determination } from '@assent/criteria';
import { clausesUnder, determinationOf } from '../evaluation/evaluation';
import { dayWords } from '../member-coverage/words';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { Letter } from '../ports/mail';
import type { DueNotice } from '../ports/notice-record';
import type { Settings } from '../ports/ports';
import { isOpen, lastCoveredDay } from '@assent/domain';
import { dosingSentence, guidelineDescription } from '@assent/guidelines';

/** What a letter says. The subject names the case by its number alone: everybody sees subjects. */
export type LetterWords = Pick<Letter, 'subject' | 'text'>;

/** Writes the letter of a notice, from the case as it is when the letter goes out. */
export function writeLetter(due: DueNotice, settings: Settings, mailroom: string): Letter {
  const to = due.case.prescriber.email ?? mailroom;
  return { id: due.id, to, ...wordsOfLetter(due, settings) };
}

export function wordsOfLetter(due: DueNotice, settings: Settings): LetterWords {
  const { subject, body } = wording(due, settings);
  const { member, prescriber, number, drugText } = due.case;
  const text = [
    `To the office of ${prescriber.name} (NPI ${prescriber.npi})`,
    '',
    `Case ${number}: ${drugText} for ${member.givenName} ${member.familyName}, member ${member.memberId}`,
    '',
    ...body,
    '',
    settings.payerName,
  ].join('\n');
  return { subject: `${number}: ${subject}`, text };
}

interface Wording {
  readonly subject: string;
  readonly body: readonly string[];
}

/** Only what names criteria or asks for facts needs the guideline. */
function wording(due: DueNotice, settings: Settings): Wording {
  const { case: record, authorizationRecord: authorization } = due;
  switch (due.kind) {
    case 'information-request':
      return {
        subject: 'information needed',
        body: [
          ...questions('To decide this request we need:', determinationOf(record)),
          ...reviewersQuestion(due),
          ...answerBy(due, settings),
        ],
      };
    case 'information-reminder':
      return {
        subject: 'reminder: information needed',
        body: [
          'We still wait for your answer.',
          ...questions('To decide this request we need:', determinationOf(record)),
          ...reviewersQuestion(due),
          ...answerBy(due, settings),
        ],
      };
    case 'approval':
      return {
        subject: 'approved',
        body: authorization
          ? [...coverLines(authorization), ...warningLines(authorization)]
          : ['The request is approved.'],
      };
    case 'denial':
      return {
        subject: 'not approved',
        body: [
          'The request is not approved.',
          `Reason: ${record.decision?.rationale ?? ''}`,
          ...grounds(record.decision?.clauses ?? [], determinationOf(record)),
          'You and the member may appeal this decision.',
        ],
      };
    case 'withdrawal':
      return { subject: 'withdrawn', body: ['The request has been withdrawn and is closed.'] };
    case 'routing':
      return {
        subject: 'decided elsewhere',
        body: [
          determinationOf(record).routing?.reason ?? 'This request is decided by another payer.',
        ],
      };
    case 'renewal-reminder':
      return {
        subject: `renewal: ${due.daysBefore} days of cover left`,
        body: authorization
          ? [
              `Authorization ${authorization.number} covers the member until ${dayWords(lastCoveredDay(authorization))}.`,
              'For cover after that day a continuation has to be approved.',
              'While one is open, tell us there how the member responds to the treatment; otherwise send us a request for one.',
              ...warningLines(authorization),
            ]
          : [],
      };
    case 'cover-lapse':
      return {
        subject: 'cover has ended',
        body: [
          `Since ${record.withoutCoverSince && dayWords(record.withoutCoverSince)} the member is without cover for this drug.`,
          ...(isOpen(record.status) ? stillToDecide(determinationOf(record)) : []),
        ],
      };
  }
}

function stillToDecide(determination: Determination): string[] {
  return [
    'The continuation review is still open.',
    ...questions('To decide it we need:', determination),
  ];
}

/** What is still missing, after the words that lead to it; nothing where nothing is. */
function questions(leadingTo: string, { missing }: Determination): string[] {
  const asked = missing.map(({ question, need }) =>
    need === 'required' ? `- ${question}` : `- ${question} (if it applies)`,
  );
  return asked.length > 0 ? [leadingTo, ...asked] : [];
}

/** The clauses that a decision rests on, in the guideline's own words. */
function grounds(ids: readonly string[], { guideline, clauses }: Determination): string[] {
  if (guideline === null) return [];
  const { id: drug, version } = guideline;
  const name = guidelineDescription(drug, version)?.title ?? drug;
  const titles = new Map(clausesUnder(clauses).map(({ id, title }) => [id, title]));
  return [
    `It rests on these criteria of the guideline ${name}, effective ${dayWords(version)}:`,
    ...ids.map((id) => `- ${titles.get(id)} (${id})`),
  ];
}

function reviewersQuestion({ case: { informationRequest } }: DueNotice): string[] {
  return informationRequest ? [`The reviewer asks: ${informationRequest.rationale}`] : [];
}

function answerBy({ case: { informationDueAt } }: DueNotice, { timeZone }: Settings): string[] {
  if (!informationDueAt) return [];
  const deadline = new Intl.DateTimeFormat('en-US', {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(informationDueAt);
  return [`Please answer by ${deadline} (${timeZone}).`];
}

function coverLines(authorization: AuthorizationRecord): string[] {
  const { number, period, drug, dosing } = authorization;
  const dose = dosingSentence(drug, dosing);
  return [
    'The request is approved.',
    `Authorization ${number}, from ${dayWords(period.start)} to ${dayWords(lastCoveredDay(authorization))}, both days included.`,
    ...(dose === null ? [] : [`Dose: ${dose}.`]),
  ];
}

function warningLines({ warnings }: AuthorizationRecord): string[] {
  return warnings.map(({ message }) => `Please note: ${message}`);
}
