import { CheckboxGroup } from 'react-aria-components';
import type { Clause } from '../../client';
import { clausesUnder, criteriaOf } from '../../verdict/criteria';
import { Verdict } from '../../ui/badge';
import { Checkbox } from '../../ui/checkbox';
import { Disclosure } from '../../ui/disclosure';
import { FieldFrame, fieldStyles } from '../../ui/field';
import { groundsIn } from './drafts';
import { text } from './text';
import styles from './forms.module.css';

interface ClauseChoiceProps {
  readonly root: Clause | null;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly error: string | undefined;
}

/**
 * The clauses that a denial is based on: first the criteria that are not met, others on request,
 * and chosen ones always in sight. One that is met cannot be chosen, and stops being chosen, unless
 * all are met and the facts are in doubt.
 */
export function ClauseChoice({ root, chosen, onChange, error }: ClauseChoiceProps) {
  if (!root) return null;
  const unmet = criteriaOf(root).filter(({ verdict }) => verdict === 'not-met');
  const grounds = groundsIn(root);
  const others = grounds.filter((each) => !unmet.includes(each));
  const ticked = clausesUnder(root).filter(({ id }) => chosen.includes(id));
  const met = ticked.filter((each) => !grounds.includes(each));
  const counting = ticked.filter((each) => grounds.includes(each));
  return (
    <CheckboxGroup
      value={counting.map(({ id }) => id)}
      onChange={onChange}
      isRequired
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={fieldStyles.field}
    >
      <FieldFrame
        label={text.grounds.label}
        description={text.grounds.description}
        error={error}
        isRequired
      >
        <div role="status" className={styles['dropped']}>
          {met.map(({ id, title }) => (
            <p key={id}>
              {text.grounds.dropped({ title })}
              <code>{id}</code>
            </p>
          ))}
        </div>
        <Boxes clauses={unmet} />
        {counting.flatMap((clause) =>
          unmet.includes(clause)
            ? []
            : [
                <p key={clause.id} className={styles['clause']}>
                  {text.grounds.also}
                  {clause.verdict === 'withheld' ? null : <Verdict value={clause.verdict} />}
                  {clause.title} <code>{clause.id}</code>
                </p>,
              ],
        )}
        <Disclosure
          label={text.grounds.others({ count: others.length })}
          isInitiallyOpen={unmet.length === 0 || counting.some((each) => others.includes(each))}
        >
          <div className={styles['clauses']}>
            <Boxes clauses={others} />
          </div>
        </Disclosure>
      </FieldFrame>
    </CheckboxGroup>
  );
}

function Boxes({ clauses }: { readonly clauses: readonly Clause[] }) {
  return clauses.map(({ id, title, verdict }) => (
    <Checkbox key={id} value={id}>
      <span className={styles['clause']}>
        {verdict === 'withheld' ? null : <Verdict value={verdict} />}
        {title} <code>{id}</code>
      </span>
    </Checkbox>
  ));
}
