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

/** What facts say at a path such as `diagnosis.icd10`; undefined when they say nothing. */
export { valueAt as factAt } from './readings';

const NOT_KNOWN = 'Not known';

/** The answer as people read it, without the question: `4 mg`, `Maintenance`, `None`. */
export function factWords(
  { type, words, unit }: Pick<Fact, 'type' | 'words' | 'unit'>,
  value: unknown,
): string {
  if (value === undefined || value === null) return NOT_KNOWN;
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
      return value === NO_AGENT ? 'None' : (readText(value) ?? unread(value));
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

/** How the API is told that there is no agent. */
export const NO_AGENT = 'none';

export function yesOrNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

/** One therapy in a line. */
export function therapyWords({ agents, adequateDuration, endedOn, progressedOn }: Therapy): string {
  const parts = [
    agents.map(textOf).join(' + ') || null,
    endedOn === null ? 'still on it' : dated('ended', endedOn),
    progressedOn === null ? 'no progression' : dated('progressed', progressedOn),
    adequateDuration === true ? 'long enough' : null,
    adequateDuration === false ? 'not long enough' : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function approvalWords({ payer, approvedOn, condition }: EarlierApproval): string {
  const parts = [payer ?? null, dated('approved', approvedOn ?? undefined), condition ?? null];
  return parts.filter((part) => part !== null).join(', ');
}

function dated(what: string, date: WrittenName | undefined): string | null {
  if (date === undefined) return null;
  return `${what} ${isDate(date) ? calendarDay(date) : textOf(date)}`;
}

function listed<Entry>(
  entries: readonly Entry[] | null,
  between: string,
  words: (entry: Entry) => string,
): string {
  if (entries === null) return 'Unreadable';
  return entries.length === 0 ? 'None' : entries.map(words).join(between);
}

function unread(value: unknown): string {
  if (isUnread(value)) return value.unread;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'Unreadable';
}
