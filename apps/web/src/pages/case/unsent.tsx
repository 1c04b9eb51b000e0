import type { Clause, GuidelineDescription } from '../../client';
import { factWords } from '../../facts/fact-words';
import { Answer, Answers } from '../../ui/answers';
import { Button } from '../../ui/button';
import { clausesUnder } from '../../verdict/criteria';
import { monthWords } from './approval-words';
import type { Written } from './drafts';
import { Banner } from './section-banner';

interface UnsentProps {
  readonly written: Written;
  readonly guideline: GuidelineDescription | undefined;
  /** Holds the clauses that a denial names. */
  readonly root: Clause | null;
  readonly onDismiss: () => void;
}

/** What was typed about a case that is closed by now: it can only be copied. */
export function Unsent({ written, guideline, root, onDismiss }: UnsentProps) {
  return (
    <Banner
      tone="warning"
      title="What you typed was not sent"
      action={<Button onPress={onDismiss}>Dismiss</Button>}
    >
      <p>The case was closed before you sent it. Copy what you still need.</p>
      <Answers>
        {linesOf(written, guideline, root).map(([name, words]) => (
          <Answer key={name} name={name}>
            {words}
          </Answer>
        ))}
      </Answers>
    </Banner>
  );
}

function linesOf(
  { information, decision, reason, contact }: Written,
  guideline: GuidelineDescription | undefined,
  root: Clause | null,
): readonly (readonly [name: string, words: string])[] {
  const lines: readonly (readonly [string, string])[] = [
    ...(guideline?.facts ?? []).flatMap((fact) => {
      const value = information.facts[fact.path];
      return value === undefined ? [] : [[fact.label, factWords(fact, value)] as const];
    }),
    ['Approval', decision.rationale.approve],
    ['Question to the office', decision.rationale['request-information']],
    ['Denial', decision.rationale.deny],
    ['Criteria', titlesOf(decision.clauses, root).join('; ')],
    ['Months', typeof decision.months === 'number' ? monthWords(decision.months) : ''],
    ['Withdrawal', reason],
    ['Phone', contact.phone ?? ''],
    ['Email', contact.email ?? ''],
  ];
  return lines.filter(([, words]) => words.trim() !== '');
}

function titlesOf(ids: readonly string[], root: Clause | null): readonly string[] {
  const clauses = root === null ? [] : clausesUnder(root);
  return ids.map((id) => clauses.find((clause) => clause.id === id)?.title ?? id);
}
