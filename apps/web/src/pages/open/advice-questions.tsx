import { Disclosure, DisclosurePanel, Heading, Button } from 'react-aria-components';
import { isMeasured, Measurements } from '../../facts/measurements';
import { valueAt } from '../../facts/readings';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/icon';
import { Question, type QuestionListProps } from './question-list';
import styles from './open.module.css';

/** The facts that change advice and no verdict, folded until they are wanted. */
export function AdviceQuestions(props: QuestionListProps) {
  const facts = props.guideline.facts.filter(({ advisoryOnly }) => advisoryOnly);
  const known = facts.filter(({ path }) => props.answered.has(path)).length;
  if (facts.length === 0) return null;
  return (
    <Disclosure className={cx(styles['fold'])}>
      <Heading level={2}>
        <Button slot="trigger" className={cx(styles['foldTrigger'])}>
          <Icon name="chevronRight" size="small" />
          Also good to know
          <span className={styles['count']}>
            {known > 0 ? `${known} of ${facts.length} answered` : 'No decision depends on these'}
          </span>
        </Button>
      </Heading>
      <DisclosurePanel className={cx(styles['foldPanel'])}>
        <div className={styles['questions']}>
          {facts
            .filter(({ path }) => !isMeasured(props.guideline, path))
            .map((fact) => (
              <Question key={fact.path} fact={fact} {...props} />
            ))}
          <Measurements
            guideline={props.guideline}
            valueOf={(path) => valueAt(props.access.request, `facts.${path}`)}
            field={(fact) => <Question key={fact.path} fact={fact} {...props} />}
          />
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
