import type { Queue } from '@assent/vocabulary';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { CaseSummary } from '../../client';
import { countQueuesQueryKey } from '../../client/@tanstack/react-query.gen';
import { ReadOnly } from '../../session/read-only';
import { useMay } from '../../session/session';
import { announce } from '../../shared/announcements';
import { Button, buttonLook } from '../../ui/button';
import { KeyHint } from '../../ui/key-hint';
import { Page } from '../../ui/page';
import { EmptyState, Failure, Skeleton } from '../../ui/states';
import { useFailure } from '../../ui/use-failure';
import { text as workText } from '../../work/text';
import { useCaseWork } from '../../work/use-case-work';
import { worklistWalk } from '../../work/walk';
import { BatchBar } from './batch-bar';
import { EmptyList } from './empty';
import { keyOf } from './filter';
import { Chips, FilterBar } from './filter-bar';
import { List } from './list';
import { QueueNav, type Count } from './queue-nav';
import type { RowDeeds } from './row-deeds';
import { TakeNext } from './take-next';
import { text } from './text';
import { useCounts } from './use-counts';
import { useCursor } from './use-cursor';
import { useList } from './use-list';
import { useShown, type Shown } from './use-shown';
import { useWorkDialogs } from './use-work-dialogs';
import { useWorklistCommands } from './use-worklist-commands';
import { ViewActions } from './view-actions';
import styles from './worklist.module.css';

export function WorklistPage() {
  const { queues, views } = useCounts();
  const viewsFailure = useFailure(views);
  const { view: viewId = null } = useSearch({ from: '/shell/worklist' });
  const counts = new Map<Queue, Count>(
    queues.data?.items.map(({ queue, ...count }) => [queue, count]),
  );
  const shown = useShown(views.data?.items ?? [], queues.isPending ? null : counts);
  return (
    <Page
      title={text.title}
      heading={
        shown || viewId !== null
          ? text.heading({ list: shown?.name ?? text.savedView })
          : text.title
      }
      actions={
        <>
          <TakeNext />
          <ReadOnly />
        </>
      }
    >
      <div className={styles['layout']}>
        <QueueNav
          queue={shown?.queue ?? null}
          viewId={viewId}
          counts={counts}
          views={views.data?.items}
          failure={viewsFailure}
        />
        {shown ? (
          <div className={styles['content']}>
            {/* Not keyed as the list is: the filters stay open while one after the other is chosen. */}
            <div className={styles['bar']}>
              <FilterBar filter={shown.filter} onChange={shown.show} />
              <Chips filter={shown.filter} onChange={shown.show} />
              <ViewActions filter={shown.filter} view={shown.view} />
            </div>
            <Cases key={keyOf(shown.filter)} shown={shown} />
          </div>
        ) : null}
        {!shown && viewId === null ? <Skeleton label={text.loading} lines={8} /> : null}
        {shown || viewId === null || views.data || viewsFailure ? null : (
          <Skeleton label={text.view.loading} lines={8} />
        )}
        {!shown && viewId !== null && viewsFailure ? (
          <Failure what={text.view.failed} {...viewsFailure} />
        ) : null}
        {!shown && viewId !== null && views.data ? <NoSuchView /> : null}
      </div>
    </Page>
  );
}

function NoSuchView() {
  return (
    <EmptyState
      icon="question"
      title={text.view.gone}
      action={
        <Link to="/worklist" search={{ queue: 'mine' }} className={buttonLook()}>
          {text.empty.showMine}
        </Link>
      }
    >
      {text.view.goneWhy}
    </EmptyState>
  );
}

/** A list, and the work on it. */
function Cases({ shown }: { readonly shown: Shown }) {
  const { filter, name, back, show } = shown;
  const mayWork = useMay('submit');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const list = useList(filter);
  const cursor = useCursor(list.rows);
  const work = useCaseWork((after) =>
    list.patch(after.id, {
      version: after.version,
      assignee: after.assignee,
      snoozedUntil: after.snoozed?.until ?? null,
    }),
  );
  const dialogs = useWorkDialogs({
    work,
    onBatch: () => void list.renew(),
    onClosed: cursor.refocus,
  });

  const open = ({ id }: CaseSummary) => {
    worklistWalk.begin({ caseIds: list.rows.map((row) => row.id), name, back }, id);
    void navigate({ to: '/cases/$caseId', params: { caseId: id } });
  };
  const deeds = useStill({
    open,
    toggle: ({ id }) => {
      cursor.point(id);
      cursor.toggle(id);
    },
    point: ({ id }) => cursor.point(id, false),
    assign: dialogs.assign,
    snooze: dialogs.snooze,
    assignToMe: (each) => void work.claim(each),
    release: (each) => void work.release(each),
    wake: (each) => void work.wake(each),
  });
  const renew = () => {
    const isInList = document.activeElement?.closest('[role="grid"]') !== null;
    void queries.invalidateQueries({ queryKey: countQueuesQueryKey() });
    void list.renew().then(() => {
      announce(text.upToDate);
      if (isInList) cursor.refocus();
    });
  };
  const batch = (action: Parameters<typeof dialogs.batch>[0]) =>
    dialogs.batch(action, cursor.selected);
  useWorklistCommands({ cursor, deeds, mayWork, onBatch: batch, onRenew: renew });
  useAnnouncedChanges(list.changes);

  return (
    <section aria-label={name} aria-busy={list.state === 'loading'} className={styles['cases']}>
      <div className={styles['end']}>
        {list.changes > 0 ? (
          <Button look="primary" size="small" isBusy={list.isReading} onPress={renew}>
            {text.press({ changes: workText.changes({ count: list.changes }) })}
            <KeyHint keys="r" />
          </Button>
        ) : (
          <span className={styles['fresh']}>
            {list.state === 'shown' && list.rows.length > 0 ? countWords(list) : null}
          </span>
        )}
      </div>
      {list.state === 'shown' && list.error ? (
        <Failure
          isInline
          error={list.error}
          what={text.notUpdated}
          isRetrying={list.isReading}
          onRetry={list.rows.length === 0 ? renew : list.readMore}
        />
      ) : null}
      {list.state === 'loading' ? (
        <div className={styles['panel']}>
          <div className={styles['loading']}>
            <Skeleton label={text.loading} lines={10} height="2.25rem" />
          </div>
        </div>
      ) : null}
      {list.state === 'failed' ? (
        <div className={styles['panel']}>
          <Failure
            error={list.error}
            what={text.failed}
            isRetrying={list.isReading}
            onRetry={renew}
          />
        </div>
      ) : null}
      {list.state === 'shown' && list.rows.length === 0 ? (
        <div className={styles['panel']}>
          <EmptyList
            filter={filter}
            onClear={() => show({ ...(filter.queue && { queue: filter.queue }) })}
          />
        </div>
      ) : null}
      {list.rows.length > 0 ? (
        <List
          label={name}
          rows={list.rows}
          goesOn={list.goesOn}
          activeId={cursor.active?.id ?? null}
          focusTurn={cursor.focusTurn}
          selected={new Set(cursor.selected.map(({ id }) => id))}
          mayWork={mayWork}
          deeds={deeds}
          onSelectAll={cursor.selectAll}
          onMove={cursor.move}
          onReadMore={list.readMore}
        />
      ) : null}
      {mayWork && cursor.selected.length > 0 ? (
        <BatchBar
          count={cursor.selected.length}
          onAct={batch}
          onClear={() => cursor.selectAll(false)}
        />
      ) : null}
      {dialogs.dialog}
    </section>
  );
}

/** How many cases are loaded, and whether there are more. */
function countWords({ rows, goesOn }: Pick<ReturnType<typeof useList>, 'rows' | 'goesOn'>): string {
  const cases = workText.cases({ count: rows.length });
  return goesOn ? text.firstOf({ cases }) : cases;
}

/** Tells a screen reader each time that the list becomes outdated. */
function useAnnouncedChanges(changes: number): void {
  useEffect(() => {
    if (changes > 0) announce(text.announced({ changes: workText.changes({ count: changes }) }));
  }, [changes]);
}

/** Deeds that stay one object although each render brings new ones, so that rows rest. */
function useStill(newest: RowDeeds): RowDeeds {
  const current = useRef(newest);
  useEffect(() => {
    current.current = newest;
  });
  const [still] = useState<RowDeeds>(() => ({
    open: (each) => current.current.open(each),
    toggle: (each) => current.current.toggle(each),
    point: (each) => current.current.point(each),
    assignToMe: (each) => current.current.assignToMe(each),
    assign: (each) => current.current.assign(each),
    release: (each) => current.current.release(each),
    snooze: (each) => current.current.snooze(each),
    wake: (each) => current.current.wake(each),
  }));
  return still;
}
