import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useMay, useSession } from '../../session/session';
import { Button, ExternalLink } from '../../ui/button';
import { cx } from '../../ui/cx';
import { Deadline } from '../../ui/deadline';
import { Icon } from '../../ui/icon';
import { useNow } from '../../ui/now';
import { commandFailed, Failure } from '../../ui/states';
import { fromNow, shortClock, withClocks } from '../../ui/times';
import { text as workText } from '../../work/text';
import { REPAIRS, WAITS_FOR, type StuckCase } from '../../work/words';
import { otherCauses, waitsForPerson, whyNoRepair } from './board';
import { text } from './text';
import type { Outcome } from './use-board';
import styles from './stuck.module.css';

export const stuckRowId = (caseId: string): string => `stuck-${caseId}`;

interface StuckRowProps {
  readonly each: StuckCase;
  readonly outcome: Outcome | undefined;
  readonly onRepair: () => void;
  readonly onAssign: () => void;
  readonly onOpen: () => void;
  readonly onPoint: () => void;
}

/** A stuck case: what it waits for, and the one thing that moves it. */
export function StuckRow({ each, outcome, onRepair, onAssign, onOpen, onPoint }: StuckRowProps) {
  const { payer } = useSession();
  const hasMoved =
    outcome?.state === 'answered' && outcome.answer.moved && outcome.answer.stuck === null;
  const now = outcome?.state === 'answered' ? outcome.answer.stuck : each.stuck;
  const stuck = now ?? each.stuck;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // The pressed button is gone; the person is still at its case.
    if (hasMoved && document.activeElement === document.body) row.current?.focus();
  }, [hasMoved]);
  return (
    <li
      ref={row}
      id={stuckRowId(each.id)}
      tabIndex={-1}
      className={cx(styles['row'], hasMoved && styles['moved'])}
      onFocus={onPoint}
    >
      <div className={styles['what']}>
        <p className={styles['who']}>
          <Link
            to="/cases/$caseId"
            params={{ caseId: each.id }}
            className={styles['name']}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onOpen();
            }}
          >
            {each.memberName}
          </Link>
          <span className={styles['number']}>{each.number}</span>
          {each.dueAt === null ? null : (
            <Deadline dueAt={each.dueAt} state="running" timeZone={payer.timeZone} />
          )}
        </p>
        {hasMoved ? null : (
          <>
            <p className={styles['detail']}>{withClocks(stuck.detail, payer.timeZone)}</p>
            <Circumstances each={{ ...each, stuck }} />
            {stuck.lastError === null ? null : <LastError stuck={stuck} />}
          </>
        )}
        <div role="status" className={styles['outcome']}>
          {outcome ? <OutcomeWords outcome={outcome} /> : null}
        </div>
      </div>
      <div className={styles['deeds']}>
        {hasMoved ? null : (
          <Move
            each={{ ...each, stuck }}
            isWorking={outcome?.state === 'working'}
            onRepair={onRepair}
            onAssign={onAssign}
          />
        )}
        <WorkflowLink workflowId={each.workflowId} />
      </div>
    </li>
  );
}

function Circumstances({ each }: { readonly each: StuckCase }) {
  const { payer } = useSession();
  const now = useNow();
  const { stuck, assignee, prescriberName } = each;
  const others = otherCauses(each);
  return (
    <dl className={styles['facts']}>
      <Fact name={text.row.waitingFor}>
        {stuck.waitsFor === 'prescriber'
          ? text.row.officeOf({ prescriber: prescriberName })
          : WAITS_FOR[stuck.waitsFor]}
      </Fact>
      <Fact name={text.row.since}>
        {text.row.sinceWords({
          clock: shortClock(stuck.since, payer.timeZone),
          ago: fromNow(stuck.since, now),
        })}
      </Fact>
      <Fact name={text.row.assignee}>{assignee ?? workText.unassigned}</Fact>
      {others === null ? null : <Fact name={text.row.also}>{others}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The newest error verbatim, and when it is retried. */
function LastError({ stuck }: { readonly stuck: StuckCase['stuck'] }) {
  const now = useNow();
  return (
    <div className={styles['error']}>
      <p className={styles['error-title']}>
        {text.row.lastError}
        {stuck.attempt === null ? null : text.row.attempt({ count: stuck.attempt })}
        {stuck.nextTryAt === null
          ? null
          : text.row.nextTry({ when: fromNow(stuck.nextTryAt, now) })}
      </p>
      <code className={styles['error-text']}>{stuck.lastError}</code>
    </div>
  );
}

interface MoveProps {
  readonly each: StuckCase;
  readonly isWorking: boolean;
  readonly onRepair: () => void;
  readonly onAssign: () => void;
}

/** The one button that moves it, or why there is none; people's cases can be reassigned. */
function Move({ each, isWorking, onRepair, onAssign }: MoveProps) {
  const mayWork = useMay('submit');
  const mayDecide = useMay('decide');
  const { repair } = each.stuck;
  if (!mayWork) return null;
  const why = whyNoRepair(each, mayDecide);
  const whyId = `why-${each.id}`;
  return (
    <>
      {repair === null ? null : (
        <Button
          look="primary"
          isBusy={isWorking}
          isDisabled={why !== null}
          {...(why !== null && { 'aria-describedby': whyId })}
          onPress={onRepair}
        >
          {REPAIRS[repair]}
          <span className="visually-hidden">, {each.number}</span>
        </Button>
      )}
      {waitsForPerson(each) ? (
        <Button onPress={onAssign}>
          {each.assignee === null ? text.row.assign : text.row.reassign}
          <span className="visually-hidden">, {each.number}</span>
        </Button>
      ) : null}
      {why === null ? null : (
        <p id={whyId} className={styles['why']}>
          {why}
        </p>
      )}
    </>
  );
}

function WorkflowLink({ workflowId }: { readonly workflowId: string }) {
  const { temporalUi } = useSession();
  if (temporalUi === null) return null;
  const address = `${temporalUi}/namespaces/default/workflows/${encodeURIComponent(workflowId)}`;
  return <ExternalLink href={address}>{text.row.workflow}</ExternalLink>;
}

function OutcomeWords({ outcome }: { readonly outcome: Outcome }) {
  const { payer } = useSession();
  if (outcome.state === 'working') {
    return <p className={styles['working']}>{text.row.working}</p>;
  }
  if (outcome.state === 'failed') {
    return (
      <Failure
        isInline
        error={outcome.error}
        what={commandFailed(outcome.error, text.row.failed)}
      />
    );
  }
  const { moved, stuck, detail } = outcome.answer;
  const isDone = moved && stuck === null;
  return (
    <p className={cx(styles['answer'], isDone ? styles['done'] : styles['undone'])}>
      <Icon name={isDone ? 'check' : 'alert'} size="small" />
      <span>{withClocks(detail, payer.timeZone)}</span>
    </p>
  );
}
