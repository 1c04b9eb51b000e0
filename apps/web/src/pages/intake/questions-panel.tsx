import type { RefObject } from 'react';
import { QuestionList, type Asking, type Need } from '../../facts/question-list';
import type { Fact } from '../../facts/guideline';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';

interface QuestionsPanelProps {
  readonly asking: Asking;
  readonly order: readonly string[];
  readonly waiting: RefObject<HTMLParagraphElement | null>;
  readonly onShowAll: () => void;
}

/** The questions that can still matter, and those that are answered. */
export function QuestionsPanel({ asking, order, waiting, onShowAll }: QuestionsPanelProps) {
  const hidden = asking.missing.filter(({ fact }) => !order.includes(fact)).length;
  return (
    <Panel title="Questions">
      <QuestionList asking={asking} order={order} waiting={waiting} />
      {hidden === 0 ? null : (
        <Button look="quiet" icon="chevronDown" onPress={onShowAll}>
          {hidden === 1 ? 'One more question may matter' : `${hidden} more questions may matter`}
        </Button>
      )}
    </Panel>
  );
}

/** What follows when nobody knows a fact of a new request. */
export function ifNotKnown(fact: Fact, need: Need): string {
  if (fact.advisoryOnly) return 'No decision depends on it; only advice does.';
  if (need === 'required')
    return "The case will wait for it, and the prescriber's office is asked for it.";
  return need === 'conditional'
    ? 'It is asked for later if nothing else settles the request.'
    : 'As it stands, nothing depends on it.';
}
