import type { Case, GuidelineDescription } from '../../client';
import { factAt, factWords } from '../../facts/fact-words';
import { STATUSES } from '../../work/words';

/** One thing that is no longer as it was. */
export interface Change {
  readonly what: string;
  readonly was: string;
  readonly is: string;
}

/** What differs between two states of a case, as far as it matters to who works on it. */
export function changesBetween(
  before: Case,
  after: Case,
  guideline: GuidelineDescription | undefined,
): readonly Change[] {
  const pairs: readonly Change[] = [
    { what: 'Status', was: STATUSES[before.status], is: STATUSES[after.status] },
    { what: 'Assigned to', was: before.assignee ?? 'nobody', is: after.assignee ?? 'nobody' },
    { what: 'Snoozed', was: snoozeWords(before), is: snoozeWords(after) },
    { what: 'Criteria', was: OUTCOMES[outcome(before)], is: OUTCOMES[outcome(after)] },
    { what: 'Holds', was: holdWords(before), is: holdWords(after) },
    { what: 'Question to the office', was: questionWords(before), is: questionWords(after) },
    {
      what: 'Phone',
      was: before.request.prescriber.phone ?? 'none',
      is: after.request.prescriber.phone ?? 'none',
    },
    {
      what: 'Email',
      was: before.request.prescriber.email ?? 'none',
      is: after.request.prescriber.email ?? 'none',
    },
    ...(guideline?.facts ?? []).map((fact) => ({
      what: fact.label,
      was: factWords(fact, factAt(before.request.facts, fact.path)),
      is: factWords(fact, factAt(after.request.facts, fact.path)),
    })),
  ];
  return pairs.filter(({ was, is }) => was !== is);
}

const outcome = ({ determination }: Case) => determination.outcome;

const OUTCOMES: Readonly<Record<Case['determination']['outcome'], string>> = {
  'criteria-met': 'met',
  'criteria-not-met': 'not met',
  'information-needed': 'information needed',
  'not-applicable': 'not decided here',
};

/** What keeps software from approving the case, by the guideline and by what the member has. */
function holdWords({ holds, determination }: Case): string {
  const messages = [...determination.holds, ...holds].map(({ message }) => message);
  return messages.length === 0 ? 'none' : messages.join('; ');
}

function questionWords({ informationRequest }: Case): string {
  return informationRequest?.rationale ?? 'none';
}

function snoozeWords({ snoozed }: Case): string {
  return snoozed === null ? 'no' : `until ${snoozed.until}`;
}
