import { useMemo, type ReactNode, type RefObject } from 'react';
import type { Determination } from '../client';
import type { Fault } from '../shared/problem';
import { FactField } from './fact-field';
import styles from './facts.module.css';
import type { Fact, GuidelineDescription } from './guideline';
import { isAtOrIn } from '@assent/vocabulary';
import { trailingConditional } from './questions';
import { text } from './text';

/** What each question needs, in a new request or an open case. */
export interface Asking {
  readonly guideline: GuidelineDescription;
  readonly missing: Determination['missing'];
  readonly answered: ReadonlySet<string>;
  /** The known value of a fact: undefined if unanswered, null if not documented. */
  readonly valueOf: (fact: string) => unknown;
  /** Stays the same for the life of the form. */
  readonly onAnswer: (fact: string, value: unknown) => void;
  readonly faults: readonly Fault[];
  /** The date on which codes must be valid, `YYYY-MM-DD`. */
  readonly day: string;
  /** Changes whenever values come from outside the fields. */
  readonly revision?: number;
  /** A fact's stored value; its field starts over with another. */
  readonly storedOf?: (fact: string) => unknown;
  /** A note on an answer, beside its field. */
  readonly noteOf?: (fact: Fact) => ReactNode;
  /** What follows if a fact is unknown, in a sentence. */
  readonly ifNotKnown: (fact: Fact, need: Need) => string;
}

/** How much the verdict needs a fact; undefined if nothing depends on it. */
export type Need = Determination['missing'][number]['need'] | undefined;

interface QuestionListProps {
  readonly asking: Asking;
  /** The facts to ask for, in their order on the page. */
  readonly order: readonly string[];
  /** Holds the focus until the next question is known. */
  readonly waiting?: RefObject<HTMLParagraphElement | null>;
}

/** The guideline's questions; those that only may matter come last, under their own heading. */
export function QuestionList({ asking, order, waiting }: QuestionListProps) {
  const { guideline, answered, missing } = asking;
  const shown = order.flatMap((path) => {
    const fact = guideline.facts.find((each) => each.path === path);
    return fact && !fact.advisoryOnly ? [fact] : [];
  });
  const paths = shown.map(({ path }) => path);
  const first = shown.length - trailingConditional(paths, answered, missing);
  return (
    <div className={styles['questions']}>
      {shown.flatMap((fact, position) => [
        ...(position === first ? [<MayMatter key="may-matter" />] : []),
        <Question key={fact.path} fact={fact} {...asking} />,
      ])}
      {waiting ? (
        <p
          ref={waiting}
          tabIndex={-1}
          className={styles['waiting']}
          // Keys typed for the next question do nothing before it appears.
          onKeyDown={(event) => {
            if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
          }}
        >
          <span>{text.questions.checking}</span>
        </p>
      ) : null}
    </div>
  );
}

function MayMatter() {
  return (
    <div className={styles['mayMatter']}>
      <h3>{text.questions.optional}</h3>
      <p>{text.questions.optionalHint}</p>
    </div>
  );
}

interface QuestionProps extends Asking {
  readonly fact: Fact;
}

export function Question({
  fact,
  guideline,
  missing,
  valueOf,
  onAnswer,
  faults,
  day,
  revision,
  storedOf,
  noteOf,
  ifNotKnown,
}: QuestionProps) {
  const own = useMemo(() => faultsIn(`facts.${fact.path}`, faults), [fact.path, faults]);
  const need = missing.find((each) => each.fact === fact.path)?.need;
  return (
    <FactField
      key={JSON.stringify([revision, storedOf?.(fact.path)])}
      fact={fact}
      value={valueOf(fact.path)}
      onAnswer={onAnswer}
      codes={guideline.codes}
      day={day}
      faults={own}
      isRequired={need === 'required'}
      ifNotKnown={ifNotKnown(fact, need)}
      note={noteOf?.(fact)}
    />
  );
}

const NONE: readonly Fault[] = [];

function faultsIn(whole: string, faults: readonly Fault[]): readonly Fault[] {
  const own = faults.filter(({ path }) => isAtOrIn(path, whole));
  return own.length === 0 ? NONE : own;
}
