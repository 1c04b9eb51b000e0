import type { Repair } from '@assent/vocabulary';
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
import { text as workText } from '../../work/text';
import { useCaseWork } from '../../work/use-case-work';
import { worklistWalk } from '../../work/walk';
import { REPAIRS, STUCK_CAUSES, type StuckCase, type StuckGroup } from '../../work/words';
import { casesOf, lastChecked, whyNoRepair } from './board';
import { StuckRow, stuckRowId } from './stuck-case';
import styles from './stuck.module.css';
import { text } from './text';
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
    worklistWalk.begin({ caseIds, name: text.title, back: { to: '/stuck' } }, id);
    void navigate({ to: '/cases/$caseId', params: { caseId: id } });
  };
  const point = useStuckCommands({ rows, board, mayWork, onOpen: open });
  useEffect(() => {
    if (news > 0) announce(text.announced({ changes: workText.changes({ count: news }) }));
  }, [news]);

  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        <>
          {news > 0 ? (
            <Button onPress={() => void board.renew()}>
              {text.press({ changes: workText.changes({ count: news }) })}
              <KeyHint keys="r" />
            </Button>
          ) : null}
          {mayWork ? (
            <Button icon="refresh" isBusy={check.isPending} onPress={() => check.mutate()}>
              {check.isPending ? text.check.busy : text.check.action}
            </Button>
          ) : (
            <ReadOnly />
          )}
        </>
      }
    >
      {query.data ? <LastCheck board={query.data} /> : null}
      {check.isError ? <Failure isInline error={check.error} what={text.check.failed} /> : null}
      {!shown && !failure ? <Skeleton label={text.loading} lines={6} height="3rem" /> : null}
      {failure ? (
        <Failure
          isInline={shown !== null}
          what={shown ? text.notRefreshed : text.failed}
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

/** A dialog returns the focus within this time, in milliseconds, if its owner still exists. */
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

/** The cases with the same cause, oldest first. */
function Group({ group, mayWork, onBatch, children }: GroupProps) {
  const mayDecide = useMay('decide');
  const able = group.cases.filter((each) => whyNoRepair(each, mayDecide) === null);
  const repair = able[0]?.stuck.repair ?? null;
  const ids = able.flatMap(({ id, stuck }) => (stuck.repair === repair ? [id] : []));
  const hidden = group.count - group.cases.length;
  return (
    <Panel
      isFlush
      title={text.group.title({ cause: STUCK_CAUSES[group.cause], count: group.count })}
      actions={
        mayWork && repair !== null && ids.length > 1 ? (
          <Button size="small" icon="wrench" onPress={() => onBatch({ ids, repair })}>
            {text.group.all({
              wish: repairWords(repair, workText.batch.all({ count: ids.length })),
            })}
          </Button>
        ) : null
      }
    >
      <ul>{children}</ul>
      {hidden > 0 ? (
        <p className={styles['hidden']}>
          {text.group.hidden({ shown: group.cases.length, hidden })}
        </p>
      ) : null}
    </Panel>
  );
}

/** When cases were last compared with their workflows, and whether Temporal answered. */
function LastCheck({ board }: { readonly board: StuckBoard }) {
  const { payer } = useSession();
  const now = useNow();
  const { checkedAt, reachable } = board;
  if (checkedAt !== null && !reachable) {
    return (
      <p role="status" className={styles['unreachable']}>
        <Icon name="alert" />
        <span>{text.check.unreachable({ clock: wallClock(checkedAt, payer.timeZone) })}</span>
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
        <EmptyState title={text.nothing.staleTitle}>{text.nothing.staleWhat}</EmptyState>
      ) : (
        <EmptyState title={text.nothing.title}>{text.nothing.what}</EmptyState>
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
  const key = { group: text.title, isKeyOnly: true };
  useCommands([
    { ...key, label: text.commands.next, keys: 'j', run: () => move(1) },
    { ...key, label: text.commands.previous, keys: 'k', run: () => move(-1) },
    {
      ...key,
      label: text.commands.open,
      keys: 'enter',
      run: () => {
        if (active) onOpen(active);
      },
    },
    { label: text.commands.refresh, group: text.title, keys: 'r', run: () => void board.renew() },
    ...(mayWork
      ? [
          {
            label: text.check.action,
            group: text.title,
            keys: 'c',
            run: () => board.check.mutate(),
          },
        ]
      : []),
    ...(isAble && repair !== null
      ? [
          {
            label: text.commands.repair({ action: REPAIRS[repair], number: active.number }),
            words: text.commands.repairKeywords,
            group: text.title,
            keys: 'm',
            run: () => void board.repair(active),
          },
        ]
      : []),
  ]);
  return setActiveId;
}
