import { Disclosure, DisclosurePanel, Heading, Button } from 'react-aria-components';
import { isMeasured, Measurements } from '../../facts/measurements';
import { Question, type Asking } from '../../facts/question-list';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/icon';
import styles from './intake.module.css';
import { text } from './text';

/** Facts that change advice but no verdict, folded until wanted. */
export function AdviceQuestions({ asking }: { readonly asking: Asking }) {
  const facts = asking.guideline.facts.filter(({ advisoryOnly }) => advisoryOnly);
  const known = facts.filter(({ path }) => asking.answered.has(path)).length;
  if (facts.length === 0) return null;
  return (
    <Disclosure className={cx(styles['fold'])}>
      <Heading level={2}>
        <Button slot="trigger" className={cx(styles['foldTrigger'])}>
          <Icon name="chevronRight" size="small" />
          {text.advice.title}
          <span className={styles['count']}>
            {known > 0 ? text.advice.answered({ known, count: facts.length }) : text.advice.hint}
          </span>
        </Button>
      </Heading>
      <DisclosurePanel className={cx(styles['foldPanel'])}>
        <div className={styles['stack']}>
          {facts
            .filter(({ path }) => !isMeasured(asking.guideline, path))
            .map((fact) => (
              <Question key={fact.path} fact={fact} {...asking} />
            ))}
          <Measurements
            guideline={asking.guideline}
            valueOf={asking.valueOf}
            field={(fact) => <Question key={fact.path} fact={fact} {...asking} />}
          />
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
