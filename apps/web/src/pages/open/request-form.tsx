import { useRef, useState } from 'react';
import type { Case, Draft } from '../../client';
import { isAtOrIn } from '../../facts/paths';
import type { Members } from '../../facts/readings';
import { useCommands } from '../../keyboard/commands';
import { Problem } from '../../session/problem';
import { Button } from '../../ui/button';
import { KeyHint } from '../../ui/key-hint';
import { Failure, Skeleton } from '../../ui/states';
import { useFailure } from '../../ui/use-failure';
import { AdviceQuestions } from './advice-questions';
import { MemberFields, RequestBasics } from './basics';
import { DraftConflict } from './draft-conflict';
import { DraftStatus } from './draft-status';
import { blockingCase, Duplicates, useDuplicates } from './duplicates';
import { ErrorSummary } from './error-summary';
import { focusField } from './focus';
import type { FormAccess } from './form-access';
import { useFieldFaults } from './field-faults';
import { neededOf } from './needed';
import { PasteRequest } from './paste-request';
import { PrescriberFields } from './prescriber';
import { QuestionList } from './question-list';
import { isCertain } from './questions';
import { asSent, unreadFaults } from './request';
import { useDraft } from './use-draft';
import { useEnter } from './use-enter';
import { useOpenCase } from './use-open-case';
import { useRequest } from './use-request';
import { VerdictPanel } from './verdict-panel';
import styles from './open.module.css';

interface RequestFormProps {
  readonly draftId: string;
  /** What was saved of it before; null for a new one. */
  readonly draft: Draft | null;
  readonly first: Members;
  readonly today: string;
  /** It was written in for the first time. */
  readonly onTouched: () => void;
  readonly onOpened: (opened: Case) => void;
}

/** A request as it is written: the questions, and beside them what would come of it. */
export function RequestForm({
  draftId,
  draft,
  first,
  today,
  onTouched,
  onOpened,
}: RequestFormProps) {
  const form = useRef<HTMLDivElement>(null);
  const openButton = useRef<HTMLButtonElement>(null);
  const [isPasting, setIsPasting] = useState(false);
  const { state, tell, check, guideline, newest, answered, names } = useRequest(first, form);
  const unasked = useFailure(guideline);
  const { request, order, missing, refused, summary, revision } = state;
  const kept = useDraft(draftId, request, draft);
  const duplicates = useDuplicates(request);
  const blocking = blockingCase(duplicates, request);
  const fields = useFieldFaults(check.faults, refused);
  const opening = useOpenCase((opened) => void kept.stop().then(() => onOpened(opened)));
  const isOpening = useRef(false);

  const open = () => {
    // A field that is being written hands its answer over when the focus goes.
    openButton.current?.focus();
    setTimeout(() => {
      if (isOpening.current || blocking !== null) return;
      const unread = unreadFaults(newest.current);
      if (unread.length > 0) {
        tell({ kind: 'refused', faults: unread });
        return;
      }
      isOpening.current = true;
      opening.mutate(asSent(newest.current), {
        // Once it is open nothing is sent again, also while the way to the case is not yet gone.
        onError: (error) => {
          isOpening.current = false;
          if (error instanceof Problem && error.faults.length > 0)
            tell({ kind: 'refused', faults: error.faults });
        },
      });
    });
  };
  const change = (path: string, value: unknown) => {
    onTouched();
    tell({ kind: 'changed', path, value });
  };
  const fillIn = (filled: Members) => {
    onTouched();
    tell({ kind: 'filled-in', request: filled });
  };
  const focusOn = (path: string) => form.current && focusField(path, form.current);
  const needed = neededOf(request, missing, names);
  const moveOn = useEnter({
    form,
    isChecking: check.isChecking,
    isCertain: (field) => isCertain(field, answered, missing),
    onOpen: open,
    onEnd: (passed) => {
      const left = needed.find(({ path }) => ![...passed].some((each) => isAtOrIn(each, path)));
      if (!left || !focusOn(left.path)) openButton.current?.focus();
    },
  });
  useCommands([
    { label: 'Open the case', group: 'Open a case', keys: 'mod+enter', run: open },
    { label: 'Fill in from JSON', group: 'Open a case', run: () => setIsPasting(true) },
  ]);

  const access: FormAccess = { request, change, faultAt: fields.faultAt };
  const listed = summary === 'refused' ? refused : summary === 'filled-in' ? check.faults : [];
  const questions = guideline.data && {
    access,
    guideline: guideline.data,
    order,
    answered,
    missing,
    faults: fields.faults,
    day: check.determination?.asOf ?? today,
    revision,
    onShowAll: () => tell({ kind: 'show-all' }),
  };
  const isHindered = opening.error instanceof Problem && opening.error.faults.length === 0;
  return (
    <div className={styles['layout']}>
      <div ref={form} className={styles['form']} onKeyDownCapture={moveOn} {...fields.watchFocus}>
        <div className={styles['tools']}>
          <Button icon="document" onPress={() => setIsPasting(true)}>
            Fill in from JSON
          </Button>
          <DraftStatus state={kept.state} />
        </div>
        {listed.length === 0 ? null : (
          <ErrorSummary
            key={`${summary} ${revision} ${opening.submittedAt}`}
            title={summary === 'refused' ? 'The case was not opened' : 'Some of it is not valid'}
            faults={listed}
            labelOf={names.labelOf}
            onFocus={focusOn}
            onRemove={(path) => change(path, undefined)}
          />
        )}
        <RequestBasics key={`request ${revision}`} access={access} />
        <MemberFields key={`member ${revision}`} access={access} />
        <PrescriberFields
          key={`prescriber ${revision}`}
          access={access}
          onChosen={(prescriber) => change('prescriber', prescriber)}
        />
        {duplicates && <Duplicates duplicates={duplicates} blocking={blocking} />}
        {guideline.isLoading && !unasked ? (
          <Skeleton label="Loading the questions" lines={6} />
        ) : null}
        {unasked ? <Failure what="The questions could not be loaded" {...unasked} /> : null}
        {questions && order.length > 0 ? <QuestionList {...questions} /> : null}
        {questions ? <AdviceQuestions {...questions} /> : null}
      </div>
      <aside aria-label="Verdict so far" className={styles['aside']}>
        <VerdictPanel
          check={check}
          needed={needed}
          labelOf={names.labelOfFact}
          sourceOf={names.sourceOf}
          onFocus={focusOn}
        />
        {isHindered ? (
          <Failure
            isInline
            error={opening.error}
            what="The case was not opened"
            onRetry={open}
            isRetrying={opening.isPending}
          />
        ) : null}
        <div className={styles['open']}>
          <Button
            ref={openButton}
            look="primary"
            isBusy={opening.isPending}
            isDisabled={blocking !== null}
            onPress={open}
          >
            {(duplicates?.cases.length ?? 0) > 0 && blocking === null
              ? 'Open another case'
              : 'Open the case'}
          </Button>
          <KeyHint keys="mod+enter" />
          {blocking === null ? null : (
            <p className={styles['muted']}>
              {`Case ${blocking.number} is open for the same drug and type of request.`}
            </p>
          )}
        </div>
      </aside>
      {isPasting ? (
        <PasteRequest
          onClose={() => setIsPasting(false)}
          onRead={(read) => {
            setIsPasting(false);
            fillIn({ urgency: 'standard', channel: 'portal', ...read });
          }}
        />
      ) : null}
      {kept.state.kind === 'changed' ? (
        <DraftConflict
          mine={request}
          theirs={kept.state.theirs}
          labelOf={names.labelOf}
          wordsOf={names.wordsOf}
          onSettled={(settled) => {
            tell({ kind: 'filled-in', request: settled });
            if (kept.state.kind === 'changed') kept.goOnFrom(kept.state.theirs.version);
          }}
        />
      ) : null}
    </div>
  );
}
