import type { Clause, GuidelineDescription } from '../../client';
import { Answer, Answers } from '../../ui/answers';
import { Button } from '../../ui/button';
import type { Written } from './drafts';
import { Banner } from './section-banner';
import { text } from './text';
import { linesOf } from './written-lines';

interface UnsentProps {
  readonly written: Written;
  readonly guideline: GuidelineDescription | undefined;
  /** Has the clauses that a denial names. */
  readonly root: Clause | null;
  readonly onDismiss: () => void;
}

/** What was typed about a case closed meanwhile: it can only be copied. */
export function Unsent({ written, guideline, root, onDismiss }: UnsentProps) {
  return (
    <Banner
      tone="warning"
      title={text.unsent.title}
      action={<Button onPress={onDismiss}>{text.unsent.dismiss}</Button>}
    >
      <p>{text.unsent.words}</p>
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
