import { memo, type ReactNode } from 'react';
import type { Fault } from '../shared/problem';
import { AgentFact, AgentsFact } from './agent-facts';
import { ApprovalsFact } from './approvals-fact';
import { FlagFact, WordFact } from './choice-fact';
import { CodeFact } from './code-fact';
import type { FactWidgetProps } from './fact-widget';
import styles from './facts.module.css';
import type { Code, Fact } from './guideline';
import { rangeWords } from './measurement-words';
import { isAtOrIn } from '@assent/vocabulary';
import { text } from './text';
import { TherapiesFact } from './therapies-fact';
import { NumberFact, TextFact, TextsFact } from './written-fact';

interface FactFieldProps {
  readonly fact: Fact;
  /** What is known: undefined when it is unanswered, null when nobody knows. */
  readonly value: unknown;
  readonly onAnswer: (fact: string, value: unknown) => void;
  /** The guideline's codes. */
  readonly codes: readonly Code[];
  /** The calendar date on which codes have to be valid, `YYYY-MM-DD`. */
  readonly day: string;
  /** What the API found wrong with it. */
  readonly faults: readonly Fault[];
  readonly isRequired?: boolean;
  /** What follows when nobody knows, in a sentence; shown once that is the answer. */
  readonly ifNotKnown?: string | undefined;
  /** What else there is to say of it. */
  readonly note?: ReactNode;
}

/**
 * Asks for one fact by the widget of its type. Lists keep lines of their own while they are written:
 * who fills in a value from elsewhere gives the field another key.
 */
export const FactField = memo(function FactField(props: FactFieldProps) {
  const { fact, faults, isRequired = false, ifNotKnown, note, value, onAnswer, ...rest } = props;
  const path = `facts.${fact.path}`;
  const error = faults.find((fault) => fault.path === path)?.message;
  const normal = fact.normalRange && rangeWords(fact.normalRange, fact.unit);
  const description = fact.question ?? normal;
  const frame = {
    label: fact.label,
    ...(description !== null && { description }),
    ...(error !== undefined && { error: text.fault({ label: fact.label, message: error }) }),
    isRequired,
  };
  const faultIn = (part: string) => {
    const inner = faults.find((fault) => isAtOrIn(fault.path, `${path}.${part}`));
    return inner && text.faultOfPart(inner);
  };
  return (
    <div className={styles['fact']} data-field={path}>
      <Widget
        {...rest}
        fact={fact}
        frame={frame}
        value={value}
        onChange={(next) => onAnswer(fact.path, next)}
        faultIn={faultIn}
      />
      {value === null && ifNotKnown !== undefined ? (
        <p className={styles['note']}>{ifNotKnown}</p>
      ) : null}
      {note}
    </div>
  );
});

function Widget(props: FactWidgetProps) {
  switch (props.fact.type) {
    case 'word':
      return <WordFact {...props} />;
    case 'boolean':
      return <FlagFact {...props} />;
    case 'number':
      return <NumberFact {...props} />;
    case 'code':
      return <CodeFact {...props} />;
    case 'text':
      return <TextFact {...props} />;
    case 'texts':
      return <TextsFact {...props} />;
    case 'agents':
      return <AgentsFact {...props} />;
    case 'agent':
      return <AgentFact {...props} />;
    case 'therapies':
      return <TherapiesFact {...props} />;
    case 'authorizations':
      return <ApprovalsFact {...props} />;
  }
}
