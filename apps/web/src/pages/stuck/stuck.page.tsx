import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import type { StuckBoard } from '../../client';
import { useCommands } from '../../keyboard/commands';
import { ReadOnly } from '../../session/read-only';
import { useMay, useSession } from '../../session/session';
import { announce } from '../../shared/announcements';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { KeyHint } from '../../ui/key-hint';
import { useNow } from '../../ui/now';
import { Page } from '../../ui/page';
import { Panel } from '../../ui/panel';
import { EmptyState, Failure, Skeleton } from '../../ui/states';
import { wallClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { AssignDialog } from '../../work/assign-dialog';
import { BatchDialog, repairWords } from '../../work/batch-dialog';
import { useCaseWork } from '../../work/use-case-work';
import { worklistWalk } from '../../work/walk';
import {
  cases,
  changesSentence,
  REPAIRS,
  STUCK_CAUSES,
  type Repair,
  type StuckCase,
  type StuckGroup,
} from '../../work/words';
import { casesOf, lastChecked, whyNoRepair } from './board';
import { StuckRow, stuckRowId } from './stuck-case';
import styles from './stuck.module.css';
import { useBoard } from './use-board';

export function StuckPage() {
  const board = useBoard();
  const mayWork = useMay('submit');
  const navigate = useNavigate();
  const { shown, query, check, news, outcomes } = board;
  const failure = useFailure(query);
  const [batch, setBatch] = useState<Wish | null>(null);
  const [assigning, setAssigning] = useState<StuckCase | null>(null);
  const work = useCaseWork(() => void board.renew());
  const rows = shown ? casesOf(shown) : [];

  const open = ({ id }: StuckCase) => {
    const caseIds = rows.map((row) => row.id);
    worklistWalk.begin({ caseIds, name: 'Stuck', back: { to: '/stuck' } }, id);
    void navigate({ to: '/cases/$caseId', params: { caseId: id } });
  };
  const point = useStuckCommands({ rows, board, mayWork, onOpen: open });
  useEffect(() => {
    if (news > 0) announce(`${changesSentence(news)}, press R`);
  }, [news]);

  return (
    <Page
      title="Stuck"
      lead="Cases that stopped moving, grouped by reason."
      actions={
        <>
          {news > 0 ? (
            <Button onPress={() => void board.renew()}>
              {changesSentence(news)} – press <KeyHint keys="r" />
            </Button>
          ) : null}
          {mayWork ? (
            <Button icon="refresh" isBusy={check.isPending} onPress={() => check.mutate()}>
              {check.isPending ? 'Checking…' : 'Check now'}
            </Button>
          ) : (
            <ReadOnly />
          )}
        </>
      }
    >
      {query.data ? <LastCheck board={query.data} /> : null}
      {check.isError ? (
        <Failure isInline error={check.error} what="The cases could not be checked" />
      ) : null}
      {!shown && !failure ? (
        <Skeleton label="Loading what is stuck" lines={6} height="3rem" />
      ) : null}
      {failure ? (
        <Failure
          isInline={shown !== null}
          what={
            shown ? 'What is stuck could not be read anew' : 'What is stuck could not be loaded'
          }
          {...failure}
        />
      ) : null}
      {shown?.groups.length === 0 ? <Nothing checkedAt={shown.checkedAt} /> : null}
      {shown?.groups.map((group) => (
        <Group key={group.cause} group={group} mayWork={mayWork} onBatch={setBatch}>
          {group.cases.map((each) => (
            <StuckRow
              key={each.id}
              each={each}
              outcome={outcomes.get(each.id)}
              onRepair={() => void board.repair(each)}
              onAssign={() => setAssigning(each)}
              onOpen={() => open(each)}
              onPoint={() => point(each.id)}
            />
          ))}
        </Group>
      ))}
      {assigning ? (
        <AssignDialog
          what={assigning.number}
          isReview={assigning.stuck.waitsFor === 'reviewer'}
          onAssign={(person) => work.assign(assigning, person)}
          onClose={() => setAssigning(null)}
        />
      ) : null}
      {batch ? (
        <BatchDialog
          dueAt={null}
          action="repair"
          {...batch}
          onClose={() => {
            setBatch(null);
            setTimeout(keepFocus, FOCUS_RETURNS);
          }}
          onDone={() => void board.renew()}
        />
      ) : null}
    </Page>
  );
}

/** A dialog gives the focus back in this time, in milliseconds, if what had it still stands. */
const FOCUS_RETURNS = 100;

function keepFocus(): void {
  if (document.activeElement === document.body) document.getElementById('main')?.focus();
}

/** Cases that one repair moves. */
interface Wish {
  readonly ids: readonly string[];
  readonly repair: Repair;
}

interface GroupProps {
  readonly group: StuckGroup;
  readonly mayWork: boolean;
  readonly onBatch: (wish: Wish) => void;
  readonly children: ReactNode;
}

/** The cases that the same thing holds up, the oldest first. */
function Group({ group, mayWork, onBatch, children }: GroupProps) {
  const mayDecide = useMay('decide');
  const able = group.cases.filter((each) => whyNoRepair(each, mayDecide) === null);
  const repair = able[0]?.stuck.repair ?? null;
  const ids = able.flatMap(({ id, stuck }) => (stuck.repair === repair ? [id] : []));
  const hidden = group.count - group.cases.length;
  return (
    <Panel
      isFlush
      title={`${STUCK_CAUSES[group.cause]} (${group.count})`}
      actions={
        mayWork && repair !== null && ids.length > 1 ? (
          <Button size="small" icon="wrench" onPress={() => onBatch({ ids, repair })}>
            {`${repairWords(repair, `all ${ids.length}`)}…`}
          </Button>
        ) : null
      }
    >
      <ul>{children}</ul>
      {hidden > 0 ? (
        <p className={styles['hidden']}>
          The {group.cases.length} oldest are shown; {cases(hidden)} more will follow as these move.
        </p>
      ) : null}
    </Panel>
  );
}

/** When cases were last compared with their workflows, and whether Temporal could be asked. */
function LastCheck({ board }: { readonly board: StuckBoard }) {
  const { payer } = useSession();
  const now = useNow();
  const { checkedAt, reachable } = board;
  if (checkedAt !== null && !reachable) {
    return (
      <p role="status" className={styles['unreachable']}>
        <Icon name="alert" />
        <span>
          Temporal could not be reached at the last check ({wallClock(checkedAt, payer.timeZone)}).
          What depends on it is as it was found before; it is tried again every few seconds.
        </span>
      </p>
    );
  }
  const { words, isStale } = lastChecked(checkedAt, now);
  return (
    <p {...(isStale && { role: 'status' })} className={styles[isStale ? 'unreachable' : 'checked']}>
      <Icon name={isStale ? 'alert' : 'check'} size="small" />
      <span>{words}</span>
    </p>
  );
}

function Nothing({ checkedAt }: Pick<StuckBoard, 'checkedAt'>) {
  const now = useNow();
  return (
    <div className={styles['nothing']}>
      {lastChecked(checkedAt, now).isStale ? (
        <EmptyState title="Nothing was stuck at the last check">
          Check now to see how cases stand.
        </EmptyState>
      ) : (
        <EmptyState title="Nothing is stuck">
          Every open case moves, or waits for somebody who knows of it. What gets stuck appears here
          within a minute, by itself.
        </EmptyState>
      )}
    </div>
  );
}

interface Wishes {
  readonly rows: readonly StuckCase[];
  readonly board: ReturnType<typeof useBoard>;
  readonly mayWork: boolean;
  readonly onOpen: (each: StuckCase) => void;
}

/** The page's keys. @returns what tells where the reader is */
function useStuckCommands({ rows, board, mayWork, onOpen }: Wishes): (id: string) => void {
  const mayDecide = useMay('decide');
  const [activeId, setActiveId] = useState<string | null>(null);
  const at = rows.findIndex(({ id }) => id === activeId);
  const active = rows[at];
  const move = (steps: number) => {
    const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + steps))];
    if (!next) return;
    setActiveId(next.id);
    document.getElementById(stuckRowId(next.id))?.focus();
  };
  const repair = active?.stuck.repair ?? null;
  const isAble = active !== undefined && mayWork && whyNoRepair(active, mayDecide) === null;
  const key = { group: 'Stuck', isKeyOnly: true };
  useCommands([
    { ...key, label: 'Next case', keys: 'j', run: () => move(1) },
    { ...key, label: 'Previous case', keys: 'k', run: () => move(-1) },
    {
      ...key,
      label: 'Open the case',
      keys: 'enter',
      run: () => {
        if (active) onOpen(active);
      },
    },
    { label: 'Show what is new', group: 'Stuck', keys: 'r', run: () => void board.renew() },
    ...(mayWork
      ? [{ label: 'Check now', group: 'Stuck', keys: 'c', run: () => board.check.mutate() }]
      : []),
    ...(isAble && repair !== null
      ? [
          {
            label: `${REPAIRS[repair]}: ${active.number}`,
            words: 'repair move',
            group: 'Stuck',
            keys: 'm',
            run: () => void board.repair(active),
          },
        ]
      : []),
  ]);
  return setActiveId;
}
