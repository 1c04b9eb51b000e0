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
  /** The known value: undefined if unanswered, null if not documented. */
  readonly value: unknown;
  readonly onAnswer: (fact: string, value: unknown) => void;
  /** The guideline's codes. */
  readonly codes: readonly Code[];
  /** The date on which codes must be valid, `YYYY-MM-DD`. */
  readonly day: string;
  /** The API's faults in it. */
  readonly faults: readonly Fault[];
  readonly isRequired?: boolean;
  /** What follows if it is not documented, in a sentence; shown with that answer. */
  readonly ifNotKnown?: string | undefined;
  /** A further note. */
  readonly note?: ReactNode;
}

/**
 * Asks for one fact by the widget of its type. Lists keep their own lines while they are written:
 * to fill in a value from elsewhere, give the field another key.
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
