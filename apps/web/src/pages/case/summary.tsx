import { useQuery } from '@tanstack/react-query';
import { useRef, type ReactNode } from 'react';
import type { Case } from '../../client';
import { listNoticesOptions, showClocksOptions } from '../../client/@tanstack/react-query.gen';
import { useMay, useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { Deadline } from '../../ui/deadline';
import { useNow } from '../../ui/now';
import { wallClock } from '../../ui/times';
import { useHandOn } from '../../ui/use-hand-on';
import { text as workText } from '../../work/text';
import { useCaseWork } from '../../work/use-case-work';
import { firstQuestionDueAt, isTheirs, statusSentence } from './status-words';
import { text } from './text';
import { personWords } from './words';
import styles from './summary.module.css';

const words = text.status;

interface SummaryProps {
  readonly case: Case;
  /** Receives the case after this person changed its assignee or snooze. */
  readonly onWorked: (after: Case) => void;
}

/** The case's status, its deadline, and its assignee. */
export function Summary({ case: shown, onWorked }: SummaryProps) {
  const { payer } = useSession();
  const { review, informationRequest, closedAt } = shown;
  const { data: notices } = useQuery(listNoticesOptions({ path: { id: shown.id } }));
  const asksAt = firstQuestionDueAt(notices?.items ?? [], useNow());
  const questionDue = asksAt === null ? null : wallClock(asksAt, payer.timeZone);
  return (
    <section aria-label={words.region} className={styles['summary']}>
      <Part title={words.title}>
        <p className={styles['chief']}>{statusSentence(shown, questionDue)}</p>
        {review?.escalatedAt && closedAt === null ? (
          <p className={styles['late']}>
            {words.pastDue({ clock: wallClock(review.escalatedAt, payer.timeZone) })}
          </p>
        ) : null}
        {review && closedAt === null ? (
          <p className={styles['small']}>
            {words.inReview({ clock: wallClock(review.since, payer.timeZone) })}
          </p>
        ) : null}
        {informationRequest ? (
          <p className={styles['small']}>
            {words.asked({
              person: personWords(informationRequest.by),
              clock: wallClock(informationRequest.at, payer.timeZone),
              question: informationRequest.rationale,
            })}
          </p>
        ) : null}
        {closedAt === null ? null : (
          <p className={styles['small']}>
            {words.closed({ clock: wallClock(closedAt, payer.timeZone) })}
          </p>
        )}
      </Part>
      <Part title={words.deadline}>
        <DecisionDeadline case={shown} />
      </Part>
      <Part title={words.assignee}>
        <Assignee case={shown} onWorked={onWorked} />
        <Snoozed case={shown} onWorked={onWorked} />
      </Part>
    </section>
  );
}

/** When the decision is due, and why then. */
function DecisionDeadline({ case: shown }: Pick<SummaryProps, 'case'>) {
  const { payer } = useSession();
  const { data: clocks } = useQuery(showClocksOptions({ path: { id: shown.id } }));
  const running = clocks?.items.find(({ kind }) => kind === 'decision');
  return (
    <Deadline
      {...shown.clock}
      timeZone={payer.timeZone}
      form="long"
      {...(running && { rule: running.why })}
      {...(running?.state === 'tolled' && { pausedBecause: words.tolled })}
    />
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles['part']}>
      <h2 className={styles['title']}>{title}</h2>
      {children}
    </div>
  );
}

function Assignee({ case: shown, onWorked }: SummaryProps) {
  const { subject, mayDeny } = useSession();
  const mayWork = useMay('submit') && shown.closedAt === null;
  const mayDecide = useMay('decide') && isTheirs(shown, mayDeny);
  const work = useCaseWork(onWorked);
  const { assignee } = shown;
  return (
    <>
      <p className={styles['chief']}>
        {assignee === null ? workText.unassigned : assignee === subject ? workText.you : assignee}
      </p>
      {/* One button, which keeps the focus as the case changes hands. */}
      {mayWork && (assignee !== null || mayDecide || shown.status !== 'in-review') ? (
        <Button
          size="small"
          onPress={() => void (assignee === null ? work.claim(shown) : work.release(shown))}
        >
          {assignee === null ? words.assignToMe : words.unassign}
        </Button>
      ) : null}
    </>
  );
}

function Snoozed({ case: shown, onWorked }: SummaryProps) {
  const { payer } = useSession();
  const mayWork = useMay('submit') && shown.closedAt === null;
  const work = useCaseWork(onWorked);
  const { snoozed } = shown;
  if (!snoozed) return null;
  return (
    <>
      <p className={styles['small']}>
        {words.snoozed({
          clock: wallClock(snoozed.until, payer.timeZone),
          person: personWords(snoozed.by),
          reason: snoozed.reason,
        })}
      </p>
      {mayWork ? <PutBack onPress={() => void work.wake(shown)} /> : null}
    </>
  );
}

function PutBack({ onPress }: { readonly onPress: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useHandOn(button);
  return (
    <Button ref={button} size="small" onPress={onPress}>
      {words.endSnooze}
    </Button>
  );
}
