import { EVIDENCE_OF_CHANNEL, valueAt, type Channel } from '@assent/vocabulary';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { GuidelineDescription } from '../../client';
import { listDocumentsOptions } from '../../client/@tanstack/react-query.gen';
import { factWords } from '../../facts/fact-words';
import type { Fact } from '../../facts/guideline';
import { Measurements } from '../../facts/measurements';
import { Question, QuestionList, type Asking } from '../../facts/question-list';
import { nextQuestions } from '../../facts/questions';
import { Problem } from '../../shared/problem';
import { Button } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import { fieldOf, focusField } from '../../ui/focus';
import { NumberField } from '../../ui/number-field';
import { RadioRow } from '../../ui/radio-group';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/states';
import { useSteady } from '../../ui/use-newest';
import { withFitEvidence } from '../../work/later-entry';
import { FoldedLaterEntry } from '../../work/later-entry-fields';
import { CHANNELS, optionsOf } from '../../work/words';
import { ActionFrame, type AskedFor } from './action-frame';
import {
  caughtUp,
  emptiedIn,
  informationOf,
  lackOf,
  outdatedIn,
  upheld,
  withAnswer,
  withoutAnswer,
  type InformationDraft,
} from './drafts';
import { faultAt } from './faults';
import type { FormProps } from './forms';
import { text } from './text';
import styles from './forms.module.css';

const words = text.information;

interface InformationFormProps extends FormProps<InformationDraft> {
  readonly guideline: GuidelineDescription | undefined;
  /** The fact to start with; null for the first missing one. */
  readonly asked: AskedFor | null;
}

/** Takes the office's information: missing items first, all others on request. */
export function InformationForm(props: InformationFormProps) {
  const { case: shown, guideline, onChange, command, onClose, asked } = props;
  const stored = (fact: string) => valueAt(shown.request.facts, fact);
  const facts = guideline?.facts ?? [];
  const onAnswer = useSteady((fact: string, value: unknown) =>
    onChange((now) => withAnswer(caughtUp(now, facts, stored), fact, value, stored(fact))),
  );
  const [revision, setRevision] = useState(0);
  if (!guideline) return <Skeleton label={words.loading} lines={6} />;
  const { missing } = shown;
  const draft = caughtUp(props.draft, facts, stored);
  const outdated = outdatedIn(draft, stored);
  const isOutdated = ({ path }: Pick<Fact, 'path'>) => outdated.includes(path);
  // What is sent, or blocks the rest, stays in sight.
  const isWritten = (path: string) => path in draft.facts;
  const others = facts.filter(
    ({ path, question }) => question !== null && missing.every(({ fact }) => fact !== path),
  );
  const asking: Asking = {
    guideline,
    missing,
    answered: NONE_ANSWERED,
    valueOf: (fact) => (fact in draft.facts ? draft.facts[fact] : stored(fact)),
    revision,
    storedOf: stored,
    noteOf: (fact) =>
      isOutdated(fact) ? (
        <Outdated
          label={fact.label}
          stored={factWords(fact, stored(fact.path))}
          onKeep={() => onChange((now) => upheld(now, fact.path, stored(fact.path)))}
          onDrop={() => {
            onChange((now) => withoutAnswer(now, fact.path));
            setRevision((count) => count + 1);
          }}
        />
      ) : null,
    onAnswer,
    faults: [
      ...emptiedIn(draft),
      ...(command.error instanceof Problem ? command.error.faults : []),
    ],
    day: shown.determination.asOf,
    ifNotKnown: () => words.ifNotKnown,
  };
  return (
    <ActionFrame
      title={words.title}
      submit={words.title}
      command={command}
      lacks={lackOf(
        draft,
        facts.filter(isOutdated).map(({ label }) => label),
      )}
      failed={words.failed}
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
          label={missing.length > 0 ? words.others : words.all}
          isInitiallyOpen={missing.length === 0}
          isHeldOpen={others.some(({ path }) => isWritten(path))}
        >
          <div className={styles['group']}>
            {others.map((fact) => (
              <Question key={fact.path} fact={fact} {...asking} />
            ))}
          </div>
        </Disclosure>
        {guideline.measurements.length === 0 ? null : (
          <Disclosure
            label={words.additional}
            isHeldOpen={guideline.measurements.some((each) => each.facts.some(isWritten))}
          >
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
      <SourceFields
        caseId={shown.id}
        draft={draft}
        onChange={onChange}
        error={(path) =>
          command.error instanceof Problem ? faultAt(command.error, path) : undefined
        }
      />
    </ActionFrame>
  );
}

interface OutdatedProps {
  readonly label: string;
  /** The case's current value, in words. */
  readonly stored: string;
  readonly onKeep: () => void;
  readonly onDrop: () => void;
}

/** Warns beside an answer that it would replace another one stored meanwhile. */
function Outdated({ label, stored, onKeep, onDrop }: OutdatedProps) {
  const box = useRef<HTMLDivElement>(null);
  const answer = (how: () => void) => {
    const form = box.current?.closest('form');
    const path = box.current && fieldOf(box.current);
    flushSync(how);
    // The pressed button is gone.
    if (form && path) focusField(path, form);
  };
  return (
    <div ref={box} role="group" aria-label={words.outdated.group({ label })}>
      <p className={styles['outdated']}>{words.outdated.words({ stored })}</p>
      <div className={styles['choices']}>
        <Button size="small" onPress={() => answer(onKeep)}>
          {words.outdated.keep}
        </Button>
        <Button size="small" onPress={() => answer(onDrop)}>
          {words.outdated.drop}
        </Button>
      </div>
    </div>
  );
}

const NONE_ANSWERED: ReadonlySet<string> = new Set();

interface SourceFieldsProps extends Pick<FormProps<InformationDraft>, 'draft' | 'onChange'> {
  readonly caseId: string;
  /** What the API said about a field. */
  readonly error: (path: string) => string | undefined;
}

/** How and when it was received, and in which document it is. */
function SourceFields({ caseId, draft, onChange, error }: SourceFieldsProps) {
  const { data } = useQuery(listDocumentsOptions({ path: { id: caseId } }));
  const documents = data?.items ?? [];
  const kinds = draft.channel === null ? [] : EVIDENCE_OF_CHANNEL[draft.channel];
  return (
    <fieldset className={styles['source']}>
      <legend>{words.source.legend}</legend>
      <div className={styles['wide']}>
        <RadioRow<Channel>
          label={words.source.channel}
          value={draft.channel}
          onChange={(channel) => onChange((now) => ({ ...now, channel }))}
          isRequired
          options={optionsOf(CHANNELS)}
        />
      </div>
      <Select
        label={words.source.document}
        value={draft.document ?? NONE}
        onChange={(chosen) =>
          onChange((now) => ({ ...now, document: chosen === NONE ? null : chosen, page: null }))
        }
        options={[
          { value: NONE, label: words.source.noDocument },
          ...documents.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {draft.document === null ? null : (
        <NumberField
          label={words.source.page}
          value={draft.page}
          onChange={(page) => onChange((now) => ({ ...now, page }))}
          isWhole
          min={1}
          max={10_000}
        />
      )}
      <div className={styles['wide']}>
        <FoldedLaterEntry
          draft={withFitEvidence(draft.received, kinds)}
          onChange={(received) => onChange((now) => ({ ...now, received }))}
          kinds={kinds}
          error={error('receivedAt')}
          evidenceError={error('receipt.evidence')}
        />
      </div>
    </fieldset>
  );
}

const NONE = 'none';
