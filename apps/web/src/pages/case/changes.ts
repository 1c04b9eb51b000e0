import { valueAt } from '@assent/vocabulary';
import type { Case, GuidelineDescription } from '../../client';
import { factWords } from '../../facts/fact-words';
import { text as workText } from '../../work/text';
import { STATUSES } from '../../work/words';
import { text } from './text';

const { names, nothing } = text.changes;

/** One thing that has changed. */
export interface Change {
  readonly what: string;
  readonly was: string;
  readonly is: string;
}

/** The differences between two states of a case that matter to people who work on it. */
export function changesBetween(
  before: Case,
  after: Case,
  guideline: GuidelineDescription | undefined,
): readonly Change[] {
  const pairs: readonly Change[] = [
    { what: names.status, was: STATUSES[before.status], is: STATUSES[after.status] },
    {
      what: names.assignee,
      was: before.assignee ?? workText.unassigned,
      is: after.assignee ?? workText.unassigned,
    },
    {
      what: names.handedUp,
      was: before.handedUp?.by.subject ?? nothing,
      is: after.handedUp?.by.subject ?? nothing,
    },
    { what: names.opinions, was: opinionWords(before), is: opinionWords(after) },
    { what: names.snoozed, was: snoozeWords(before), is: snoozeWords(after) },
    { what: names.criteria, was: OUTCOMES[outcome(before)], is: OUTCOMES[outcome(after)] },
    { what: names.holds, was: holdWords(before), is: holdWords(after) },
    { what: names.question, was: questionWords(before), is: questionWords(after) },
    {
      what: names.phone,
      was: before.request.prescriber.phone ?? nothing,
      is: after.request.prescriber.phone ?? nothing,
    },
    {
      what: names.email,
      was: before.request.prescriber.email ?? nothing,
      is: after.request.prescriber.email ?? nothing,
    },
    ...(guideline?.facts ?? []).map((fact) => ({
      what: fact.label,
      was: factWords(fact, valueAt(before.request.facts, fact.path)),
      is: factWords(fact, valueAt(after.request.facts, fact.path)),
    })),
  ];
  return pairs.filter(({ was, is }) => was !== is);
}

const outcome = ({ determination }: Case) => determination.outcome;

const OUTCOMES: Readonly<Record<Case['determination']['outcome'], string>> = text.changes.outcomes;

/** What keeps software from approving the case, by the guideline and the member's coverage. */
function holdWords({ holds, determination }: Case): string {
  const messages = [...determination.holds, ...holds].map(({ message }) => message);
  return messages.length === 0 ? nothing : messages.join('; ');
}

function questionWords({ informationRequest }: Case): string {
  return informationRequest?.rationale ?? nothing;
}

function opinionWords({ opinions }: Case): string {
  const given = opinions.filter(({ answer }) => answer !== null).length;
  return text.changes.opinions({ asked: opinions.length, given });
}

function snoozeWords({ snoozed }: Case): string {
  return snoozed === null ? text.changes.notSnoozed : text.changes.snoozedUntil(snoozed);
}
