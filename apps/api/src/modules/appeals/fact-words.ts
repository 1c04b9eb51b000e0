import { dayWords } from '@assent/application';
import type { DescribedFact } from '@assent/criteria';
import { isCalendarDate } from '@assent/domain';

/** The value of a fact as people read it: `4 mg`, the words of a diagnosis, a sentence for each therapy. */
export function factWords(value: unknown, fact: DescribedFact | undefined): string {
  if (value === null || value === undefined) return 'not documented';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return fact?.unit ? `${value} ${fact.unit}` : String(value);
  if (typeof value === 'string') {
    return fact?.words?.find((word) => word.value === value)?.label ?? value;
  }
  if (!Array.isArray(value)) return JSON.stringify(value);
  const between = fact?.type === 'agents' ? ', ' : '; ';
  return value.length === 0 ? 'none' : value.map(entryWords).join(between);
}

/** An entry of a list: a drug or an effect, an earlier therapy, or an earlier authorization. */
function entryWords(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return String(entry);
  const { agents, adequateDuration, endedOn, progressedOn, payer, approvedOn, condition } =
    Object.fromEntries<unknown>(Object.entries(entry));
  const parts = [
    Array.isArray(agents) ? agents.join(' + ') : null,
    ...(agents === undefined
      ? []
      : [dated('ended', endedOn, 'ongoing'), dated('progressed', progressedOn, 'no progression')]),
    adequateDuration === true ? 'adequate duration' : null,
    adequateDuration === false ? 'duration not adequate' : null,
    payer,
    approvedOn === undefined ? null : dated('authorized', approvedOn, null),
    condition,
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(', ');
}

/** Null means that there is none, and an absent date that it is not documented. */
function dated(what: string, day: unknown, none: string | null): string | null {
  if (day === null) return none;
  return typeof day === 'string' ? `${what} ${isCalendarDate(day) ? dayWords(day) : day}` : null;
}
