import { useQuery } from '@tanstack/react-query';
import type { GuidelineDescription } from '../../client';
import { listDocumentsOptions } from '../../client/@tanstack/react-query.gen';
import { FactField } from '../../facts/fact-field';
import { factAt } from '../../facts/fact-words';
import { Measurements } from '../../facts/measurements';
import { Problem } from '../../session/problem';
import { Disclosure } from '../../ui/disclosure';
import { NumberField } from '../../ui/number-field';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/states';
import { ActionFrame } from './action-frame';
import { informationOf, lackOf, type InformationDraft } from './drafts';
import type { FormProps } from './forms';
import styles from './forms.module.css';

interface InformationFormProps extends FormProps<InformationDraft> {
  readonly guideline: GuidelineDescription | undefined;
}

/** Takes what the office told: what is missing first, everything else on request. */
export function InformationForm(props: InformationFormProps) {
  const { case: shown, guideline, draft, onChange, command, onClose } = props;
  const faults = command.error instanceof Problem ? command.error.faults : [];
  if (!guideline) return <Skeleton label="Loading the questions" lines={6} />;
  const needOf = (path: string) => shown.missing.find(({ fact }) => fact === path)?.need ?? null;
  const facts = (need: 'required' | 'conditional' | null) =>
    guideline.facts.filter(({ path, question }) => needOf(path) === need && question !== null);
  const valueOf = (path: string): unknown =>
    path in draft.facts ? draft.facts[path] : factAt(shown.request.facts, path);
  const field = (fact: GuidelineDescription['facts'][number]) => (
    <FactField
      key={fact.path}
      fact={fact}
      value={valueOf(fact.path)}
      onChange={(value) => onChange({ ...draft, facts: { ...draft.facts, [fact.path]: value } })}
      codes={guideline.codes}
      day={shown.determination.asOf}
      faults={faults}
      ifNotKnown="The case goes on waiting for it."
    />
  );
  return (
    <ActionFrame
      title="Give information"
      submit="Give information"
      isBusy={command.isPending}
      lacks={lackOf(draft)}
      error={command.error}
      failed="The information was not taken"
      onClose={onClose}
      onSubmit={() => command.mutate({ kind: 'give-information', body: informationOf(draft) })}
    >
      <div className={styles['fields']}>
        {facts('required').map(field)}
        {facts('conditional').length > 0 ? (
          <div className={styles['group']}>
            <h3>May also matter</h3>
            {facts('conditional').map(field)}
          </div>
        ) : null}
        <Disclosure
          label={shown.missing.length > 0 ? 'Correct or add another fact' : 'All facts'}
          isInitiallyOpen={shown.missing.length === 0}
        >
          <div className={styles['group']}>{facts(null).map(field)}</div>
        </Disclosure>
        {guideline.measurements.length === 0 ? null : (
          <Disclosure label="Additional clinical information (not used for the determination)">
            <div className={styles['group']}>
              <Measurements guideline={guideline} valueOf={valueOf} field={field} />
            </div>
          </Disclosure>
        )}
      </div>
      <SourceFields caseId={shown.id} draft={draft} onChange={onChange} />
    </ActionFrame>
  );
}

interface SourceFieldsProps extends Pick<FormProps<InformationDraft>, 'draft' | 'onChange'> {
  readonly caseId: string;
}

/** How it reached the plan, and in which document it stands. */
function SourceFields({ caseId, draft, onChange }: SourceFieldsProps) {
  const { data } = useQuery(listDocumentsOptions({ path: { id: caseId } }));
  const documents = data?.items ?? [];
  return (
    <fieldset className={styles['source']}>
      <legend>Where it comes from</legend>
      <Select
        label="How it came"
        value={draft.channel}
        onChange={(channel) => onChange({ ...draft, channel })}
        options={[
          { value: 'phone', label: 'By phone' },
          { value: 'fax', label: 'By fax' },
          { value: 'portal', label: 'By the portal' },
          { value: 'ehr', label: 'From the health record' },
        ]}
      />
      <Select
        label="Stands in the document"
        value={draft.document ?? NONE}
        onChange={(chosen) =>
          onChange({ ...draft, document: chosen === NONE ? null : chosen, page: null })
        }
        options={[
          { value: NONE, label: 'None' },
          ...documents.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {draft.document === null ? null : (
        <NumberField
          label="On page"
          value={draft.page}
          onChange={(page) => onChange({ ...draft, page })}
          isWhole
          min={1}
          max={10_000}
        />
      )}
    </fieldset>
  );
}

const NONE = 'none';
