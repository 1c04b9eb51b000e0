import type { EndReason } from '@assent/vocabulary';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { endAuthorization, type Authorization, type AuthorizationEnd } from '../client';
import { showTimelineQueryKey, viewCaseQueryKey } from '../client/@tanstack/react-query.gen';
import { isSame } from '../facts/same';
import { useMay, useSession } from '../session/session';
import { useAskAgain } from '../session/use-ask-again';
import { useCommandKey } from '../session/use-command-key';
import { useLeaveGuard } from '../session/use-leave-guard';
import { failureWords, isUnanswered } from '../shared/problem';
import { Answer, Answers } from '../ui/answers';
import { Button } from '../ui/button';
import { DateField } from '../ui/date-field';
import { Dialog } from '../ui/dialog';
import { FormDialog } from '../ui/form-dialog';
import { useNow } from '../ui/now';
import type { Unread } from '../ui/reading';
import { Select } from '../ui/select';
import { CHANGED_SINCE } from '../ui/states';
import { TextField } from '../ui/text-field';
import { calendarDay, dayIn } from '../ui/times';
import { showToast } from '../ui/toast';
import { useChanging } from '../ui/use-newest';
import { text } from './text';
import { END_REASONS, ENDED_BECAUSE, optionsOf } from './words';
import styles from './work.module.css';

interface EndAuthorizationProps {
  readonly authorization: Authorization;
  readonly memberName: string;
}

/** The action that ends an authorization early, or earlier still; absent without permission. */
export function EndAuthorization({ authorization, memberName }: EndAuthorizationProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <EndButton authorization={authorization} onPress={() => setOpen(true)} />
      <EndDialogs
        ending={isOpen ? { authorization, memberName } : null}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

interface EndButtonProps extends Pick<EndAuthorizationProps, 'authorization'> {
  readonly onPress: () => void;
}

/** Opens the dialog that ends an authorization, which may outlast the button. */
export function EndButton({ authorization, onPress }: EndButtonProps) {
  const today = dayIn(useNow(), useSession().payer.timeZone);
  if (!useMay('submit') || !isEndable(authorization, today)) return null;
  return (
    <Button size="small" onPress={onPress}>
      {authorization.endedOn === null ? text.end.action : text.end.earlier}
      <span className="visually-hidden"> {authorization.number}</span>
    </Button>
  );
}

/** Whether days are left to end: if it was ended already, while a covered one is ahead. */
function isEndable({ status, period, endedOn }: Authorization, today: string): boolean {
  if (endedOn === null) return status === 'active';
  return endedOn >= today && endedOn >= period.start;
}

/** Whether it has not been ended since. */
function isAsItWas(one: Authorization, other: Authorization): boolean {
  return (
    one.status === other.status &&
    one.endedOn === other.endedOn &&
    one.endReason === other.endReason
  );
}

interface EndDraft {
  readonly reason: EndReason | null;
  readonly lastDay: string | Unread | null;
  readonly note: string;
}

const NOTHING_WRITTEN: EndDraft = { reason: null, lastDay: null, note: '' };

function isWritten({ reason, lastDay, note }: EndDraft): boolean {
  return reason !== null || lastDay !== null || note.trim() !== '';
}

interface EndDialogsProps {
  /** The one being ended; null for none. */
  readonly ending: EndAuthorizationProps | null;
  readonly onClose: () => void;
}

/**
 * The dialogs that end a page's authorizations, one at a time. Input is kept while the page is
 * open, even after a dialog is closed.
 */
export function EndDialogs({ ending, onClose }: EndDialogsProps) {
  const [drafts, changeDrafts] = useChanging<ReadonlyMap<string, EndDraft>>(new Map());
  const guard = useLeaveGuard({
    isAnythingLost: () => [...drafts.values()].some(isWritten),
    words: text.end.lost,
    leave: text.end.leave,
  });
  const number = ending?.authorization.number ?? '';
  const keep = (draft: EndDraft) => changeDrafts((all) => new Map(all).set(number, draft));
  return (
    <>
      {ending ? (
        <EndDialog
          {...ending}
          key={number}
          draft={drafts.get(number) ?? NOTHING_WRITTEN}
          onChange={keep}
          onClose={onClose}
          onOver={() => {
            keep(NOTHING_WRITTEN);
            onClose();
          }}
        />
      ) : null}
      {guard}
    </>
  );
}

interface EndDialogProps extends EndAuthorizationProps {
  readonly draft: EndDraft;
  readonly onChange: (draft: EndDraft) => void;
  /** The input is kept. */
  readonly onClose: () => void;
  /** The input is done, or no longer possible. */
  readonly onOver: () => void;
}

/** The input to end it, then a check of the effects; if it ended meanwhile, how. */
function EndDialog(props: EndDialogProps) {
  const { authorization, draft, onOver } = props;
  const [isChecking, setChecking] = useState(false);
  const today = dayIn(useNow(), useSession().payer.timeZone);
  const [opened, setOpened] = useState(authorization);
  const isEndedSince = !isAsItWas(authorization, opened);
  const end = endOf(draft);
  const ending = useEnding(authorization, isEndedSince, end, onOver);
  const changeSomething = () => {
    setChecking(false);
    ending.reset();
  };
  const isAnswered = isEndedSince && !ending.isPending && !ending.isUnsettled;
  if (isAnswered && !isEndable(authorization, today)) {
    return <EndedMeanwhile {...props} />;
  }
  return isChecking && end && !isAnswered ? (
    <EndCheck {...props} end={end} ending={ending} onChangeSomething={changeSomething} />
  ) : (
    <EndFields
      {...props}
      onChecked={() => {
        setOpened(authorization);
        setChecking(true);
      }}
    />
  );
}

/** Another change came first: there is nothing left to end. */
function EndedMeanwhile({ authorization, draft, onOver }: EndDialogProps) {
  const words = text.end.meanwhile;
  const note = draft.note.trim();
  const { number, status, period, endedOn, endReason } = authorization;
  const isEnded = status === 'ended' && endedOn !== null && endReason !== null;
  return (
    <Dialog
      title={isEnded ? words.ended({ number }) : words.expired({ number })}
      size="small"
      onClose={onOver}
      actions={
        <Button look="primary" onPress={onOver}>
          {words.close}
        </Button>
      }
    >
      <div className={styles['form']}>
        <p>
          {isEnded ? `${words.endedBecause({ reason: ENDED_BECAUSE[endReason] })} ` : null}
          {isEnded && endedOn < period.start
            ? words.noDay
            : text.end.lastDayWas({ day: calendarDay(isEnded ? endedOn : period.end) })}{' '}
          {words.notSent}
        </p>
        {note === '' ? null : (
          <Answers>
            <Answer name={text.end.yourNote}>{note}</Answer>
          </Answers>
        )}
      </div>
    </Dialog>
  );
}

/** The body of the call; null while incomplete. */
function endOf({ reason, lastDay, note }: EndDraft): AuthorizationEnd | null {
  if (reason === null || typeof lastDay !== 'string') return null;
  return { reason, lastDay, ...(note.trim() !== '' && { note: note.trim() }) };
}

interface EndFieldsProps extends EndDialogProps {
  readonly onChecked: () => void;
}

function EndFields({ authorization, draft, onChange, onChecked, onClose }: EndFieldsProps) {
  const { number, period, endedOn } = authorization;
  const { reason, lastDay, note } = draft;
  const today = dayIn(useNow(), useSession().payer.timeZone);
  const days = { start: calendarDay(period.start), end: calendarDay(period.end) };
  const fault =
    typeof lastDay === 'string' ? dayFault(authorization, reason, lastDay, today) : null;
  return (
    <FormDialog
      title={text.end.title({ number })}
      submit={text.end.check}
      isDeliberate
      isReady={endOf(draft) !== null && fault === null}
      onSubmit={onChecked}
      onClose={onClose}
    >
      <p className={styles['note']}>
        {endedOn === null
          ? text.end.approved(days)
          : text.end.approvedEnded({ ...days, ended: calendarDay(endedOn) })}
      </p>
      <Select
        autoFocus
        isRequired
        label={text.end.reason}
        value={reason}
        onChange={(next) => onChange({ ...draft, reason: next })}
        options={optionsOf(END_REASONS)}
      />
      <DateField
        isRequired
        label={text.end.lastDay}
        description={text.end.lastDayHint}
        value={lastDay}
        onChange={(next) => onChange({ ...draft, lastDay: next })}
        {...(fault !== null && { error: fault })}
      />
      <TextField
        isLong
        label={text.end.note}
        value={note}
        onChange={(next) => onChange({ ...draft, note: next })}
      />
    </FormDialog>
  );
}

/** Why the API would refuse a last day as too late; null if it would not. */
function dayFault(
  { period, endedOn, endReason }: Authorization,
  reason: EndReason | null,
  lastDay: string,
  today: string,
): string | null {
  const isNewDeath = reason === 'member-died' && endReason !== 'member-died';
  if (endedOn !== null && (lastDay > endedOn || (lastDay === endedOn && !isNewDeath))) {
    return text.end.faults.notEarlier({ day: calendarDay(endedOn) });
  }
  if (lastDay > period.end) {
    return text.end.faults.tooLate({ day: calendarDay(period.end) });
  }
  return reason === 'member-died' && lastDay > today
    ? text.end.faults.afterDeath({ today: calendarDay(today) })
    : null;
}

interface EndCheckProps extends EndDialogProps {
  readonly end: AuthorizationEnd;
  readonly ending: ReturnType<typeof useEnding>;
  readonly onChangeSomething: () => void;
}

/** What will end and its effects, to read before it is done. */
function EndCheck(props: EndCheckProps) {
  const { authorization, memberName, end, ending, onChangeSomething, onClose } = props;
  const { number, drug, memberId, period, endedOn } = authorization;
  const start = useRef<HTMLDListElement>(null);
  // Not on the button, so that a held key does not press it.
  useEffect(() => {
    start.current?.focus();
  }, []);
  return (
    <FormDialog
      title={text.end.check}
      submit={text.end.action}
      look="danger"
      isDeliberate
      isBusy={ending.isPending}
      onChangeSomething={onChangeSomething}
      onSubmit={() => ending.mutate(end)}
      onClose={onClose}
    >
      <Answers ref={start}>
        <Answer name={text.end.authorization}>
          {number}, {drug}
        </Answer>
        <Answer name={text.end.member}>
          {text.end.memberWords({ name: memberName, memberId })}
        </Answer>
        <Answer name={text.end.reason}>{END_REASONS[end.reason]}</Answer>
        <Answer name={text.end.lastDay}>
          {end.lastDay < period.start
            ? text.end.noDay
            : text.end.instead({
                day: calendarDay(end.lastDay),
                before: calendarDay(endedOn ?? period.end),
              })}
        </Answer>
        {end.note === undefined ? null : <Answer name={text.end.note}>{end.note}</Answer>}
      </Answers>
      <p className={styles['note']}>{text.end.consequences}</p>
      {ending.error ? (
        <p role="alert" className={styles['warning']}>
          {failureWords(ending.error)}
        </p>
      ) : null}
    </FormDialog>
  );
}

/**
 * Sends the command; one that failed on its way keeps its key, so that it is done once. If the
 * authorization has ended since, it is sent again: it may have ended it.
 * @param written the current input, which may differ from what was sent
 */
function useEnding(
  authorization: Authorization,
  isEndedSince: boolean,
  written: AuthorizationEnd | null,
  onEnded: () => void,
) {
  const { number, caseId } = authorization;
  const queries = useQueryClient();
  const { keyOf } = useCommandKey();
  const [lost, setLost] = useState<AuthorizationEnd | null>(null);
  const { mutate, reset, error, isPending } = useMutation({
    mutationFn: async (body: AuthorizationEnd) => {
      const { data } = await endAuthorization({ path: { number }, headers: keyOf(body), body });
      return data;
    },
    onSuccess: ({ endedOn }, body) => {
      setLost(null);
      const isOver = isSame(written, body);
      const until = endedOn === null ? '' : text.end.lastDayWas({ day: calendarDay(endedOn) });
      const detail = isOver ? until : `${until} ${CHANGED_SINCE}`;
      showToast({ title: text.end.done({ number }), detail });
      const path = { id: caseId };
      for (const queryKey of [
        viewCaseQueryKey({ path }),
        showTimelineQueryKey({ path }),
        ['renewals'],
      ]) {
        void queries.invalidateQueries({ queryKey });
      }
      if (isOver) onEnded();
    },
    onError: (failure, body) => setLost(isUnanswered(failure, lost !== null) ? body : null),
  });
  const isUnsettled = lost !== null && isEndedSince;
  useAskAgain(isUnsettled && !isPending ? lost : null, mutate);
  return { mutate, reset, error, isPending, isUnsettled };
}
