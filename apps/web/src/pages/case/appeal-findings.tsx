import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Appeal, Case, GuidelineDescription } from '../../client';
import { viewAppealOptions } from '../../client/@tanstack/react-query.gen';
import { Button } from '../../ui/button';
import { Compared, FindingsForm, isAnyRecorded } from './findings-panel';
import styles from './findings-panel.module.css';
import { text } from './text';
import { useAppealCommand } from './use-appeal-command';

const words = text.appeals.find;

type ShownFindings = NonNullable<Appeal['findings']>;

interface AppealFindingsProps {
  readonly appeal: Appeal;
  readonly case: Case;
  readonly guideline: GuidelineDescription | undefined;
  /** Whether the person may decide the appeal, as far as the page knows. */
  readonly mayFind: boolean;
}

/** What people find by themselves on an appeal, where that comes before the results. */
export function AppealFindings(props: AppealFindingsProps) {
  const { appeal, mayFind } = props;
  const { findings, newest } = useFindingsOn(appeal, props.case);
  const [isChanging, setChanging] = useState(false);
  if (!findings || findings.criteria.length === 0) return null;
  const { number } = appeal;
  const close = () => setChanging(false);
  if (mayFind && (findings.withheld || isChanging)) {
    const title = words.title({ number });
    return (
      <section aria-label={title} className={styles['findings']}>
        <h4>{title}</h4>
        <Form
          {...props}
          appeal={newest}
          findings={findings}
          onClose={findings.withheld ? null : close}
          onDone={close}
        />
      </section>
    );
  }
  if (findings.withheld || !isAnyRecorded(findings)) return null;
  const title = words.titleOfAll({ number });
  return (
    <section aria-label={title} className={styles['findings']}>
      <h4>{title}</h4>
      <Compared findings={findings} />
      {mayFind ? (
        <div>
          <Button size="small" onPress={() => setChanging(true)}>
            {words.change}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

interface FormProps extends AppealFindingsProps {
  readonly findings: ShownFindings;
  readonly onClose: (() => void) | null;
  readonly onDone: () => void;
}

function Form({ appeal, case: shown, findings, guideline, onClose, onDone }: FormProps) {
  const { send, error, isBusy } = useAppealCommand(appeal, onDone);
  return (
    <FindingsForm
      case={shown}
      findings={findings}
      guideline={guideline}
      introduction={words.first({ state: shown.jurisdiction?.state ?? '' })}
      sending={{ send: (body) => send({ action: 'find', body }), error, isBusy }}
      onClose={onClose}
    />
  );
}

/** Whether the person has to find by themselves before they uphold a denial, or a part of it. */
export function useNeedsFindings(appeal: Appeal, of: Case): boolean {
  const { findings } = useFindingsOn(appeal, of);
  return findings?.criteria.some(({ own }) => own === null) ?? false;
}

/** The findings on an appeal, which a list leaves out, with the appeal that they are of. */
function useFindingsOn(appeal: Appeal, { jurisdiction }: Case) {
  const isFirst = (jurisdiction?.findingsFirst ?? null) !== null;
  const options = viewAppealOptions({ path: { id: appeal.id } });
  const { data } = useQuery({ ...options, enabled: isFirst });
  return { findings: data?.findings ?? null, newest: data ?? appeal };
}
