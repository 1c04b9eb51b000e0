import { CheckboxGroup } from 'react-aria-components';
import type { Clause } from '../../client';
import { clausesUnder, criteriaOf } from '../../verdict/criteria';
import { Verdict } from '../../ui/badge';
import { Checkbox } from '../../ui/checkbox';
import { Disclosure } from '../../ui/disclosure';
import { FieldFrame, fieldStyles } from '../../ui/field';
import styles from './forms.module.css';

interface ClauseChoiceProps {
  readonly root: Clause | null;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly error: string | undefined;
}

/** Which clauses a denial rests on: the criteria that are not met first, every other on request. */
export function ClauseChoice({ root, chosen, onChange, error }: ClauseChoiceProps) {
  if (!root) return null;
  const unmet = criteriaOf(root).filter(({ verdict }) => verdict === 'not-met');
  const others = clausesUnder(root).filter((each) => each !== root && !unmet.includes(each));
  const isOtherChosen = others.some(({ id }) => chosen.includes(id));
  return (
    <CheckboxGroup
      value={[...chosen]}
      onChange={onChange}
      isRequired
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={fieldStyles.field}
    >
      <FieldFrame
        label="Clauses that it rests on"
        description="The letter names them."
        error={error}
        isRequired
      >
        <Boxes clauses={unmet} />
        <Disclosure
          label={`${others.length} other clauses`}
          isInitiallyOpen={unmet.length === 0 || isOtherChosen}
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
        <Verdict value={verdict} />
        {title} <code>{id}</code>
      </span>
    </Checkbox>
  ));
}
