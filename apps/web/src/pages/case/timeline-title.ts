import type { GuidelineDescription, Timeline } from '../../client';
import { withClocks } from '../../ui/times';
import { text } from './text';

const { asked, askedFor, given, givenFor } = text.timeline;

type Entry = Timeline['items'][number];

interface Words {
  readonly facts: GuidelineDescription['facts'];
  readonly timeZone: string;
}

/** What happened, in the field's terms; the API's own summary if that says it already. */
export function timelineTitle({ type, summary, details }: Entry, words: Words): string {
  switch (type) {
    case 'information-requested':
      return titleOf(named(listOf(details['missing']), words), asked, askedFor);
    case 'information-given':
      return titleOf(named(keysIn(details['given']), words), given, givenFor);
    default:
      return withClocks(summary, words.timeZone);
  }
}

/** What a person typed about an event; null if nothing. */
export function typedBeside({ type, details }: Pick<Entry, 'type' | 'details'>): string | null {
  const typed = TYPED[type] === undefined ? undefined : details[TYPED[type]];
  return typeof typed === 'string' ? typed : null;
}

/** Why a deadline is what the event made it, by which rule; null if it moved none. */
export function ruleBeside({ details: { why } }: Pick<Entry, 'details'>): string | null {
  return typeof why === 'string' ? why : null;
}

/** The deadline that a case had from its opening; null for any other event. */
export function firstDeadline({ type, details: { dueAt } }: Pick<Entry, 'type' | 'details'>) {
  const isOpening = type === 'case-opened' || type === 'continuation-opened';
  return isOpening && typeof dueAt === 'string' ? dueAt : null;
}

const TYPED: Readonly<Partial<Record<Entry['type'], string>>> = {
  withdrawn: 'reason',
  snoozed: 'reason',
  'handed-up': 'reason',
  'handed-back': 'reason',
  'opinion-asked': 'question',
  'opinion-given': 'text',
  'peer-to-peer-outcome': 'note',
  'appeal-opened': 'reason',
  'appeal-expedited': 'reason',
  'appeal-cause-accepted': 'reason',
  'appeal-dismissed': 'reason',
  'appeal-dismissal-vacated': 'reason',
  'appeal-decided': 'rationale',
  'appeal-withdrawn': 'reason',
  'appeal-outcome': 'note',
  expedited: 'reason',
  'deadline-extended': 'reason',
  'clock-rule-applied': 'reason',
  'oral-notice-given': 'note',
  'receipt-evidence-added': 'reference',
  'authorization-ended': 'note',
};

/** The names of the known facts. */
function named(paths: readonly string[], { facts }: Words): readonly string[] {
  return facts.filter(({ path }) => paths.includes(path)).map(({ label }) => label);
}

function titleOf(
  names: readonly string[],
  plain: string,
  withNames: (given: { readonly what: string }) => string,
): string {
  return names.length === 0 ? plain : withNames({ what: names.join(', ') });
}

function keysIn(detail: unknown): readonly string[] {
  return typeof detail === 'object' && detail !== null ? Object.keys(detail) : [];
}

function listOf(detail: unknown): readonly string[] {
  return Array.isArray(detail) ? detail.filter((each) => typeof each === 'string') : [];
}
