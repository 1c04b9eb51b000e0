import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Case, Draft } from '../../client';
import { isAtOrIn, type Members, valueAt } from '@assent/vocabulary';
import { misspelledDrugs } from '../../facts/misspelled';
import { isCertain } from '../../facts/questions';
import { useKnownAgents } from '../../facts/suggested-agents';
import { useCommands } from '../../keyboard/commands';
import { useSession } from '../../session/session';
import { useLeaveGuard } from '../../session/use-leave-guard';
import { Problem } from '../../shared/problem';
import { Button } from '../../ui/button';
import { focusField } from '../../ui/focus';
import { KeyHint } from '../../ui/key-hint';
import { Failure, Skeleton, UNKNOWN_YET } from '../../ui/states';
import { showToast } from '../../ui/toast';
import { useEnter } from '../../ui/use-enter';
import { useFailure } from '../../ui/use-failure';
import { useIsShown } from '../../ui/use-is-shown';
import { readOpenAddress } from './address';
import { AdviceQuestions } from './advice-questions';
import { MemberFields, RequestBasics } from './basics';
import { CheckAnswers } from './check-answers';
import { changesOf } from './differences';
import { DraftConflict } from './draft-conflict';
import type { DraftKeeper } from './draft-keeper';
import { DraftStatus, whyUnsaved } from './draft-status';
import { Duplicates, DUPLICATES, useDuplicates } from './duplicates';
import { ErrorSummary } from './error-summary';
import { useFieldFaults } from './field-faults';
import type { FormAccess } from './form-access';
import styles from './intake.module.css';
import { neededOf } from './needed';
import { onFile } from './on-file';
import { PasteRequest } from './paste-request';
import { PrescriberFields } from './prescriber';
import { ifNotKnown, QuestionsPanel } from './questions-panel';
import { asSent, cleanedRequest } from './request';
import { faultsOfStart } from './start';
import { text } from './text';
import { useCheck } from './use-check';
import { useDraft } from './use-draft';
import { useOpenCase } from './use-open-case';
import { useRequest } from './use-request';
import { VerdictPanel } from './verdict-panel';

interface RequestFormProps {
  readonly draftId: string;
  /** What was saved before; null for a new one. */
  readonly draft: Draft | null;
  /** Its keeper, if it was left before it was saved. */
  readonly left?: DraftKeeper | null;
  readonly first: Members;
  readonly today: string;
  /** Whether the person reviews the answers. */
  readonly isAtCheck: boolean;
  readonly onStep: (step: 'form' | 'check') => void;
  /** Whether a draft's address shows this form. */
  readonly isHere: (draft: string | undefined) => boolean;
  /** Called at its first input. */
  readonly onTouched: () => void;
  readonly onOpened: (opened: Case) => void;
  /** Its draft was removed elsewhere, and has another id now. */
  readonly onMoved: (draftId: string) => void;
}

/** A request in progress: the questions, and beside them its likely outcome. */
export function RequestForm({
  draftId,
  draft,
  left = null,
  first,
  today,
  isAtCheck,
  onStep,
  isHere,
  onTouched,
  onOpened,
  onMoved,
}: RequestFormProps) {
  const { payer, starts } = useSession();
  const { timeZone } = payer;
  const now = useMemo(() => ({ today, timeZone, starts }), [today, timeZone, starts]);
  const form = useRef<HTMLDivElement>(null);
  const checkButton = useRef<HTMLButtonElement>(null);
  const waiting = useRef<HTMLParagraphElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const [isPasting, setIsPasting] = useState(false);
  const { state, tell, change, answer, check, guideline, newest, answered, names } = useRequest(
    first,
    form,
  );
  const unasked = useFailure(guideline);
  const drugs = useKnownAgents();
  const { request, order, missing, refused, summary, revision } = state;
  const queries = useQueryClient();
  const isShown = useIsShown();
  const kept = useDraft(draftId, request, draft, left, (newId) => {
    showToast({
      tone: 'note',
      ...text.draft.removedElsewhere,
    });
    void queries.invalidateQueries({ queryKey: [DUPLICATES] });
    if (isShown.current) onMoved(newId);
  });
  const { fork } = kept;
  const guard = useLeaveGuard({
    beforeSigningOut: kept.settle,
    isAnythingLost: kept.isAtRisk,
    isLeaving: ({ current, next }) =>
      current.pathname !== next.pathname || !isHere(readOpenAddress({ ...next.search }).draft),
    words: whyUnsaved(kept.state),
    leave: text.draft.leave,
    onLeave: () => void kept.stop(),
  });
  const contested = fork ? changesOf(fork.base, request, fork.theirs.request).contested : [];
  const settle = (takenOver: readonly string[]) => {
    if (fork === null) return;
    tell({ kind: 'merged', base: fork.base, theirs: fork.theirs.request, takenOver });
    kept.goOnFrom(fork.theirs);
  };
  const settleAlone = useEffectEvent(() => {
    if (contested.length > 0) return;
    settle([]);
    showToast({ title: text.draft.merged });
  });
  useEffect(() => {
    if (fork !== null) settleAlone();
  }, [fork]);
  const opening = useOpenCase({
    draftId,
    request,
    onOpened: (opened) => void kept.stop().then(() => onOpened(opened)),
    onRefused: (faults) => {
      tell({ kind: 'refused', faults });
      onStep('form');
    },
  });
  const { wasSent, isUnsettled } = opening;
  const duplicates = useDuplicates(request, opening.isUnderWay);
  const known = useMemo(
    () => onFile(duplicates, request, now, check.determination, wasSent),
    [duplicates, request, now, check.determination, wasSent],
  );
  const { blocking } = known;
  const ownFaults = useMemo(() => faultsOfStart(request, now), [request, now]);
  const fields = useFieldFaults(
    useMemo(() => [...check.faults, ...ownFaults], [check.faults, ownFaults]),
    refused,
  );
  const looked = useCheck({
    now,
    newest,
    onPassed: () => onStep('check'),
    onRefused: (faults) => tell({ kind: 'refused', faults }),
  });
  const isChecked = isAtCheck || isUnsettled;
  const checked = isChecked && looked.checked?.request === request ? looked.checked : null;

  const look = () => {
    // A field being edited gives its answer when it loses the focus.
    flushSync(() => checkButton.current?.focus());
    if (blocking === null) looked.start(newest.current);
  };
  const open = () => {
    if (blocking === null && checked !== null) opening.send(asSent(checked.request));
  };
  const touch = useEffectEvent(onTouched);
  useEffect(() => {
    if (request !== first) touch();
  }, [request, first]);
  const focusOn = useCallback(
    (path: string) => form.current !== null && focusField(path, form.current),
    [],
  );
  const changing = useRef<string | null>(null);
  const wasChecked = useRef(false);
  const focusOnReturn = useEffectEvent(() => {
    const asked = changing.current;
    changing.current = null;
    if (asked !== null && focusOn(asked)) return;
    const refusal =
      summary === 'refused' ? form.current?.querySelector<HTMLElement>('[role="alert"]') : null;
    (refusal ?? checkButton.current)?.focus();
  });
  useEffect(() => {
    if (wasChecked.current && checked === null) focusOnReturn();
    wasChecked.current = checked !== null;
  }, [checked]);
  // Fields that take outside values are new ones; the focus returns to the same field.
  const focusAgain = useEffectEvent(() => {
    if (document.activeElement === document.body && fields.last.current !== null)
      focusOn(fields.last.current);
  });
  useEffect(() => {
    if (revision > 0) requestAnimationFrame(focusAgain);
  }, [revision]);
  const needed = neededOf(request, missing, names);
  const valueOf = (fact: string) => valueAt(request, `facts.${fact}`);
  const misspelled = misspelledDrugs(guideline.data?.facts ?? [], valueOf, drugs);
  const moveOn = useEnter({
    form,
    waiting,
    isChecking: check.isChecking,
    isCertain: (field) => isCertain(field, answered, missing),
    onSend: look,
    onEnd: (passed) => {
      const left = needed.find(({ path }) => ![...passed].some((each) => isAtOrIn(each, path)));
      if (left && focusOn(left.path)) return;
      // Beside the button, so that keys typed ahead do not press it.
      end.current?.focus();
    },
  });
  useCommands([
    ...(checked
      ? []
      : [{ label: text.checkAnswers.title, group: text.commands, keys: 'mod+enter', run: look }]),
    { label: text.json.title, group: text.commands, run: () => setIsPasting(true) },
  ]);

  const access: FormAccess = { request, change, faultAt: fields.faultAt };
  const listed = summary === 'refused' ? refused : summary === 'filled-in' ? check.faults : [];
  const asking = guideline.data && {
    guideline: guideline.data,
    missing,
    answered,
    valueOf,
    onAnswer: answer,
    faults: fields.faults,
    day: check.determination?.asOf ?? today,
    revision,
    ifNotKnown,
  };
  // What is on file blocks it, and shows above; sending the same again cannot help.
  const isRefused = opening.error instanceof Problem && opening.error.status === 409;
  const isHindered = opening.error instanceof Problem && opening.error.faults.length === 0;
  return (
    <>
      {checked ? (
        <CheckAnswers
          request={checked.request}
          determination={checked.determination}
          known={known}
          guideline={guideline.data}
          answered={answered}
          names={names}
          submit={
            (duplicates?.cases.length ?? 0) > 0 && !wasSent
              ? text.checkAnswers.submitAnother
              : text.checkAnswers.submit
          }
          isBusy={opening.isPending}
          isFixed={opening.isPending || isUnsettled}
          isBlocked={blocking !== null}
          onChange={(path) => {
            changing.current = path;
            onStep('form');
          }}
          onBack={() => onStep('form')}
          onSubmit={open}
        >
          {duplicates && <Duplicates duplicates={duplicates} known={known} />}
          {isHindered ? (
            <NotDone
              what={isUnsettled ? UNKNOWN_YET : text.checkAnswers.notSubmitted}
              call={opening}
              {...(!isRefused && { again: open })}
            />
          ) : null}
        </CheckAnswers>
      ) : null}
      <div className={styles['layout']} hidden={checked !== null}>
        <div ref={form} className={styles['form']} onKeyDownCapture={moveOn} {...fields.watchFocus}>
          {listed.length === 0 ? null : (
            <ErrorSummary
              key={`${summary} ${revision} ${looked.submittedAt} ${opening.submittedAt}`}
              title={summary === 'refused' ? text.faults.refused : text.faults.filledIn}
              faults={listed}
              labelOf={names.labelOf}
              onFocus={focusOn}
              onChange={change}
            />
          )}
          <RequestBasics key={`request ${revision}`} access={access} />
          <MemberFields key={`member ${revision}`} access={access} known={known} />
          <PrescriberFields key={`prescriber ${revision}`} access={access} />
          {duplicates && checked === null ? (
            <Duplicates duplicates={duplicates} known={known} />
          ) : null}
          {guideline.isLoading && !unasked ? (
            <Skeleton label={text.questions.loading} lines={6} />
          ) : null}
          {unasked ? <Failure what={text.questions.notLoaded} {...unasked} /> : null}
          {asking && order.length > 0 ? (
            <QuestionsPanel
              asking={asking}
              order={order}
              waiting={waiting}
              onShowAll={() => tell({ kind: 'show-all' })}
            />
          ) : null}
          {asking ? <AdviceQuestions asking={asking} /> : null}
        </div>
        <aside aria-label={text.check.title} className={styles['aside']}>
          <VerdictPanel
            check={check}
            known={known}
            needed={needed}
            labelOf={names.labelOfFact}
            misspelled={misspelled}
            sourceOf={names.sourceOf}
            onFocus={focusOn}
          />
          {looked.error === null ? null : (
            <NotDone what={text.check.notChecked} call={looked} again={look} />
          )}
          <div
            ref={end}
            role="group"
            aria-label={text.checkAnswers.endOfQuestions}
            tabIndex={-1}
            className={styles['open']}
          >
            <Button
              ref={checkButton}
              look="primary"
              isBusy={looked.isPending}
              isDisabled={blocking !== null}
              onPress={look}
            >
              {text.checkAnswers.title}
            </Button>
            <KeyHint keys="mod+enter" />
            <DraftStatus state={kept.state} />
            {blocking === null ? null : (
              <p className={styles['muted']}>{text.checkAnswers.blocked(blocking)}</p>
            )}
          </div>
        </aside>
        {isPasting ? (
          <PasteRequest
            onClose={() => setIsPasting(false)}
            onRead={(read) => {
              setIsPasting(false);
              tell({ kind: 'filled-in', request: cleanedRequest(read) });
            }}
          />
        ) : null}
        {fork !== null && contested.length > 0 ? (
          <DraftConflict
            mine={request}
            theirs={fork.theirs.request}
            contested={contested}
            labelOf={names.labelOf}
            wordsOf={names.wordsOf}
            onSettled={settle}
          />
        ) : null}
      </div>
      {guard}
    </>
  );
}

interface NotDoneProps {
  readonly what: string;
  readonly call: { readonly error: unknown; readonly isPending: boolean };
  /** Absent if the same would fail again. */
  readonly again?: () => void;
}

/** What failed on its way, in its place in the form, with a retry. */
function NotDone({ what, call: { error, isPending }, again }: NotDoneProps) {
  return (
    <Failure
      isInline
      error={error}
      what={what}
      {...(again && { onRetry: again })}
      isRetrying={isPending}
    />
  );
}
