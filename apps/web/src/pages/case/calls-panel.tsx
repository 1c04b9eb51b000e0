import { useQuery, useQueryClient } from '@tanstack/react-query';
import { memo, useState } from 'react';
import {
  recordPeerToPeer,
  requestPeerToPeer,
  type CallOutcome,
  type CallRequest,
  type Case,
  type PeerToPeer,
} from '../../client';
import {
  listPeerToPeerOptions,
  listPeerToPeerQueryKey,
  showClocksQueryKey,
  showTimelineQueryKey,
  viewCaseQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { commandKey } from '../../session/api';
import { useMay, useSession } from '../../session/session';
import { failureWords } from '../../shared/problem';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { Failure, Skeleton } from '../../ui/states';
import { dueClock, wallClock } from '../../ui/times';
import { showToast } from '../../ui/toast';
import { useFailure } from '../../ui/use-failure';
import { CallOutcomeDialog, CallRequestDialog } from './call-dialogs';
import { text } from './text';
import { personWords } from './words';
import styles from './notices-panel.module.css';

const words = text.calls;

/** The peer-to-peer calls of a case that can still be discussed, or was. */
export const CallsPanel = memo(function CallsPanel({ case: shown }: { readonly case: Case }) {
  const { id, status, closedAt } = shown;
  const calls = useQuery(listPeerToPeerOptions({ path: { id } }));
  const failure = useFailure(calls);
  const mayWrite = useMay('submit');
  const [dialog, setDialog] = useState<PeerToPeer | 'request' | null>(null);
  const after = useAfterCall(id);
  const items = calls.data?.items ?? [];
  const mayDiscuss = closedAt === null || status === 'denied';
  const isOwed = items.some((call) => call.isOwed);
  if (calls.data && items.length === 0 && !(mayDiscuss && mayWrite)) return null;
  return (
    <Panel title={words.title}>
      {calls.data && items.length === 0 ? <p className={styles['none']}>{words.none}</p> : null}
      {items.length > 0 ? (
        <ul className={styles['notices']}>
          {items.toReversed().map((call) => (
            <li key={call.id} className={styles['notice']}>
              <CallWords call={call} onRecord={mayDiscuss ? () => setDialog(call) : null} />
            </li>
          ))}
        </ul>
      ) : null}
      {mayDiscuss && mayWrite ? (
        <Button size="small" onPress={() => setDialog('request')}>
          {isOwed ? words.changeSlots : words.request}
        </Button>
      ) : null}
      {failure ? <Failure isInline what={words.failed} {...failure} /> : null}
      {!calls.data && !failure ? <Skeleton label={words.loading} /> : null}
      {dialog === 'request' ? (
        <CallRequestDialog
          title={isOwed ? words.changeSlots : words.request}
          onRequest={(body) => after(words.requested, () => request(id, body))}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog !== null && dialog !== 'request' ? (
        <CallOutcomeDialog
          onRecord={(body) => after(words.recorded, () => record(dialog.id, body))}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Panel>
  );
});

function CallWords({
  call,
  onRecord,
}: {
  readonly call: PeerToPeer;
  readonly onRecord: (() => void) | null;
}) {
  const { payer } = useSession();
  const mayDecide = useMay('decide');
  const clock = (instant: string) => wallClock(instant, payer.timeZone);
  const { requestedAt, by, slots, dueAt, isOwed, attempts } = call;
  return (
    <>
      <p className={styles['head']}>
        <span className={styles['kind']}>
          {words.asked({ clock: clock(requestedAt), person: personWords(by) })}
        </span>
        {isOwed ? (
          <Badge tone="unknown">{words.owed({ clock: dueClock(dueAt, payer.timeZone) })}</Badge>
        ) : null}
      </p>
      <p className={styles['when']}>{words.slots({ slots: slots.map(clock).join('; ') })}</p>
      {attempts.map(({ at, outcome, note, by: person }) => (
        <p key={at} className={styles['when']}>
          {words.outcomes[outcome]}, {clock(at)}, {personWords(person)}: {note}
        </p>
      ))}
      {isOwed && mayDecide && onRecord ? (
        <p>
          <Button size="small" onPress={onRecord}>
            {words.record}
          </Button>
        </p>
      ) : null}
    </>
  );
}

/** Runs a command on a call. @returns why it was refused, in words; null if it is done */
function useAfterCall(id: string) {
  const queries = useQueryClient();
  const path = { id };
  return async (done: string, call: () => Promise<unknown>): Promise<string | null> => {
    try {
      await call();
    } catch (error) {
      return failureWords(error);
    }
    showToast({ title: done });
    for (const queryKey of [
      listPeerToPeerQueryKey({ path }),
      showClocksQueryKey({ path }),
      showTimelineQueryKey({ path }),
      viewCaseQueryKey({ path }),
    ]) {
      void queries.invalidateQueries({ queryKey });
    }
    return null;
  };
}

function request(id: string, body: CallRequest): Promise<unknown> {
  return requestPeerToPeer({ path: { id }, headers: commandKey(), body, throwOnError: true });
}

function record(id: string, body: CallOutcome): Promise<unknown> {
  return recordPeerToPeer({ path: { id }, headers: commandKey(), body, throwOnError: true });
}
