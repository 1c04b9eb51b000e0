import type { GuidelineDescription } from '../../client';
import { factWords } from '../../facts/fact-words';
import { Answer, Answers } from '../../ui/answers';
import { Button } from '../../ui/button';
import { monthWords } from './approval-words';
import type { Written } from './drafts';
import { Banner } from './section-banner';

interface UnsentProps {
  readonly written: Written;
  readonly guideline: GuidelineDescription | undefined;
  readonly onDismiss: () => void;
}

/** What was typed about a case that somebody else closed: it can only be copied. */
export function Unsent({ written, guideline, onDismiss }: UnsentProps) {
  return (
    <Banner
      tone="warning"
      title="What you typed was not sent"
      action={<Button onPress={onDismiss}>Dismiss</Button>}
    >
      <p>The case was closed before you sent it. Copy what you still need.</p>
      <Answers>
        {linesOf(written, guideline).map(([name, words]) => (
          <Answer key={name} name={name}>
            {words}
          </Answer>
        ))}
      </Answers>
    </Banner>
  );
}

function linesOf(
  { information, decision, reason }: Written,
  guideline: GuidelineDescription | undefined,
): readonly (readonly [name: string, words: string])[] {
  const lines: readonly (readonly [string, string])[] = [
    ...(guideline?.facts ?? []).flatMap((fact) => {
      const value = information.facts[fact.path];
      return value === undefined ? [] : [[fact.label, factWords(fact, value)] as const];
    }),
    ['Decision', decision.rationale],
    ['Criteria', decision.clauses.join(', ')],
    ['Months', typeof decision.months === 'number' ? monthWords(decision.months) : ''],
    ['Withdrawal', reason],
  ];
  return lines.filter(([, words]) => words.trim() !== '');
}
