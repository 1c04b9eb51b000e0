import type { GuidelineDescription, NoticeList, Timeline } from '../../client';
import { wallClock } from '../../ui/times';
import { keysOf, REPAIRS } from '../../work/words';

type Entry = Timeline['items'][number];

interface Words {
  readonly facts: GuidelineDescription['facts'];
  readonly timeZone: string;
}

/** What happened, in words of the field; the API's own summary where that says it already. */
export function timelineTitle({ type, summary, details }: Entry, words: Words): string {
  switch (type) {
    case 'determined':
      return `The request was evaluated: ${wordFor(OUTCOMES, details['outcome']) ?? 'done'}.`;
    case 'handed-to-review':
      return `The case was handed to a reviewer${because(wordFor(REASONS, details['reason']))}.`;
    case 'information-requested':
      return `The office was asked${named(listOf(details['missing']), words)}.`;
    case 'information-given':
      return `Information was given${named(keysIn(details['given']), words)}.`;
    case 'notice-sent':
      return `A letter was sent${after(wordFor(NOTICE_KINDS, details['kind']))}.`;
    case 'notice-undeliverable':
      return `A letter could not be delivered${after(wordFor(NOTICE_KINDS, details['kind']))}.`;
    case 'snoozed':
      return typeof details['until'] === 'string'
        ? `The case was snoozed until ${wallClock(details['until'], words.timeZone)}.`
        : summary;
    case 'repaired':
      return `The case was moved on${after(wordFor(REPAIRS, details['action']))}.`;
    default:
      return summary;
  }
}

export const NOTICE_KINDS: Readonly<Record<NoticeList['items'][number]['kind'], string>> = {
  'information-request': 'Question to the office',
  'information-reminder': 'Reminder of the question',
  approval: 'Approval',
  denial: 'Denial',
  withdrawal: 'Withdrawal',
  routing: 'Decided elsewhere',
  'renewal-reminder': 'Reminder of the renewal',
  'cover-lapse': 'Cover has ended',
};

const OUTCOMES = {
  'criteria-met': 'criteria met',
  'criteria-not-met': 'criteria not met',
  'information-needed': 'information needed',
  'not-applicable': 'not decided here',
} as const;

const REASONS = {
  'criteria-not-met': 'a criterion is not met',
  hold: 'facts contradict each other',
  'information-overdue': 'the office has not answered in time',
} as const;

function wordFor<Key extends string>(
  words: Readonly<Record<Key, string>>,
  detail: unknown,
): string | null {
  const key = keysOf(words).find((each) => each === detail);
  return key === undefined ? null : words[key];
}

/** The facts by their names. */
function named(paths: readonly string[], { facts }: Words): string {
  const labels = paths.map((path) => facts.find((fact) => fact.path === path)?.label ?? path);
  return labels.length === 0 ? '' : `: ${labels.join(', ')}`;
}

function keysIn(detail: unknown): readonly string[] {
  return typeof detail === 'object' && detail !== null ? Object.keys(detail) : [];
}

function listOf(detail: unknown): readonly string[] {
  return Array.isArray(detail) ? detail.filter((each) => typeof each === 'string') : [];
}

const after = (words: string | null) => (words === null ? '' : `: ${words}`);
const because = (words: string | null) => (words === null ? '' : `, because ${words}`);
