import type { Determination } from '../../client';
import { FactField } from '../../facts/fact-field';
import type { Fact, GuidelineDescription } from '../../facts/guideline';
import type { Fault } from '../../session/problem';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import type { FormAccess } from './form-access';
import { trailingConditional } from './questions';
import { valueAt } from './request';
import styles from './open.module.css';

export interface QuestionListProps {
  readonly access: FormAccess;
  readonly guideline: GuidelineDescription;
  readonly order: readonly string[];
  readonly answered: ReadonlySet<string>;
  readonly missing: Determination['missing'];
  readonly faults: readonly Fault[];
  readonly day: string;
  /** Changes whenever the values come from elsewhere than the fields. */
  readonly revision: number;
  readonly onShowAll: () => void;
}

/** The questions of the guideline that can still matter, and those that are answered. */
export function QuestionList(props: QuestionListProps) {
  const { guideline, order, answered, missing, onShowAll } = props;
  const shown = order.flatMap((path) => {
    const fact = guideline.facts.find((each) => each.path === path);
    return fact && !fact.advisoryOnly ? [fact] : [];
  });
  const paths = shown.map(({ path }) => path);
  const first = shown.length - trailingConditional(paths, answered, missing);
  const waiting = missing.filter(({ fact }) => !order.includes(fact)).length;
  return (
    <Panel title="Questions">
      <div className={styles['questions']}>
        {shown.flatMap((fact, position) => [
          ...(position === first ? [<MayMatter key="may-matter" />] : []),
          <Question key={fact.path} fact={fact} {...props} />,
        ])}
        {waiting === 0 ? null : (
          <Button look="quiet" icon="chevronDown" onPress={onShowAll}>
            {waiting === 1
              ? 'One more question may matter'
              : `${waiting} more questions may matter`}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function MayMatter() {
  return (
    <div className={styles['mayMatter']}>
      <h3>May also matter</h3>
      <p>What you answer here may settle other questions.</p>
    </div>
  );
}

interface QuestionProps extends QuestionListProps {
  readonly fact: Fact;
}

export function Question({
  fact,
  access: { request, change },
  guideline,
  missing,
  faults,
  day,
  revision,
}: QuestionProps) {
  const path = `facts.${fact.path}`;
  const need = missing.find((each) => each.fact === fact.path)?.need;
  return (
    <FactField
      key={revision}
      fact={fact}
      value={valueAt(request, path)}
      onChange={(value) => change(path, value)}
      codes={guideline.codes}
      day={day}
      faults={faults}
      isRequired={need === 'required'}
      ifNotKnown={ifNotKnown(fact, need)}
    />
  );
}

function ifNotKnown(fact: Fact, need: 'required' | 'conditional' | undefined): string {
  if (fact.advisoryOnly) return 'No decision depends on it; only advice does.';
  if (need === 'required')
    return "The case will wait for it, and the prescriber's office is asked for it.";
  return need === 'conditional'
    ? 'It is asked for later if nothing else settles the request.'
    : 'As it stands, nothing depends on it.';
}
