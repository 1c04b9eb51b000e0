import type { Decision, Information } from '../../client';
import { withValue, type Members } from '../../facts/readings';
import { unreadPaths } from '../../facts/settled';
import type { Unread } from '../../ui/reading';
import type { Channel } from '../../work/words';

/** What a person has written about a case and not sent; in memory alone. */
export interface Written {
  readonly information: InformationDraft;
  readonly decision: DecisionDraft;
  readonly reason: string;
}

export interface InformationDraft {
  /** By path; null says that nobody knows. */
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
  /** Of an approval; null for the guideline's own. */
  readonly months: number | Unread | null;
}

export const NOTHING_WRITTEN: Written = {
  information: { facts: {}, channel: null, document: null, page: null },
  decision: { decision: null, rationale: '', clauses: [], months: null },
  reason: '',
};

/** Whether anything would be lost. */
export function isAnythingWritten({ information, decision, reason }: Written): boolean {
  return (
    Object.keys(answersIn(information)).length > 0 ||
    decision.rationale.trim() !== '' ||
    decision.clauses.length > 0 ||
    reason.trim() !== ''
  );
}

/** The facts that were answered; emptied ones count as never touched. */
export function answersIn({ facts }: InformationDraft): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** Why the information cannot be sent yet, in a sentence; null when it can. */
export function lackOf(draft: InformationDraft): string | null {
  if (unreadPaths(draft).length > 0) return "Correct what can't be read, or empty the field.";
  if (Object.keys(answersIn(draft)).length === 0) return 'Answer at least one question.';
  return draft.channel === null ? 'Choose how it was received.' : null;
}

/** The body of the call; null while nobody has said how it came. */
export function informationOf(draft: InformationDraft): Information | null {
  const { channel, document, page } = draft;
  if (channel === null) return null;
  return {
    facts: nested(answersIn(draft)),
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

export function decisionOf({
  decision,
  rationale,
  clauses,
  months,
}: DecisionDraft): Decision | null {
  if (decision === null) return null;
  return {
    decision,
    rationale,
    clauses: decision === 'request-information' ? [] : [...clauses],
    ...(decision === 'approve' && typeof months === 'number' && { approve: { months } }),
  };
}
