import type { Members } from '@assent/vocabulary';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { removeDraft, type Case } from '../../client';
import { viewDraftOptions } from '../../client/@tanstack/react-query.gen';
import { useMay, useSession } from '../../session/session';
import { announce } from '../../shared/announcements';
import { Problem } from '../../shared/problem';
import { Button, buttonLook } from '../../ui/button';
import { serverTime } from '../../ui/now';
import { Page } from '../../ui/page';
import { EmptyState, Failure, Skeleton } from '../../ui/states';
import { showToast } from '../../ui/toast';
import { useFailure } from '../../ui/use-failure';
import { useIsShown } from '../../ui/use-is-shown';
import { linkToCase } from '../../work/link-to-case';
import { leftDraft } from './draft-keeper';
import { DraftsPanel, useOtherDrafts } from './drafts-panel';
import { outcomeSentence } from './outcome';
import { RequestForm } from './request-form';
import { text } from './text';

const route = getRouteApi('/shell/open');

export function OpenPage() {
  const maySubmit = useMay('submit');
  if (maySubmit) return <Opening />;
  return (
    <Page title={text.page.title}>
      <EmptyState
        icon="person"
        title={text.notAllowed.title}
        action={
          <Link to="/worklist" search={{ queue: 'all' }} className={buttonLook('primary')}>
            {text.notAllowed.action}
          </Link>
        }
      >
        {text.notAllowed.detail}
      </EmptyState>
    </Page>
  );
}

function Opening() {
  const { draft: drafted, check = false } = route.useSearch();
  const navigate = useNavigate();
  // A new request has its id from the start; the address gets it once there is anything to save.
  const [fresh, setFresh] = useState(() => crypto.randomUUID());
  // The ids of one form, newest last: a draft that was removed elsewhere gets another, and the form
  // stays.
  const [ids, setIds] = useState<readonly string[]>([]);
  const [wasDrafted, setWasDrafted] = useState(drafted);
  if (drafted !== wasDrafted) {
    setWasDrafted(drafted);
    // Coming from a draft starts a new one.
    if (drafted === undefined) setFresh(() => crypto.randomUUID());
  }
  const addressed = drafted ?? fresh;
  const [form = addressed, id = addressed] = ids.includes(addressed) ? [ids[0], ids.at(-1)] : [];
  const isNew = form === fresh;
  const steps: Steps = {
    isAtCheck: check,
    onStep: (step) =>
      void navigate({
        to: '/open',
        search: { draft: id, ...(step === 'check' && { check: true }) },
      }),
    isHere: (draft) =>
      draft === drafted ||
      draft === form ||
      (draft !== undefined && ids[0] === form && ids.includes(draft)),
  };
  const onMoved = (newId: string) => {
    setIds((before) => (before[0] === form ? [...before, newId] : [form, newId]));
    void navigate({
      to: '/open',
      search: { draft: newId, ...(check && { check }) },
      replace: true,
      ignoreBlocker: true,
    });
  };
  return (
    <Page
      title={text.page.title}
      lead={check ? undefined : text.page.lead}
      actions={
        drafted === undefined ? null : (
          <Button icon="plus" onPress={() => void navigate({ to: '/open', search: {} })}>
            {text.page.newRequest}
          </Button>
        )
      }
    >
      {isNew ? (
        <NewRequest
          key={form}
          id={id}
          isKept={drafted !== undefined}
          steps={steps}
          onMoved={onMoved}
        />
      ) : (
        <SavedDraft key={form} id={id} steps={steps} onMoved={onMoved} />
      )}
    </Page>
  );
}

/** Whether the person reviews the answers; in the address, so that Back works. */
interface Steps {
  readonly isAtCheck: boolean;
  readonly onStep: (step: 'form' | 'check') => void;
  /** Whether a draft's address shows the same form. */
  readonly isHere: (draft: string | undefined) => boolean;
}

interface NewRequestProps {
  readonly id: string;
  readonly isKept: boolean;
  readonly steps: Steps;
  readonly onMoved: (draftId: string) => void;
}

function NewRequest({ id, isKept, steps, onMoved }: NewRequestProps) {
  const navigate = useNavigate();
  const opened = useOpened(id);
  const today = useToday();
  const drafts = useOtherDrafts(id);
  // The form stays in place once it is seen: nothing above it appears later, or goes.
  if (drafts.isLoading && drafts.failureCount === 0) {
    return <Skeleton label={text.page.loadingDrafts} lines={8} height="2rem" />;
  }
  return (
    <>
      {steps.isAtCheck ? null : <DraftsPanel drafts={drafts} />}
      <RequestForm
        draftId={id}
        draft={null}
        first={NEW_REQUEST}
        today={today}
        {...steps}
        onTouched={() => {
          if (!isKept) void navigate({ to: '/open', search: { draft: id }, replace: true });
        }}
        onOpened={opened}
        onMoved={onMoved}
      />
    </>
  );
}

function SavedDraft({ id, steps, onMoved }: Omit<NewRequestProps, 'isKept'>) {
  const opened = useOpened(id);
  const today = useToday();
  const [firstId] = useState(id);
  const [left] = useState(() => leftDraft(firstId));
  const draft = useQuery({
    ...viewDraftOptions({ path: { draftId: firstId } }),
    enabled: left === null,
    // The form owns it from now on.
    staleTime: Infinity,
    gcTime: 0,
  });
  const failure = useFailure(draft);
  const form = {
    draftId: id,
    today,
    ...steps,
    onTouched: () => undefined,
    onOpened: opened,
    onMoved,
  };
  if (left) return <RequestForm {...form} draft={null} left={left} first={left.newest()} />;
  if (failure && !draft.data) {
    const isNone = failure.error instanceof Problem && failure.error.status === 404;
    return isNone ? <NoSuchDraft /> : <Failure what={text.page.draftNotLoaded} {...failure} />;
  }
  if (!draft.data) return <Skeleton label={text.page.loadingDraft} lines={8} height="2rem" />;
  return <RequestForm {...form} draft={draft.data} first={draft.data.request} />;
}

function NoSuchDraft() {
  return (
    <EmptyState
      icon="question"
      title={text.noDraft.title}
      action={
        <Link to="/open" search={{}} className={buttonLook('primary')}>
          {text.noDraft.action}
        </Link>
      }
    >
      {text.noDraft.detail}
    </EmptyState>
  );
}

/**
 * Reports the case's outcome, and opens it unless the person has gone elsewhere; the draft is done.
 */
function useOpened(id: string): (opened: Case) => void {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isShown = useIsShown();
  return (opened) => {
    void removeDraft({ path: { draftId: id } }).catch(() => undefined);
    void queries.invalidateQueries();
    const title = outcomeSentence(opened);
    if (!isShown.current) {
      showToast({ title, link: linkToCase(opened.id) });
      return;
    }
    showToast({ title });
    void navigate({ to: '/cases/$caseId', params: { caseId: opened.id } }).then(() =>
      announce(title),
    );
  };
}

/** Nothing is answered before the person chooses. */
const NEW_REQUEST: Members = { facts: {} };

/** Today's date for the payer, `YYYY-MM-DD`. */
function useToday(): string {
  const { payer } = useSession();
  const [now] = useState(serverTime);
  return new Intl.DateTimeFormat('en-CA', { timeZone: payer.timeZone }).format(now);
}
