import { useQuery } from '@tanstack/react-query';
import type { GuidelineDescription } from '../../client';
import { listDocumentsOptions } from '../../client/@tanstack/react-query.gen';
import { factAt } from '../../facts/fact-words';
import { Measurements } from '../../facts/measurements';
import { Question, QuestionList, type Asking } from '../../facts/question-list';
import { nextQuestions } from '../../facts/questions';
import { Problem } from '../../session/problem';
import { Disclosure } from '../../ui/disclosure';
import { NumberField } from '../../ui/number-field';
import { RadioRow } from '../../ui/radio-group';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/states';
import { useSteady } from '../../ui/use-newest';
import { CHANNELS, optionsOf, type Channel } from '../../work/words';
import { ActionFrame, type AskedFor } from './action-frame';
import { emptiedIn, informationOf, lackOf, withAnswer, type InformationDraft } from './drafts';
import type { FormProps } from './forms';
import styles from './forms.module.css';

interface InformationFormProps extends FormProps<InformationDraft> {
  readonly guideline: GuidelineDescription | undefined;
  /** The fact to begin with; null for the first that is missing. */
  readonly asked: AskedFor | null;
}

/** Takes what the office told: what is missing first, everything else on request. */
export function InformationForm(props: InformationFormProps) {
  const { case: shown, guideline, draft, onChange, command, onClose, asked } = props;
  const onAnswer = useSteady((fact: string, value: unknown) =>
    onChange((now) => withAnswer(now, fact, value, factAt(shown.request.facts, fact))),
  );
  if (!guideline) return <Skeleton label="Loading the questions" lines={6} />;
  const { missing } = shown;
  const others = guideline.facts.filter(
    ({ path, question }) => question !== null && missing.every(({ fact }) => fact !== path),
  );
  const asking: Asking = {
    guideline,
    missing,
    answered: NONE_ANSWERED,
    valueOf: (fact) =>
      fact in draft.facts ? draft.facts[fact] : factAt(shown.request.facts, fact),
    onAnswer,
    faults: [
      ...emptiedIn(draft),
      ...(command.error instanceof Problem ? command.error.faults : []),
    ],
    day: shown.determination.asOf,
    ifNotKnown: () => 'Still listed as missing information.',
  };
  return (
    <ActionFrame
      title="Give information"
      submit="Give information"
      isBusy={command.isPending}
      lacks={lackOf(draft)}
      error={command.error}
      failed="The information was not taken"
      first={asked}
      onClose={onClose}
      onSubmit={() => {
        const body = informationOf(draft);
        if (body) command.mutate({ kind: 'give-information', body });
      }}
    >
      <div className={styles['fields']}>
        <QuestionList
          asking={asking}
          order={nextQuestions({
            order: [],
            answered: NONE_ANSWERED,
            missing,
            current: null,
            isComplete: true,
          })}
        />
        <Disclosure
          label={missing.length > 0 ? 'Correct or add another fact' : 'All facts'}
          isInitiallyOpen={missing.length === 0}
        >
          <div className={styles['group']}>
            {others.map((fact) => (
              <Question key={fact.path} fact={fact} {...asking} />
            ))}
          </div>
        </Disclosure>
        {guideline.measurements.length === 0 ? null : (
          <Disclosure label="Additional clinical information (not used for the determination)">
            <div className={styles['group']}>
              <Measurements
                guideline={guideline}
                valueOf={asking.valueOf}
                field={(fact) => <Question key={fact.path} fact={fact} {...asking} />}
              />
            </div>
          </Disclosure>
        )}
      </div>
      <SourceFields caseId={shown.id} draft={draft} onChange={onChange} />
    </ActionFrame>
  );
}

const NONE_ANSWERED: ReadonlySet<string> = new Set();

interface SourceFieldsProps extends Pick<FormProps<InformationDraft>, 'draft' | 'onChange'> {
  readonly caseId: string;
}

/** How it reached the plan, and in which document it stands. */
function SourceFields({ caseId, draft, onChange }: SourceFieldsProps) {
  const { data } = useQuery(listDocumentsOptions({ path: { id: caseId } }));
  const documents = data?.items ?? [];
  return (
    <fieldset className={styles['source']}>
      <legend>Source</legend>
      <div className={styles['wide']}>
        <RadioRow<Channel>
          label="Received by"
          value={draft.channel}
          onChange={(channel) => onChange((now) => ({ ...now, channel }))}
          isRequired
          options={optionsOf(CHANNELS)}
        />
      </div>
      <Select
        label="Document"
        value={draft.document ?? NONE}
        onChange={(chosen) =>
          onChange((now) => ({ ...now, document: chosen === NONE ? null : chosen, page: null }))
        }
        options={[
          { value: NONE, label: 'None' },
          ...documents.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {draft.document === null ? null : (
        <NumberField
          label="Page"
          value={draft.page}
          onChange={(page) => onChange((now) => ({ ...now, page }))}
          isWhole
          min={1}
          max={10_000}
        />
      )}
    </fieldset>
  );
}

const NONE = 'none';
