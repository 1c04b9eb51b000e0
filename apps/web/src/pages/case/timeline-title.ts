import type { GuidelineDescription, NoticeList, Timeline } from '../../client';
import { withClocks } from '../../ui/times';

type Entry = Timeline['items'][number];

interface Words {
  readonly facts: GuidelineDescription['facts'];
  readonly timeZone: string;
}

/** What happened, in words of the field; the API's own summary where that says it already. */
export function timelineTitle({ type, summary, details }: Entry, words: Words): string {
  switch (type) {
    case 'information-requested':
      return `A question for the provider office was written${named(listOf(details['missing']), words)}.`;
    case 'information-given':
      return `Information was given${named(keysIn(details['given']), words)}.`;
    default:
      return withClocks(summary, words.timeZone);
  }
}

/** What somebody typed beside what happened; null where nobody did. */
export function typedBeside({ type, details }: Pick<Entry, 'type' | 'details'>): string | null {
  const typed = TYPED[type] === undefined ? undefined : details[TYPED[type]];
  return typeof typed === 'string' ? typed : null;
}

const TYPED: Readonly<Partial<Record<Entry['type'], string>>> = {
  withdrawn: 'reason',
  snoozed: 'reason',
  'authorization-ended': 'note',
};

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

/** The facts by their names, as far as these are known. */
function named(paths: readonly string[], { facts }: Words): string {
  const labels = facts.filter(({ path }) => paths.includes(path)).map(({ label }) => label);
  return labels.length === 0 ? '' : `: ${labels.join(', ')}`;
}

function keysIn(detail: unknown): readonly string[] {
  return typeof detail === 'object' && detail !== null ? Object.keys(detail) : [];
}

function listOf(detail: unknown): readonly string[] {
  return Array.isArray(detail) ? detail.filter((each) => typeof each === 'string') : [];
}
