import {
  END_WORDS,
  type CaseEvent,
  type CaseEventType,
  type NoticeKind,
} from '@assent/application';
import type { TimelineJson } from '@assent/contracts';
import type { RoutingTarget } from '@assent/criteria';
import type { Outcome, Repair, ReviewReason } from '@assent/domain';

type Details = CaseEvent['details'];
type Words<Key extends string> = Readonly<Record<Key, string>>;

type TimelineItem = TimelineJson['items'][number];

/** A case's events as the text of `TimelineJson`, in pieces as they come. */
export async function* timelineText(
  pieces: AsyncIterable<readonly CaseEvent[]>,
): AsyncGenerator<string, void> {
  yield '{"items":[';
  let separator = '';
  for await (const events of pieces) {
    for (const event of events) {
      yield separator + JSON.stringify(toTimelineItem(event));
      separator = ',';
    }
  }
  yield ']}';
}

/** An event on the wire, with one sentence for people. */
export function toTimelineItem(event: CaseEvent): TimelineItem {
  return {
    at: event.at.toISOString(),
    type: event.type,
    actor: { subject: event.actor.subject, role: event.actor.role },
    summary: summaryOf(event),
    details: { ...event.details },
  };
}

/** One sentence for people. */
export function summaryOf({ type, details }: CaseEvent): string {
  // Written by a newer build, perhaps, while this one is still running.
  if (!Object.hasOwn(SUMMARIES, type)) return 'Something happened to the case.';
  return SUMMARIES[type](details);
}

const SUMMARIES: Readonly<Record<CaseEventType, (details: Details) => string>> = {
  'case-opened': () => 'The case was opened.',
  'continuation-opened': () => 'The continuation review was opened.',
  'information-given': () => 'Information was given.',
  determined: ({ outcome, guideline, because, gone }) =>
    `The request was evaluated${of(OUTCOMES, outcome, ': ')}${listOr(because, '', ', but ')}${listOr(gone, '', '; no longer so: ')}.${guideline === undefined ? '' : REREAD}`,
  'information-requested': () => 'A question for the provider office was written.',
  'handed-to-review': ({ reason, because, released }) =>
    `The case was handed to a reviewer${listOr(because, of(REASONS, reason, ', because '), ', because ')}${wordOr(released, (person) => `; ${person}, who isn't known to make determinations, no longer has it`)}.`,
  escalated: () => 'The decision is overdue; the case was escalated.',
  approved: ({ authorization }) =>
    `The request was approved${wordOr(authorization, (number) => ` with authorization ${number}`)}.`,
  denied: () => 'The request was denied.',
  withdrawn: () => 'The request was withdrawn.',
  routed: ({ to }) => `The request is decided elsewhere${of(ELSEWHERE, to, ': ')}.`,
  'notice-sent': ({ kind }) => `A letter was sent${of(LETTERS, kind, ': ')}.`,
  'notice-undeliverable': ({ kind }) =>
    `A letter could not be delivered${of(LETTERS, kind, ': ')}.`,
  'cover-lapsed': () => 'The cover ran out before the renewal was decided.',
  'cover-restored': () => 'The member is covered again.',
  'coverage-moved': ({ from, to }) =>
    `If approved, coverage would now start${wordOr(to, (day) => ` on ${day}`)}${wordOr(from, (day) => ` instead of ${day}`)}.`,
  'authorization-ended': ({ authorization, reason, lastDay, replacedBy }) =>
    `The authorization${wordOr(authorization, (number) => ` ${number}`)} was ended${of(END_WORDS, reason, ': ')}${wordOr(replacedBy, (number) => ` by ${number}`)}${wordOr(lastDay, (day) => `, last covered day ${day}`)}.`,
  assigned: ({ assignee }) => `The case was given${wordOr(assignee, (person) => ` to ${person}`)}.`,
  released: () => 'The case was given back.',
  snoozed: ({ until }) => `The case was snoozed${wordOr(until, (instant) => ` until ${instant}`)}.`,
  unsnoozed: () => 'The case was put back into its queues.',
  'document-added': () => 'A document was added.',
  'prescriber-changed': ({ email }) =>
    email === undefined
      ? "The prescriber's phone number was changed."
      : "The prescriber's contact details were changed.",
  reminded: () => "The prescriber's office was reminded at a person's wish.",
  repaired: ({ action }) => `The case was moved on${of(REPAIRS, action, ': ')}.`,
};

const REREAD =
  ' The guideline has been corrected since the last evaluation; the correction was applied.';

const OUTCOMES: Words<Outcome> = {
  'criteria-met': 'criteria met',
  'criteria-not-met': 'criteria not met',
  'information-needed': 'information needed',
  'not-applicable': 'not decided here',
};

const REASONS: Words<ReviewReason> = {
  'criteria-not-met': 'a criterion is not met',
  hold: 'facts contradict each other',
  'information-overdue': 'the office has not answered in time',
};

const ELSEWHERE: Words<RoutingTarget> = {
  'prime-therapeutics': 'Prime Therapeutics',
  fep: 'the Federal Employee Program',
  sao: 'the state account organization',
  'no-guideline': 'no guideline here governs it',
};

const LETTERS: Words<NoticeKind> = {
  'information-request': 'question to the office',
  'information-reminder': 'reminder of the question',
  approval: 'approval',
  denial: 'denial',
  withdrawal: 'withdrawal',
  routing: 'decided elsewhere',
  'renewal-reminder': 'reminder of the renewal',
  'cover-lapse': 'cover has ended',
};

const REPAIRS: Words<Repair> = {
  'restart-workflow': 'its workflow was started again',
  'send-again': 'what waited was sent again',
  remind: 'the office was reminded',
  claim: 'a reviewer took it',
};

/** What a closed word of the details means, after `joint`; nothing when they hold none. */
function of<Word extends string>(words: Words<Word>, detail: unknown, joint: string): string {
  const found = Object.entries<string>(words).find(([word]) => word === detail);
  return found === undefined ? '' : `${joint}${found[1]}`;
}

/** The texts of a detail in a row, after `joint`; what is said `otherwise` where it holds none. */
function listOr(detail: unknown, otherwise: string, joint: string): string {
  return Array.isArray(detail) && detail.length > 0 ? `${joint}${detail.join('; ')}` : otherwise;
}

/** What to say of a detail that is a text; nothing of another. */
function wordOr(detail: unknown, say: (word: string) => string): string {
  return typeof detail === 'string' ? say(detail) : '';
}
