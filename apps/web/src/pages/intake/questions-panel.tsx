import type { RefObject } from 'react';
import { QuestionList, type Asking, type Need } from '../../facts/question-list';
import type { Fact } from '../../facts/guideline';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { text } from './text';

interface QuestionsPanelProps {
  readonly asking: Asking;
  readonly order: readonly string[];
  readonly waiting: RefObject<HTMLParagraphElement | null>;
  readonly onShowAll: () => void;
}

/** The questions that can still matter, and the answered ones. */
export function QuestionsPanel({ asking, order, waiting, onShowAll }: QuestionsPanelProps) {
  const hidden = asking.missing.filter(({ fact }) => !order.includes(fact)).length;
  return (
    <Panel title={text.questions.title}>
      <QuestionList asking={asking} order={order} waiting={waiting} />
      {hidden === 0 ? null : (
        <Button look="quiet" icon="chevronDown" onPress={onShowAll}>
          {text.questions.showMore({ count: hidden })}
        </Button>
      )}
    </Panel>
  );
}

/** What follows if a new request's fact is not documented. */
export function ifNotKnown(fact: Fact, need: Need): string {
  const words = text.questions.ifNotDocumented;
  if (fact.advisoryOnly) return words.advisory;
  if (need === 'required') return words.required;
  return need === 'conditional' ? words.conditional : words.unneeded;
}
