import { useQuery } from '@tanstack/react-query';
import { memo, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Appeal, Case, GuidelineDescription, NoticeList } from '../../client';
import { listAppealsOptions, listNoticesOptions } from '../../client/@tanstack/react-query.gen';
import { useCommands } from '../../keyboard/commands';
import { useMay, useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Button, IconButton } from '../../ui/button';
import { KeyHint } from '../../ui/key-hint';
import { useNow } from '../../ui/now';
import { Panel } from '../../ui/panel';
import { Failure, Skeleton } from '../../ui/states';
import { calendarDay, dueClock, wallClock, withClocks } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { AppealDeadline, AppealStanding } from '../../work/appeal-state';
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
import { AppealDialog, RecordAppealDialog } from './appeal-dialogs';
import { AppealFindings } from './appeal-findings';
import { decisionWords, outcomeWords, termWords } from './appeal-words';
import styles from './appeals-panel.module.css';
import { saveAppealFile, saveLetter } from './save-pdf';
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
        <AppealStanding status={status} />
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
      <dl className={styles['list']}>
        <Due clock={appeal.clock} />
        <Row name={words.rows.reason}>{appeal.reason}</Row>
        {appeal.proofOfAuthority === null ? null : (
          <Row name={words.rows.proof}>{words.proofOnFile}</Row>
        )}
        {appeal.goodCause?.accepted ? (
          <Row name={words.rows.heard}>{appeal.goodCause.reason}</Row>
        ) : null}
        <Decided appeal={appeal} guideline={guideline} />
        <DismissalReview appeal={appeal} />
        {appeal.authorization === null ? null : (
          <Row name={words.rows.authorization}>{appeal.authorization}</Row>
        )}
        <Benefits appeal={appeal} />
        <Letters appeal={appeal} />
        <File appeal={appeal} />
      </dl>
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

/** Whether coverage continues while the appeal is open; nothing where it never could. */
function Benefits({ appeal: { continuedBenefits } }: Pick<OneAppealProps, 'appeal'>) {
  const { payer } = useSession();
  if (continuedBenefits === null || continuedBenefits.reason === 'not-ongoing') return null;
  const { state, authorization, from, lastDay, askBy, why } = continuedBenefits;
  const number = authorization ?? '';
  return (
    <div>
      <dt>{words.rows.benefits}</dt>
      <dd>
        {state === 'given' && from !== null ? (
          <p>{words.coverage.given({ day: calendarDay(from), number })}</p>
        ) : null}
        {state === 'ended' && lastDay !== null ? (
          <p>{words.coverage.ended({ day: calendarDay(lastDay), number })}</p>
        ) : null}
        {state === 'on-request' && askBy !== null ? (
          <p>{words.coverage.askBy({ clock: dueClock(askBy, payer.timeZone) })}</p>
        ) : null}
        <p className={styles['quiet']}>{why}</p>
      </dd>
    </div>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={styles['typed']}>{children}</dd>
    </div>
  );
}

function Due({ clock }: Pick<Appeal, 'clock'>) {
  const { payer } = useSession();
  return (
    <div>
      <dt>{words.rows.due[clock.kind]}</dt>
      <dd>
        <p className={styles['due']}>
          <AppealDeadline clock={clock} timeZone={payer.timeZone} />
          <span>{dueClock(clock.dueAt, payer.timeZone)}</span>
        </p>
        <p className={styles['quiet']}>{withClocks(clock.why, payer.timeZone)}</p>
      </dd>
    </div>
  );
}

type Act = Pick<NonNullable<Appeal['decision']>, 'by' | 'at'>;

/** What became of it: the plan's decision, outside review, or its withdrawal. */
function Decided({ appeal, guideline }: Pick<OneAppealProps, 'appeal' | 'guideline'>) {
  const { payer } = useSession();
  const { decision, forwarding, external, withdrawal, closedAs } = appeal;
  const act = ({ by, at }: Act) => ({
    person: personWords(by),
    clock: wallClock(at, payer.timeZone),
  });
  return (
    <>
      {decision === null ? null : (
        <>
          <Row name={words.rows.decision}>
            {words.decided({
              what: decisionWords(decision),
              ...act(decision),
            })}
          </Row>
          <Changes terms={decision.terms} guideline={guideline} />
          <Row name={words.rows.rationale}>{decision.rationale}</Row>
        </>
      )}
      {forwarding === null ? null : (
        <Row name={words.rows.forwarded}>
          {words.decided({ what: words.reviews[forwarding.to], ...act(forwarding) })}
        </Row>
      )}
      {external === null ? null : (
        <>
          <Row name={words.rows.outcome}>
            {words.decided({
              what: outcomeWords(external),
              ...act(external),
            })}
          </Row>
          <Changes terms={external.terms} guideline={guideline} />
          <Row name={words.rows.note}>{external.note}</Row>
        </>
      )}
      {withdrawal === null ? null : (
        <>
          <Row name={words.rows.closed[closedAs ?? 'withdrawn']}>{words.by(act(withdrawal))}</Row>
          <Row name={words.rows.withdrawal}>{withdrawal.reason}</Row>
        </>
      )}
    </>
  );
}

/** How a dismissal is looked at outside of the plan, and what became of that. */
function DismissalReview({ appeal }: Pick<OneAppealProps, 'appeal'>) {
  const { payer } = useSession();
  const { dismissalReview, withdrawal } = appeal;
  if (dismissalReview === null) return null;
  const { to, askBy, asked, dismissed, outcome } = dismissalReview;
  const act = ({ by, at }: Act) => ({
    person: personWords(by),
    clock: wallClock(at, payer.timeZone),
  });
  const review = words.reviews[to];
  return (
    <>
      {withdrawal === null ? (
        <>
          <Row name={words.rows.dismissedBefore}>{words.by(act(dismissed))}</Row>
          <Row name={words.rows.withdrawal}>{dismissed.reason}</Row>
        </>
      ) : null}
      {asked === null ? (
        <Row name={words.rows.dismissalReview}>
          {words.reviewUntil({ review, clock: dueClock(askBy, payer.timeZone) })}
        </Row>
      ) : (
        <Row name={words.rows.dismissalSent}>{words.decided({ what: review, ...act(asked) })}</Row>
      )}
      {outcome === null ? null : (
        <>
          <Row name={words.rows.dismissalOutcome}>
            {words.decided({ what: words.dismissalOutcomes[outcome.outcome], ...act(outcome) })}
          </Row>
          <Row name={words.rows.note}>{outcome.note}</Row>
        </>
      )}
    </>
  );
}

interface ChangesProps extends Pick<OneAppealProps, 'guideline'> {
  readonly terms: NonNullable<Appeal['decision']>['terms'];
}

/** What a part approves otherwise than asked. */
function Changes({ terms, guideline }: ChangesProps) {
  if (terms.length === 0) return null;
  return <Row name={words.rows.changes}>{termWords(terms, guideline).join('\n')}</Row>;
}

/** Its letters; the whole text is among the correspondence of the case. */
function Letters({ appeal: { id, caseId, number } }: Pick<OneAppealProps, 'appeal'>) {
  const { data } = useQuery(listNoticesOptions({ path: { id: caseId } }));
  const letters = data?.items.filter(({ appealId }) => appealId === id) ?? [];
  if (letters.length === 0) return null;
  return (
    <div>
      <dt>{words.rows.letters}</dt>
      <dd>
        {letters.map((letter) => (
          <LetterLine key={letter.id} letter={letter} number={number} />
        ))}
      </dd>
    </div>
  );
}

/** Everything that whoever looks at the case again needs to see. */
function File({ appeal: { id, number } }: Pick<OneAppealProps, 'appeal'>) {
  return (
    <div>
      <dt>{words.rows.file}</dt>
      <dd className={styles['letter']}>
        {words.file.about}
        <IconButton
          label={words.file.download({ number })}
          icon="download"
          size="small"
          onPress={() => void saveAppealFile(id)}
        />
      </dd>
    </div>
  );
}

interface LetterLineProps {
  readonly letter: NoticeList['items'][number];
  readonly number: string;
}

function LetterLine({ letter: { id, kind, sentAt }, number }: LetterLineProps) {
  const { payer } = useSession();
  const name = text.letters.kinds[kind];
  if (sentAt === null) return <p>{words.letter.planned({ kind: name })}</p>;
  return (
    <p className={styles['letter']}>
      {words.letter.sent({ kind: name, clock: wallClock(sentAt, payer.timeZone) })}
      <IconButton
        label={words.letter.download({ kind: name, number })}
        icon="download"
        size="small"
        onPress={() => void saveLetter(id)}
      />
    </p>
  );
}

function Hint({ keys }: { readonly keys: string }) {
  return (
    <span className={styles['hint']}>
      <KeyHint keys={keys} />
    </span>
  );
}
