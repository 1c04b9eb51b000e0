import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { Case, LetterList, NoticeList } from '../../client';
import { listLettersOptions, listNoticesOptions } from '../../client/@tanstack/react-query.gen';
import { useSession } from '../../session/session';
import { Badge, type Tone } from '../../ui/badge';
import { IconButton } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import { Panel } from '../../ui/panel';
import { Failure, Skeleton } from '../../ui/states';
import { wallClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { LETTER_LANGUAGES } from '../../work/words';
import { Letter } from './letter';
import { saveLetter } from './save-pdf';
import { OralNoticeButton } from './oral-notice';
import { ReportDelivery } from './report-delivery';
import { SentLetter } from './sent-letter';
import { text } from './text';
import styles from './notices-panel.module.css';

const { letters } = text;

type Notice = NoticeList['items'][number];
type ListedLetter = LetterList['items'][number];

/**
 * The letters about the case: those to the provider office, sent ones verbatim, and those to the
 * member, each with whom it is for.
 */
export const NoticesPanel = memo(function NoticesPanel({ case: shown }: { readonly case: Case }) {
  const { id: caseId } = shown;
  const notices = useQuery(listNoticesOptions({ path: { id: caseId } }));
  const all = useQuery(listLettersOptions({ path: { id: caseId } }));
  const { data } = notices;
  const failure = useFailure(notices);
  const lettersFailure = useFailure(all);
  // The API lists them by when they are due, soonest first.
  const toMember = (all.data?.items ?? [])
    .filter(({ recipient }) => recipient === 'member')
    .toReversed();
  return (
    <Panel title={letters.title}>
      {data?.items.length === 0 ? <p className={styles['none']}>{letters.none}</p> : null}
      {data && data.items.length > 0 ? (
        <ul className={styles['notices']}>
          {data.items.toSorted(newestFirst).map((notice) => (
            <li key={notice.id} className={styles['notice']}>
              <NoticeWords caseId={caseId} notice={notice} />
            </li>
          ))}
        </ul>
      ) : null}
      {toMember.length > 0 ? (
        <>
          <h3 className={styles['recipient']}>{letters.memberTitle}</h3>
          <ul className={styles['notices']}>
            {toMember.map((letter) => (
              <li key={letter.id} className={styles['notice']}>
                <MemberLetter caseId={caseId} letter={letter} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <OralNoticeButton case={shown} />
      {failure ? <Failure isInline what={letters.failed} {...failure} /> : null}
      {lettersFailure && !failure ? (
        <Failure isInline what={letters.failed} {...lettersFailure} />
      ) : null}
      {!data && !failure ? <Skeleton label={letters.loading} /> : null}
    </Panel>
  );
});

const STATES: Readonly<Record<ListedLetter['state'], readonly [Tone, string]>> = {
  queued: ['neutral', letters.states.planned],
  sent: ['met', letters.states.sent],
  delivered: ['met', letters.states.delivered],
  bounced: ['not-met', letters.states.bounced],
  'to-print': ['unknown', letters.states.toPrint],
  mailed: ['met', letters.states.mailed],
  failed: ['not-met', letters.states.undeliverable],
};

/** A letter to the member; one that is made can be downloaded, also to be printed. */
function MemberLetter({
  caseId,
  letter,
}: {
  readonly caseId: string;
  readonly letter: ListedLetter;
}) {
  const { payer } = useSession();
  const { delivery, id, kind, language, sentAt, state } = letter;
  const [tone, word] = STATES[state];
  const known: Readonly<Record<string, string>> = LETTER_LANGUAGES;
  const about = letters.toMember({ language: known[language] ?? language });
  return (
    <>
      <p className={styles['head']}>
        <span className={styles['kind']}>{letters.kinds[kind]}</span>
        <Badge tone={tone}>{word}</Badge>
        {state !== 'queued' && state !== 'failed' ? (
          <span className={styles['download']}>
            <IconButton
              label={letters.download({ kind: `${letters.kinds[kind]}, ${about}` })}
              icon="download"
              size="small"
              onPress={() => void saveLetter(id)}
            />
          </span>
        ) : null}
      </p>
      <p className={styles['when']}>
        {about}
        {sentAt === null
          ? null
          : ` · ${(state === 'mailed' ? letters.mailed : letters.sent)({ clock: wallClock(sentAt, payer.timeZone) })}`}
        <Delivery delivery={delivery} />
      </p>
      <ReportDelivery caseId={caseId} letter={{ id, kind, sentAt, state }} />
      {state === 'queued' || state === 'failed' ? null : (
        <SentLetter id={id} name={`${letters.kinds[kind]}, ${about}`} />
      )}
    </>
  );
}

function NoticeWords({ caseId, notice }: { readonly caseId: string; readonly notice: Notice }) {
  const { payer } = useSession();
  const {
    id,
    kind,
    sentAt,
    dueAt,
    to,
    subject,
    text: words,
    attempts,
    lastError,
    undeliverableAt,
    delivery,
    isSentAgain,
    resentAt,
    sendings,
  } = notice;
  const when = sentAt ?? dueAt;
  return (
    <>
      <p className={styles['head']}>
        <span className={styles['kind']}>{letters.kinds[kind]}</span>
        <State notice={notice} />
        {sentAt === null ? null : (
          <span className={styles['download']}>
            <IconButton
              label={letters.download({ kind: letters.kinds[kind] })}
              icon="download"
              size="small"
              onPress={() => void saveLetter(id)}
            />
          </span>
        )}
      </p>
      <p className={styles['when']}>
        {letters.toOffice} ·{' '}
        {(sentAt === null ? letters.due : letters.sent)({
          clock: wallClock(when, payer.timeZone),
        })}
        {to === null ? null : letters.to({ address: to })}
        {resentAt === null
          ? null
          : letters.sendings({ clock: wallClock(resentAt, payer.timeZone), count: sendings })}
        <Delivery delivery={delivery} />
        {isSentAgain && undeliverableAt === null ? letters.sentAgain : null}
        {(sentAt === null || isSentAgain) && attempts > 0
          ? letters.tried({ count: attempts })
          : null}
        {undeliverableAt === null
          ? null
          : letters.givenUp({ clock: wallClock(undeliverableAt, payer.timeZone) })}
      </p>
      {(sentAt === null || isSentAgain) && lastError !== null ? (
        <p className={styles['error']}>
          {letters.lastError} <code>{lastError}</code>
        </p>
      ) : null}
      <ReportDelivery
        caseId={caseId}
        letter={{ id, kind, sentAt: resentAt ?? sentAt, state: delivery?.outcome ?? 'sent' }}
      />
      {subject === null || words === null ? null : (
        <Disclosure
          label={
            <>
              {letters.view} <span className="visually-hidden">({letters.kinds[kind]})</span>
            </>
          }
        >
          <Letter subject={subject} text={words} />
        </Disclosure>
      )}
    </>
  );
}

/** What the recipient's mail system did with a letter, if it was reported. */
function Delivery({ delivery }: Pick<Notice, 'delivery'>) {
  const { payer } = useSession();
  if (delivery === null) return null;
  const { at, code, outcome } = delivery;
  const clock = wallClock(at, payer.timeZone);
  return outcome === 'delivered' ? letters.delivered({ clock }) : letters.bounced({ clock, code });
}

function State({
  notice: { attempts, delivery, sentAt, undeliverableAt },
}: {
  readonly notice: Notice;
}) {
  const [tone, word]: readonly [Tone, string] =
    sentAt !== null
      ? STATES[delivery?.outcome ?? 'sent']
      : undeliverableAt !== null
        ? ['not-met', letters.states.undeliverable]
        : attempts > 0
          ? ['unknown', letters.states.retrying]
          : ['neutral', letters.states.planned];
  return <Badge tone={tone}>{word}</Badge>;
}

function newestFirst(a: Notice, b: Notice): number {
  return (b.sentAt ?? b.dueAt).localeCompare(a.sentAt ?? a.dueAt);
}
