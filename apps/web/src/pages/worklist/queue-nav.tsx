import type { Queue } from '@assent/vocabulary';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { SavedView } from '../../client';
import { Button } from '../../ui/button';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/icon';
import { Select } from '../../ui/select';
import { Skeleton } from '../../ui/states';
import type { FailedReading } from '../../ui/use-failure';
import { QUEUE_NAMES, QUEUES } from '../../work/words';
import type { WorklistAddress } from '../../work/worklist-address';
import { text } from './text';
import styles from './queue-nav.module.css';

export interface Count {
  readonly count: number;
  readonly more: boolean;
}

interface QueueNavProps {
  readonly queue: Queue | null;
  readonly viewId: string | null;
  readonly counts: ReadonlyMap<Queue, Count>;
  /** Undefined until they are loaded. */
  readonly views: readonly SavedView[] | undefined;
  /** Why the views failed to load. */
  readonly failure: FailedReading | null;
}

/** Where to look: the queues, then the saved views. */
export function QueueNav({ queue, viewId, counts, views, failure }: QueueNavProps) {
  const navigate = useNavigate();
  return (
    <>
      <nav aria-label={text.nav.queues} className={styles['nav']}>
        <ul>
          {QUEUES.map((each) => (
            <Entry
              key={each}
              search={{ queue: each }}
              isHere={queue === each}
              count={counts.get(each)}
              isUrgent={each === 'overdue' || each === 'stuck'}
            >
              {QUEUE_NAMES[each]}
            </Entry>
          ))}
        </ul>
        <h2 className={styles['title']}>{text.nav.views}</h2>
        {views || failure ? null : <Skeleton label={text.nav.loadingViews} lines={2} />}
        {failure ? <ViewsNotLoaded {...failure} /> : null}
        {views?.length === 0 ? (
          <p className={styles['none']}>{text.nav.noViews}</p>
        ) : (
          <ul>
            {views?.map((view) => (
              <Entry
                key={view.id}
                search={{ view: view.id }}
                isHere={viewId === view.id}
                count={view}
              >
                {view.name}
                {view.shared ? (
                  <span className={styles['shared']}>
                    <Icon name="person" size="small" />
                    <span className="visually-hidden"> {text.nav.shared}</span>
                  </span>
                ) : null}
              </Entry>
            ))}
          </ul>
        )}
      </nav>
      <div className={styles['choice']}>
        <Select
          label={text.nav.choice}
          value={viewId === null ? queue : `view ${viewId}`}
          onChange={(chosen) => {
            const next = QUEUES.find((each) => each === chosen);
            void navigate({
              to: '/worklist',
              search: next ? { queue: next } : { view: chosen.replace('view ', '') },
            });
          }}
          options={[
            ...QUEUES.map((each) => ({
              value: each,
              label: `${QUEUE_NAMES[each]}${inBrackets(counts.get(each))}`,
            })),
            ...(views ?? []).map((view) => ({
              value: `view ${view.id}`,
              label: `${view.name}${inBrackets(view)}`,
              description: view.shared ? text.nav.sharedView : text.nav.ownView,
            })),
          ]}
        />
      </div>
    </>
  );
}

function ViewsNotLoaded({ isRetrying, onRetry }: FailedReading) {
  return (
    <div role="alert" className={styles['failed']}>
      <p>{text.nav.viewsFailed}</p>
      <Button size="small" icon="refresh" isBusy={isRetrying} onPress={onRetry}>
        {text.nav.retry}
        <span className="visually-hidden"> {text.nav.retryWhat}</span>
      </Button>
    </div>
  );
}

interface EntryProps {
  readonly search: WorklistAddress;
  readonly isHere: boolean;
  readonly count: Count | undefined;
  readonly isUrgent?: boolean;
  readonly children: ReactNode;
}

function Entry({ search, isHere, count, isUrgent = false, children }: EntryProps) {
  return (
    <li>
      <Link
        to="/worklist"
        search={search}
        activeProps={{ 'aria-current': undefined }}
        {...(isHere && { 'aria-current': 'page' as const })}
        className={styles['entry']}
      >
        <span className={styles['name']}>{children}</span>
        <span
          className={cx(styles['count'], isUrgent && (count?.count ?? 0) > 0 && styles['urgent'])}
        >
          {count === undefined ? null : (
            <>
              {numberOf(count)}
              <span className="visually-hidden"> {text.nav.cases(count)}</span>
            </>
          )}
        </span>
      </Link>
    </li>
  );
}

function numberOf({ count, more }: Count): string {
  return `${count.toLocaleString('en-US')}${more ? '+' : ''}`;
}

function inBrackets(count: Count | undefined): string {
  return count === undefined ? '' : ` (${numberOf(count)})`;
}
