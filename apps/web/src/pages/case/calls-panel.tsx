import { useQuery, useQueryClient } from '@tanstack/react-query';
import { memo, useState } from 'react';
import {
  agreePeerToPeer,
  recordPeerToPeer,
  requestPeerToPeer,
  type CallAppointment,
  type CallOutcome,
  type CallRequest,
  type Case,
  type PeerToPeer,
} from '../../client';
import {
  listNoticesOptions,
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
import { callOfferIn } from './call-offer';
import { CallAppointmentDialog, CallOutcomeDialog, CallRequestDialog } from './call-dialogs';
import { text } from './text';
import { personWords } from './words';
import styles from './notices-panel.module.css';

const words = text.calls;

/** An open dialog: to request a call, or about one. */
type Opened = 'request' | { readonly call: PeerToPeer; readonly asks: 'slot' | 'outcome' };

/** The peer-to-peer calls of a case that can still be discussed, or was, and whether one was offered. */
export const CallsPanel = memo(function CallsPanel({ case: shown }: { readonly case: Case }) {
  const { payer } = useSession();
  const { id, status, closedAt } = shown;
  const calls = useQuery(listPeerToPeerOptions({ path: { id } }));
  const { data: notices } = useQuery(listNoticesOptions({ path: { id } }));
  const offer = callOfferIn(notices?.items ?? []);
  const failure = useFailure(calls);
  const mayWrite = useMay('submit');
  const [dialog, setDialog] = useState<Opened | null>(null);
  const close = () => setDialog(null);
  const after = useAfterCall(id);
  const items = calls.data?.items ?? [];
  const mayDiscuss = closedAt === null || status === 'denied';
  const isOwed = items.some((call) => call.isOwed);
  const requestWords = isOwed
    ? words.changeSlots
    : items.length > 0
      ? words.requestAnother
      : words.request;
  if (calls.data && items.length === 0 && !offer && !(mayDiscuss && mayWrite)) return null;
  return (
    <Panel title={words.title}>
      {offer ? (
        <p className={styles['when']}>
          {words.offer[offer.state]({ clock: wallClock(offer.at, payer.timeZone) })}
        </p>
      ) : null}
      {calls.data && items.length === 0 ? <p className={styles['none']}>{words.none}</p> : null}
      {items.length > 0 ? (
        <ul className={styles['notices']}>
          {items.toReversed().map((call) => (
            <li key={call.id} className={styles['notice']}>
              <CallWords
                call={call}
                onAsk={mayDiscuss ? (asks) => setDialog({ call, asks }) : null}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {mayDiscuss && mayWrite ? (
        <Button size="small" onPress={() => setDialog('request')}>
          {requestWords}
        </Button>
      ) : null}
      {failure ? <Failure isInline what={words.failed} {...failure} /> : null}
      {!calls.data && !failure ? <Skeleton label={words.loading} /> : null}
      {dialog === 'request' ? (
        <CallRequestDialog
          title={requestWords}
          onRequest={(body) => after(words.requested, () => request(id, body))}
          onClose={close}
        />
      ) : null}
      {dialog !== null && dialog !== 'request' ? (
        dialog.asks === 'slot' ? (
          <CallAppointmentDialog
            call={dialog.call}
            onAgree={(body) => after(words.agreedDone, () => agree(dialog.call.id, body))}
            onClose={close}
          />
        ) : (
          <CallOutcomeDialog
            onRecord={(body) => after(words.recorded, () => record(dialog.call.id, body))}
            onClose={close}
          />
        )
      ) : null}
    </Panel>
  );
});

function CallWords({
  call,
  onAsk,
}: {
  readonly call: PeerToPeer;
  readonly onAsk: ((asks: 'slot' | 'outcome') => void) | null;
}) {
  const { payer } = useSession();
  const mayWrite = useMay('submit');
  const mayDecide = useMay('decide');
  const clock = (instant: string) => wallClock(instant, payer.timeZone);
  const { requestedAt, by, slots, agreed, dueAt, isOwed, attempts } = call;
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
      {agreed ? (
        <p className={styles['when']}>
          {words.agreed({
            clock: clock(agreed.slot),
            person: personWords(agreed.by),
            at: clock(agreed.at),
          })}
        </p>
      ) : null}
      {attempts.map(({ at, outcome, note, slot, by: person }) => (
        <p key={at} className={styles['when']}>
          {words.attempt({
            outcome: words.outcomes[outcome],
            at: clock(at),
            person: personWords(person),
            slot: slot === null ? null : clock(slot),
            note,
          })}
        </p>
      ))}
      {isOwed && onAsk && mayWrite ? (
        <p className={styles['actions']}>
          <Button size="small" onPress={() => onAsk('slot')}>
            {agreed ? words.agreeAgain : words.agree}
          </Button>
          {mayDecide ? (
            <Button size="small" onPress={() => onAsk('outcome')}>
              {words.record}
            </Button>
          ) : null}
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

function agree(id: string, body: CallAppointment): Promise<unknown> {
  return agreePeerToPeer({ path: { id }, headers: commandKey(), body, throwOnError: true });
}

function record(id: string, body: CallOutcome): Promise<unknown> {
  return recordPeerToPeer({ path: { id }, headers: commandKey(), body, throwOnError: true });
}
