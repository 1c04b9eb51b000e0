import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { NoticeList } from '../../client';
import { listNoticesOptions } from '../../client/@tanstack/react-query.gen';
import { useSession } from '../../session/session';
import { Badge, type Tone } from '../../ui/badge';
import { Disclosure } from '../../ui/disclosure';
import { Panel } from '../../ui/panel';
import { Failure, Skeleton } from '../../ui/states';
import { wallClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { Letter } from './letter';
import { NOTICE_KINDS } from './timeline-title';
import styles from './notices-panel.module.css';

type Notice = NoticeList['items'][number];

/** The letters about the case: each word for word as it was sent, and those still to be sent. */
export const NoticesPanel = memo(function NoticesPanel({ caseId }: { readonly caseId: string }) {
  const notices = useQuery(listNoticesOptions({ path: { id: caseId } }));
  const { data } = notices;
  const failure = useFailure(notices);
  return (
    <Panel title="Letters to the office">
      {data?.items.length === 0 ? <p className={styles['none']}>None is sent or planned.</p> : null}
      {data && data.items.length > 0 ? (
        <ul className={styles['notices']}>
          {data.items.toSorted(newestFirst).map((notice) => (
            <li key={notice.id} className={styles['notice']}>
              <NoticeWords notice={notice} />
            </li>
          ))}
        </ul>
      ) : null}
      {failure ? <Failure isInline what="The letters could not be loaded" {...failure} /> : null}
      {!data && !failure ? <Skeleton label="Loading the letters" /> : null}
    </Panel>
  );
});

function NoticeWords({ notice }: { readonly notice: Notice }) {
  const { payer } = useSession();
  const { kind, sentAt, dueAt, to, subject, text, attempts, lastError, undeliverableAt } = notice;
  const when = sentAt ?? dueAt;
  return (
    <>
      <p className={styles['head']}>
        <span className={styles['kind']}>{NOTICE_KINDS[kind]}</span>
        <State notice={notice} />
      </p>
      <p className={styles['when']}>
        {sentAt === null ? 'Due ' : 'Sent '}
        {wallClock(when, payer.timeZone)}
        {to === null ? null : ` to ${to}`}
        {sentAt === null && attempts > 0
          ? ` · tried ${attempts} ${attempts === 1 ? 'time' : 'times'}`
          : null}
        {undeliverableAt === null
          ? null
          : ` · given up ${wallClock(undeliverableAt, payer.timeZone)}`}
      </p>
      {sentAt === null && lastError !== null ? (
        <p className={styles['error']}>
          Last error: <code>{lastError}</code>
        </p>
      ) : null}
      {subject === null || text === null ? null : (
        <Disclosure
          label={
            <>
              Read it <span className="visually-hidden">({NOTICE_KINDS[kind]})</span>
            </>
          }
        >
          <Letter subject={subject} text={text} />
        </Disclosure>
      )}
    </>
  );
}

function State({ notice: { sentAt, undeliverableAt, attempts } }: { readonly notice: Notice }) {
  const [tone, word]: readonly [Tone, string] =
    sentAt !== null
      ? ['met', 'Sent']
      : undeliverableAt !== null
        ? ['not-met', 'Undeliverable']
        : attempts > 0
          ? ['unknown', 'Being tried again']
          : ['neutral', 'Planned'];
  return <Badge tone={tone}>{word}</Badge>;
}

function newestFirst(a: Notice, b: Notice): number {
  return (b.sentAt ?? b.dueAt).localeCompare(a.sentAt ?? a.dueAt);
}
