import { isDate } from '../ui/date-reading';
import { unitFor } from '../ui/number-reading';
import { isUnread } from '../ui/reading';
import { calendarDay } from '../ui/times';
import type { Fact } from './guideline';
import {
  readApprovals,
  readNames,
  readNumber,
  readText,
  readTexts,
  readTherapies,
  textOf,
  type EarlierApproval,
  type Therapy,
  type WrittenName,
} from './readings';
import { text } from './text';

/** The answer as people read it, without the question: `4 mg`, `Maintenance`, `None`. */
export function factWords(
  { type, words, unit }: Pick<Fact, 'type' | 'words' | 'unit'>,
  value: unknown,
): string {
  if (value === undefined || value === null) return text.answer.notDocumented;
  switch (type) {
    case 'word':
      return words?.find((word) => word.value === value)?.label ?? unread(value);
    case 'boolean':
      return typeof value === 'boolean' ? yesOrNo(value) : unread(value);
    case 'number':
      return [readNumber(value) ?? unread(value), unit && unitFor(unit, String(readNumber(value)))]
        .filter((part) => part !== null)
        .join(' ');
    case 'code':
    case 'text':
      return readText(value) ?? unread(value);
    case 'agent':
      return value === NO_AGENT ? text.answer.none : (readText(value) ?? unread(value));
    case 'agents':
      return listed(readNames(value), ', ', textOf);
    case 'texts':
      return listed(readTexts(value), '; ', String);
    case 'therapies':
      return listed(readTherapies(value), '; ', therapyWords);
    case 'authorizations':
      return listed(readApprovals(value), '; ', approvalWords);
  }
}

/** The API's word for no agent. */
export const NO_AGENT = 'none';

export function yesOrNo(value: boolean): string {
  return value ? text.answer.yes : text.answer.no;
}

/** One therapy in a line. */
export function therapyWords({ agents, adequateDuration, endedOn, progressedOn }: Therapy): string {
  const words = text.therapies.inLine;
  const parts = [
    agents.map(textOf).join(' + ') || null,
    endedOn === null ? words.ongoing : dated(words.ended, endedOn),
    progressedOn === null ? words.noProgression : dated(words.progressed, progressedOn),
    adequateDuration === true ? words.adequateDuration : null,
    adequateDuration === false ? words.inadequateDuration : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function approvalWords({ payer, approvedOn, condition }: EarlierApproval): string {
  const parts = [
    payer ?? null,
    dated(text.authorizations.inLine.authorized, approvedOn ?? undefined),
    condition ?? null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function dated(
  words: (given: { readonly day: string }) => string,
  date: WrittenName | undefined,
): string | null {
  if (date === undefined) return null;
  return words({ day: isDate(date) ? calendarDay(date) : textOf(date) });
}

function listed<Entry>(
  entries: readonly Entry[] | null,
  between: string,
  words: (entry: Entry) => string,
): string {
  if (entries === null) return text.answer.unreadable;
  return entries.length === 0 ? text.answer.none : entries.map(words).join(between);
}

function unread(value: unknown): string {
  if (isUnread(value)) return value.unread;
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : text.answer.unreadable;
}
