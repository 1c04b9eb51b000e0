import { useQuery } from '@tanstack/react-query';
import { memo, useEffect, useRef, useState } from 'react';
import type { Appeal, Case, GuidelineDescription } from '../../client';
import { listAppealsOptions } from '../../client/@tanstack/react-query.gen';
import { useCommands } from '../../keyboard/commands';
import { useMay, useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { KeyHint } from '../../ui/key-hint';
import { useNow } from '../../ui/now';
import { Panel } from '../../ui/panel';
import { Failure, Skeleton } from '../../ui/states';
import { wallClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { AppealStanding } from '../../work/appeal-state';
import { URGENCIES } from '../../work/words';
import {
  actionsOn,
  awaitsDecision,
  isAdverse,
  isUndecidedLate,
  takesAppeal,
  tookPart,
  wasLate,
  type AppealAction,
  type Appealing,
} from './appeal-actions';
import { AppealDetails } from './appeal-details';
import { AppealDialog } from './appeal-dialogs';
import { AppealFindings } from './appeal-findings';
import styles from './appeals-panel.module.css';
import { RecordAppealDialog } from './record-appeal-dialog';
import { text } from './text';
import { personWords } from './words';

const words = text.appeals;

/** An open dialog: an appeal to record, or an action on one. */
type Opened = 'record' | { readonly action: AppealAction; readonly id: string };

/** The appeals of a case that can be appealed, or was. */
export const AppealsPanel = memo(function AppealsPanel(props: AppealsPanelProps) {
  return isAdverse(props.case) || wasLate(props.case) ? <Appeals {...props} /> : null;
});

interface AppealsPanelProps {
  readonly case: Case;
  readonly guideline: GuidelineDescription | undefined;
}

function Appeals({ case: shown, guideline }: AppealsPanelProps) {
  const { id, number, request } = shown;
  const isOpen = isUndecidedLate(shown);
  const appeals = useQuery(listAppealsOptions({ query: { caseId: id } }));
  const failure = useFailure(appeals);
  const person = useAppealing();
  const now = useNow();
  const [opened, setOpened] = useState<Opened | null>(null);
  const content = useRef<HTMLDivElement>(null);
  const items = (appeals.data?.items ?? []).toSorted(newestFirst);
  const mayRecord = person.mayWrite && appeals.data !== undefined && takesAppeal(shown, items);
  const actionsFor = (appeal: Appeal, earlier: readonly Appeal[]) => {
    const actions = actionsOn(appeal, person, now);
    return tookPart(person.subject, shown, earlier)
      ? actions.filter((action) => action !== 'decide' && action !== 'cause')
      : actions;
  };
  const [newest, ...before] = items;
  const mayDecide = newest !== undefined && actionsFor(newest, before).includes('decide');
  useCommands([
    ...(mayRecord
      ? [
          {
            label: words.actions.record,
            group: text.commands.group,
            keys: 'p',
            run: () => setOpened('record'),
          },
        ]
      : []),
    // On an open case, the key decides the case.
    ...(mayDecide && !isOpen
      ? [
          {
            label: words.on({ action: words.actions.decide, number: newest.number }),
            group: text.commands.group,
            keys: 'd',
            run: () => setOpened({ action: 'decide', id: newest.id }),
          },
        ]
      : []),
  ]);
  const isOfNone = items.length === 0 && !isOpen && !isAdverse(shown);
  const close = () => setOpened(null);
  // The button that opened the dialog may be gone, or go once the appeals are read again.
  const isDone = useRef(false);
  const keepFocus = () => {
    if (!isDone.current || document.activeElement !== document.body) return;
    isDone.current = false;
    content.current?.focus({ preventScroll: true });
  };
  const done = () => {
    close();
    isDone.current = true;
    setTimeout(keepFocus, FOCUS_RETURNS);
  };
  useEffect(keepFocus, [appeals.data]);
  const acted =
    opened !== null && opened !== 'record' ? items.find((each) => each.id === opened.id) : null;

  if (isOfNone) return null;
  return (
    <Panel title={words.title}>
      <div ref={content} tabIndex={-1} className={styles['content']}>
        {appeals.data && items.length === 0 ? (
          <p className={styles['quiet']}>{isOpen ? words.late : words.none}</p>
        ) : null}
        {items.length > 0 ? (
          <ul className={styles['appeals']}>
            {items.map((appeal, position) => (
              <li key={appeal.id} className={styles['appeal']}>
                <OneAppeal
                  appeal={appeal}
                  guideline={guideline}
                  actions={actionsFor(appeal, items.slice(position + 1))}
                  hasKeys={!isOpen}
                  isBarred={
                    person.isDirector &&
                    awaitsDecision(appeal) &&
                    tookPart(person.subject, shown, items.slice(position + 1))
                  }
                  onAction={(action) => setOpened({ action, id: appeal.id })}
                />
                <AppealFindings
                  appeal={appeal}
                  case={shown}
                  guideline={guideline}
                  mayFind={actionsFor(appeal, items.slice(position + 1)).includes('decide')}
                />
              </li>
            ))}
          </ul>
        ) : null}
        {mayRecord ? (
          <Button size="small" onPress={() => setOpened('record')}>
            {words.actions.record} <Hint keys="p" />
          </Button>
        ) : null}
        {failure ? <Failure isInline what={words.failed} {...failure} /> : null}
        {!appeals.data && !failure ? <Skeleton label={words.loading} /> : null}
      </div>
      {opened === 'record' ? (
        <RecordAppealDialog case={{ id, number, request }} onClose={close} onDone={done} />
      ) : null}
      {opened !== null && opened !== 'record' && acted ? (
        <AppealDialog
          action={opened.action}
          appeal={acted}
          case={shown}
          onClose={close}
          onDone={done}
        />
      ) : null}
    </Panel>
  );
}

/** A dialog returns the focus within this time, in milliseconds, if its owner still exists. */
const FOCUS_RETURNS = 100;

function newestFirst(one: Appeal, other: Appeal): number {
  return other.openedAt.localeCompare(one.openedAt);
}

function useAppealing(): Appealing {
  const { subject, roles } = useSession();
  return {
    subject,
    mayWrite: useMay('submit'),
    mayDecide: useMay('decide'),
    isDirector: roles.includes('medical-director'),
  };
}

interface OneAppealProps {
  readonly appeal: Appeal;
  /** Names the parts of a dose; undefined until it is known. */
  readonly guideline: GuidelineDescription | undefined;
  readonly actions: readonly AppealAction[];
  readonly hasKeys: boolean;
  /** Whether this medical director may not decide it, because they took part. */
  readonly isBarred: boolean;
  readonly onAction: (action: AppealAction) => void;
}

function OneAppeal(props: OneAppealProps) {
  const { appeal, guideline, actions, hasKeys, isBarred, onAction } = props;
  const { number, level, status, by, urgency, receivedAt, openedBy, reviewReasons } = appeal;
  const { payer } = useSession();
  const isOpen = awaitsDecision(appeal);
  return (
    <>
      <div className={styles['head']}>
        <h3 className={styles['number']}>{number}</h3>
        <AppealStanding status={status} closedAs={appeal.closedAs} />
        {urgency === 'expedited' ? <Badge tone="unknown">{URGENCIES.expedited}</Badge> : null}
        <span className={styles['quiet']}>{words.level({ level })}</span>
      </div>
      <p className={styles['quiet']}>
        {words.received({
          by: words.from[by],
          clock: wallClock(receivedAt, payer.timeZone),
          person: personWords(openedBy),
        })}
      </p>
      {appeal.ground === 'no-decision' ? <p>{words.noDecision}</p> : null}
      {isOpen && reviewReasons.length > 0 ? (
        <p>
          <Badge tone="unknown">{words.checkFirst}</Badge>{' '}
          {reviewReasons.map((reason) => words.reviewReasons[reason]).join(' ')}
        </p>
      ) : null}
      <AppealDetails appeal={appeal} guideline={guideline} />
      {isOpen && !actions.includes('decide') ? (
        <p className={styles['quiet']}>{isBarred ? words.tookPart : words.whoDecides}</p>
      ) : null}
      {actions.length > 0 ? (
        <div className={styles['actions']}>
          {actions.map((action) => (
            <Button
              key={action}
              size="small"
              look={action === 'decide' ? 'primary' : 'secondary'}
              aria-label={words.on({ action: words.actions[action], number })}
              onPress={() => onAction(action)}
            >
              {words.actions[action]} {action === 'decide' && hasKeys ? <Hint keys="d" /> : null}
            </Button>
          ))}
        </div>
      ) : null}
    </>
  );
}

function Hint({ keys }: { readonly keys: string }) {
  return (
    <span className={styles['hint']}>
      <KeyHint keys={keys} />
    </span>
  );
}
