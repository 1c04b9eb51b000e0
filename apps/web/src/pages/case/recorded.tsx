import type { GuidelineDescription } from '../../client';
import { Answer, Answers } from '../../ui/answers';
import { CHANGED_SINCE } from '../../ui/states';
import { recordedWords } from './commands';
import { sentOf } from './drafts';
import { Banner } from './section-banner';
import type { Sent } from './use-command';
import { linesOf } from './written-lines';

interface RecordedProps {
  readonly sent: Sent;
  readonly guideline?: GuidelineDescription | undefined;
}

/** What was recorded from a form that has changed since. */
export function Recorded({ sent: { command, written }, guideline }: RecordedProps) {
  return (
    <Banner tone="warning" title={recordedWords(command)}>
      <Answers>
        {linesOf(sentOf(written, command), guideline, null).map(([name, words]) => (
          <Answer key={name} name={name}>
            {words}
          </Answer>
        ))}
      </Answers>
      <p>{CHANGED_SINCE}</p>
    </Banner>
  );
}
