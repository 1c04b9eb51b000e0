import type { Decision, Information } from '../../client';
import { withValue, type Members } from '../../facts/readings';
import { unreadPaths } from '../../facts/settled';
import type { Fault } from '../../session/problem';
import type { Unread } from '../../ui/reading';
import type { Channel } from '../../work/words';

/** What a person has written about a case and not sent; in memory alone. */
export interface Written {
  readonly information: InformationDraft;
  readonly decision: DecisionDraft;
  readonly reason: string;
}

export interface InformationDraft {
  /** By path; null says that nobody knows, undefined that an answer of the case was emptied. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** How it came; null until somebody says so. */
  readonly channel: Channel | null;
  /** The document that the facts were read from; null for none. */
  readonly document: string | null;
  readonly page: number | Unread | null;
}

export interface DecisionDraft {
  readonly decision: Decision['decision'] | null;
  readonly rationale: string;
  readonly clauses: readonly string[];
  /** Of an approval; undefined for the guideline's own, null once it is emptied. */
  readonly months: number | Unread | null | undefined;
}

export const NOTHING_WRITTEN: Written = {
  information: { facts: {}, channel: null, document: null, page: null },
  decision: { decision: null, rationale: '', clauses: [], months: undefined },
  reason: '',
};

/** Whether anything would be lost. */
export function isAnythingWritten({ information, decision, reason }: Written): boolean {
  return (
    Object.keys(information.facts).length > 0 ||
    decision.rationale.trim() !== '' ||
    decision.clauses.length > 0 ||
    reason.trim() !== ''
  );
}

/**
 * The draft with an answer, or with one less: emptied, a question counts as never touched, unless the
 * case has an answer to it, which would silently stay.
 * @param known what the case says, undefined for nothing
 */
export function withAnswer(
  draft: InformationDraft,
  fact: string,
  value: unknown,
  known: unknown,
): InformationDraft {
  const { [fact]: _, ...others } = draft.facts;
  const isUntouched = value === undefined && known === undefined;
  return { ...draft, facts: isUntouched ? others : { ...others, [fact]: value } };
}

/** What is wrong with questions whose answer was emptied and that have no other. */
export function emptiedIn({ facts }: InformationDraft): readonly Fault[] {
  return Object.entries(facts).flatMap(([fact, value]) =>
    value === undefined
      ? [{ path: `facts.${fact}`, code: 'emptied', message: 'needs an answer, or “Not known”' }]
      : [],
  );
}

/** Why the information cannot be sent yet, in a sentence; null when it can. */
export function lackOf(draft: InformationDraft): string | null {
  if (unreadPaths(draft).length > 0) return "Correct what can't be read, or empty the field.";
  if (emptiedIn(draft).length > 0)
    return 'Enter the answer that you removed, or choose “Not known”.';
  if (Object.keys(draft.facts).length === 0) return 'Answer at least one question.';
  return draft.channel === null ? 'Choose how it was received.' : null;
}

/** The body of the call; null while something is lacking. */
export function informationOf(draft: InformationDraft): Information | null {
  const { channel, document, page } = draft;
  if (channel === null || lackOf(draft) !== null) return null;
  return {
    facts: nested(draft.facts),
    channel,
    ...(document !== null && {
      document: { id: document, ...(typeof page === 'number' && { page }) },
    }),
  };
}

/** Facts nested by the dots of their paths. */
function nested(answers: Readonly<Record<string, unknown>>): Information['facts'] {
  return Object.entries(answers).reduce<Members>(
    (facts, [path, value]) => withValue(facts, path, value),
    {},
  );
}

/**
 * How many months an approval is for.
 * @param guidelineMonths the guideline's own, which count until somebody writes others
 */
export function monthsOf(
  { months }: DecisionDraft,
  guidelineMonths: number | null,
): number | Unread | null {
  return months === undefined ? guidelineMonths : months;
}

/** Whether it approves for longer than the guideline does. */
export function isLonger(draft: DecisionDraft, guidelineMonths: number | null): boolean {
  const months = monthsOf(draft, guidelineMonths);
  return (
    draft.decision === 'approve' &&
    typeof months === 'number' &&
    guidelineMonths !== null &&
    months > guidelineMonths
  );
}

/** The body of the call; an approval says its months, as they stood on the screen. */
export function decisionOf(draft: DecisionDraft, guidelineMonths: number | null): Decision | null {
  const { decision, rationale, clauses } = draft;
  if (decision === null) return null;
  const months = monthsOf(draft, guidelineMonths);
  if (decision === 'approve' && typeof months !== 'number') return null;
  return {
    decision,
    rationale,
    clauses: decision === 'request-information' ? [] : [...clauses],
    ...(decision === 'approve' && typeof months === 'number' && { approve: { months } }),
  };
}
