import { useState } from 'react';
import { readLetters } from '../../client';
import { useMay } from '../../session/session';
import { announce } from '../../shared/announcements';
import { failureWords } from '../../shared/problem';
import { saveFile } from '../../shared/save-file';
import { Button } from '../../ui/button';
import { Filters } from '../../ui/filters';
import { Quiet } from '../../ui/list-table';
import { MoreRows } from '../../ui/more-rows';
import { Page } from '../../ui/page';
import { Panel } from '../../ui/panel';
import { Select } from '../../ui/select';
import { EmptyState, Failure, Skeleton } from '../../ui/states';
import { showToast } from '../../ui/toast';
import { useFailure } from '../../ui/use-failure';
import { LETTER_KINDS, LETTER_LANGUAGES, MEMBER_LETTER_KINDS, optionsOf } from '../../work/words';
import styles from './letters-to-print.module.css';
import { LetterTable } from './letter-table';
import { text } from './text';
import { useListedLetters, useMarkMailed, type LetterFilter } from './use-listed-letters';

const NONE: ReadonlySet<string> = new Set();

/** How many letters one PDF may have. */
const MAX_IN_PDF = 50;

/** The letters of all cases by what became of them: first those that wait to be printed and mailed. */
export function LettersToPrintPage() {
  const [filter, setFilter] = useState<LetterFilter>({ state: 'to-print' });
  const { state } = filter;
  const { query, letters, total, renew } = useListedLetters(filter);
  const failure = useFailure(query);
  const [chosen, setChosen] = useState(NONE);
  // One that is no longer shown is not chosen either.
  const selected = letters.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const show = (next: LetterFilter) => {
    setFilter(next);
    setChosen(NONE);
  };
  return (
    <Page title={text.title} lead={text.lead}>
      <LetterFilters filter={filter} onChange={show} />
      {failure ? (
        <Failure isInline={query.data !== undefined} what={text.failed} {...failure} />
      ) : null}
      {!query.data && !failure ? (
        <Skeleton label={text.loading} lines={6} height="2.75rem" />
      ) : null}
      {query.data && letters.length === 0 ? (
        <Nothing filter={filter} onClear={() => show({ state })} />
      ) : null}
      {letters.length > 0 && total !== null ? (
        <Panel
          title={text.counts[state]({ count: total })}
          isFlush
          actions={
            <Actions
              selected={selected}
              isToPrint={state === 'to-print'}
              isMade={state !== 'failed'}
              onMarked={(failed) => {
                setChosen(new Set(failed));
                renew();
              }}
            />
          }
        >
          <LetterTable letters={letters} state={state} selected={chosen} onSelect={setChosen} />
        </Panel>
      ) : null}
      <MoreRows query={query} shown={text.shown({ count: letters.length })} more={text.more} />
    </Page>
  );
}

interface LetterFiltersProps {
  readonly filter: LetterFilter;
  readonly onChange: (filter: LetterFilter) => void;
}

const ALL = 'all';

function LetterFilters({ filter, onChange }: LetterFiltersProps) {
  const { kind, language, recipient, state } = filter;
  const { filter: words } = text;
  const all = { value: ALL, label: words.all } as const;
  return (
    <Filters label={words.name}>
      <Select
        label={words.state}
        value={state}
        onChange={(next) => onChange({ ...filter, state: next })}
        options={optionsOf(words.states)}
      />
      <Select
        label={words.recipient}
        value={recipient ?? ALL}
        onChange={(next) => {
          const { recipient: _, ...rest } = filter;
          onChange(next === ALL ? rest : { ...rest, recipient: next });
        }}
        options={[all, ...optionsOf(words.recipients)]}
      />
      <Select
        label={words.kind}
        value={kind ?? ALL}
        onChange={(next) => {
          const { kind: _, ...rest } = filter;
          onChange(next === ALL ? rest : { ...rest, kind: next });
        }}
        options={[
          all,
          ...MEMBER_LETTER_KINDS.map((value) => ({ value, label: LETTER_KINDS[value] })),
        ]}
      />
      <Select
        label={words.language}
        value={language ?? ALL}
        onChange={(next) => {
          const { language: _, ...rest } = filter;
          onChange(next === ALL ? rest : { ...rest, language: next });
        }}
        options={[all, ...optionsOf(LETTER_LANGUAGES)]}
      />
    </Filters>
  );
}

interface ActionsProps {
  readonly selected: readonly string[];
  readonly isToPrint: boolean;
  /** Whether they can be downloaded. */
  readonly isMade: boolean;
  /** Receives the letters that are not marked. */
  readonly onMarked: (failed: readonly string[]) => void;
}

function Actions({ selected, isToPrint, isMade, onMarked }: ActionsProps) {
  const mayMark = useMay('submit');
  const markAll = useMarkMailed();
  const [busy, setBusy] = useState<'no' | 'pdf' | 'mail'>('no');
  const count = selected.length;
  const mark = async () => {
    setBusy('mail');
    const { done, error, failed } = await markAll(selected);
    setBusy('no');
    if (done > 0) announce(text.done({ count: done }));
    if (failed.length > 0) {
      const title = text.mailFailed({ count: failed.length });
      showToast({ tone: 'failure', title, detail: failureWords(error) });
    }
    onMarked(failed);
  };
  const download = async () => {
    setBusy('pdf');
    await savePdfs(selected);
    setBusy('no');
  };
  return (
    <div className={styles['actions']}>
      <Button
        icon="download"
        isDisabled={count === 0 || !isMade}
        isBusy={busy === 'pdf'}
        onPress={() => void download()}
      >
        {text.download({ count })}
      </Button>
      {isToPrint && mayMark ? (
        <Button
          look="primary"
          isDisabled={count === 0}
          isBusy={busy === 'mail'}
          onPress={() => void mark()}
        >
          {text.mail({ count })}
        </Button>
      ) : null}
      {isToPrint && !mayMark ? <Quiet>{text.readOnly}</Quiet> : null}
    </div>
  );
}

/** Lets the browser save the letters, many as several files. */
async function savePdfs(ids: readonly string[]): Promise<void> {
  try {
    for (let from = 0; from < ids.length; from += MAX_IN_PDF) {
      const some = ids.slice(from, from + MAX_IN_PDF).join(',');
      const { data } = await readLetters({ query: { ids: some }, parseAs: 'blob' });
      saveFile(data, 'letters.pdf');
    }
  } catch (error) {
    showToast({ tone: 'failure', title: text.downloadFailed, detail: failureWords(error) });
  }
}

interface NothingProps {
  readonly filter: LetterFilter;
  readonly onClear: () => void;
}

function Nothing({ filter: { kind, language, recipient, state }, onClear }: NothingProps) {
  const { empty } = text;
  if (kind === undefined && language === undefined && recipient === undefined) {
    return <EmptyState title={empty[state]}>{empty.what[state]}</EmptyState>;
  }
  return (
    <EmptyState
      icon="search"
      title={empty[state]}
      action={<Button onPress={onClear}>{empty.clear}</Button>}
    >
      {empty.filtered}
    </EmptyState>
  );
}
