import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { endAuthorization, type Authorization, type AuthorizationEnd } from '../client';
import { showTimelineQueryKey, viewCaseQueryKey } from '../client/@tanstack/react-query.gen';
import { failureWords, isUnanswered } from '../session/problem';
import { useMay, useSession } from '../session/session';
import { useAskAgain } from '../session/use-ask-again';
import { useCommandKey } from '../session/use-command-key';
import { Answer, Answers } from '../ui/answers';
import { Button } from '../ui/button';
import { DateField } from '../ui/date-field';
import { Dialog } from '../ui/dialog';
import { FormDialog } from '../ui/form-dialog';
import { useNow } from '../ui/now';
import type { Unread } from '../ui/reading';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import { calendarDay, dayIn } from '../ui/times';
import { showToast } from '../ui/toast';
import { END_REASONS, ENDED_BECAUSE, optionsOf, type EndReason } from './words';
import styles from './work.module.css';

interface EndAuthorizationProps {
  readonly authorization: Authorization;
  readonly memberName: string;
}

/** The action that ends an authorization early, or earlier still; nothing for whoever may not take it. */
export function EndAuthorization({ authorization, memberName }: EndAuthorizationProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <EndButton authorization={authorization} onPress={() => setOpen(true)} />
      {isOpen ? (
        <EndDialog {...{ authorization, memberName }} onClose={() => setOpen(false)} />
      ) : null}
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
      {authorization.endedOn === null ? 'End authorization' : 'End earlier'}
      <span className="visually-hidden"> {authorization.number}</span>
    </Button>
  );
}

/** Whether days are left to take back: of one that was ended already, while one that it covers is ahead. */
function isEndable({ status, period, endedOn }: Authorization, today: string): boolean {
  if (endedOn === null) return status === 'active';
  return endedOn >= today && endedOn >= period.start;
}

/** Whether nobody and nothing has ended it since. */
function isAsItWas(one: Authorization, other: Authorization): boolean {
  return (
    one.status === other.status &&
    one.endedOn === other.endedOn &&
    one.endReason === other.endReason
  );
}

interface EndDialogProps extends EndAuthorizationProps {
  readonly onClose: () => void;
}

interface EndDraft {
  readonly reason: EndReason | null;
  readonly lastDay: string | Unread | null;
  readonly note: string;
}

/** What ends it, then a look at what that does; of one that ended meanwhile, how. */
export function EndDialog(props: EndDialogProps) {
  const { authorization, onClose } = props;
  const [draft, setDraft] = useState<EndDraft>({ reason: null, lastDay: null, note: '' });
  const [isChecking, setChecking] = useState(false);
  const today = dayIn(useNow(), useSession().payer.timeZone);
  const [opened, setOpened] = useState(authorization);
  const isEndedSince = !isAsItWas(authorization, opened);
  const ending = useEnding(authorization, isEndedSince, onClose);
  const end = endOf(draft);
  const changeSomething = () => {
    setChecking(false);
    ending.reset();
  };
  const isAnswered = isEndedSince && !ending.isPending && !ending.isUnsettled;
  if (isAnswered && !isEndable(authorization, today)) {
    return <EndedMeanwhile {...props} note={draft.note.trim()} />;
  }
  return isChecking && end && !isAnswered ? (
    <EndCheck {...props} end={end} ending={ending} onChangeSomething={changeSomething} />
  ) : (
    <EndFields
      {...props}
      draft={draft}
      onChange={setDraft}
      onChecked={() => {
        setOpened(authorization);
        setChecking(true);
      }}
    />
  );
}

interface EndedMeanwhileProps extends EndDialogProps {
  /** What was typed as a note. */
  readonly note: string;
}

/** Somebody or something was first, so that there is nothing to end any more. */
function EndedMeanwhile({ authorization, note, onClose }: EndedMeanwhileProps) {
  const { number, status, period, endedOn, endReason } = authorization;
  const isEnded = status === 'ended' && endedOn !== null && endReason !== null;
  return (
    <Dialog
      title={`Authorization ${number} has ${isEnded ? 'ended' : 'expired'}`}
      size="small"
      onClose={onClose}
      actions={
        <Button look="primary" onPress={onClose}>
          Close
        </Button>
      }
    >
      <div className={styles['form']}>
        <p>
          {isEnded
            ? `It was ended while you were writing, because ${ENDED_BECAUSE[endReason]}. ${
                endedOn < period.start
                  ? 'No day is covered.'
                  : `Last covered day: ${calendarDay(endedOn)}.`
              }`
            : `Its last covered day was ${calendarDay(period.end)}.`}{' '}
          What you entered was not sent.
        </p>
        {note === '' ? null : (
          <Answers>
            <Answer name="Your note">{note}</Answer>
          </Answers>
        )}
      </div>
    </Dialog>
  );
}

/** The body of the call; null while something is lacking. */
function endOf({ reason, lastDay, note }: EndDraft): AuthorizationEnd | null {
  if (reason === null || typeof lastDay !== 'string') return null;
  return { reason, lastDay, ...(note.trim() !== '' && { note: note.trim() }) };
}

interface EndFieldsProps extends EndDialogProps {
  readonly draft: EndDraft;
  readonly onChange: (draft: EndDraft) => void;
  readonly onChecked: () => void;
}

function EndFields({ authorization, draft, onChange, onChecked, onClose }: EndFieldsProps) {
  const { number, period, endedOn } = authorization;
  const { reason, lastDay, note } = draft;
  const today = dayIn(useNow(), useSession().payer.timeZone);
  const fault =
    typeof lastDay === 'string' ? dayFault(authorization, reason, lastDay, today) : null;
  return (
    <FormDialog
      title={`End authorization ${number}`}
      submit="Check before you end it"
      isDeliberate
      isReady={endOf(draft) !== null && fault === null}
      onSubmit={onChecked}
      onClose={onClose}
    >
      <p className={styles['note']}>
        Approved {calendarDay(period.start)} through {calendarDay(period.end)}
        {endedOn === null ? '.' : `; ended early, last covered day ${calendarDay(endedOn)}.`}
      </p>
      <Select
        autoFocus
        isRequired
        label="Reason"
        value={reason}
        onChange={(next) => onChange({ ...draft, reason: next })}
        options={optionsOf(END_REASONS)}
      />
      <DateField
        isRequired
        label="Last covered day"
        description="The day before the first covered day takes all of it back."
        value={lastDay}
        onChange={(next) => onChange({ ...draft, lastDay: next })}
        {...(fault !== null && { error: fault })}
      />
      <TextField
        isLong
        label="Note"
        value={note}
        onChange={(next) => onChange({ ...draft, note: next })}
      />
    </FormDialog>
  );
}

/** What speaks against a last day that is later than the API takes it; null where nothing does. */
function dayFault(
  { period, endedOn, endReason }: Authorization,
  reason: EndReason | null,
  lastDay: string,
  today: string,
): string | null {
  const isNewDeath = reason === 'member-died' && endReason !== 'member-died';
  if (endedOn !== null && (lastDay > endedOn || (lastDay === endedOn && !isNewDeath))) {
    return `It was ended already, so the last covered day must be before ${calendarDay(endedOn)}.`;
  }
  if (lastDay > period.end) {
    return `The last covered day can't be after ${calendarDay(period.end)}.`;
  }
  return reason === 'member-died' && lastDay > today
    ? `The member died, so the last covered day can't be after today, ${calendarDay(today)}.`
    : null;
}

interface EndCheckProps extends EndDialogProps {
  readonly end: AuthorizationEnd;
  readonly ending: ReturnType<typeof useEnding>;
  readonly onChangeSomething: () => void;
}

/** What will be ended and what that does, to be read before it is done. */
function EndCheck(props: EndCheckProps) {
  const { authorization, memberName, end, ending, onChangeSomething, onClose } = props;
  const { number, drug, memberId, period, endedOn } = authorization;
  const start = useRef<HTMLDListElement>(null);
  // Not at the button, so that a key that is still held does not press it.
  useEffect(() => {
    start.current?.focus();
  }, []);
  return (
    <FormDialog
      title="Check before you end it"
      submit="End authorization"
      look="danger"
      isDeliberate
      isBusy={ending.isPending}
      onChangeSomething={onChangeSomething}
      onSubmit={() => ending.mutate(end)}
      onClose={onClose}
    >
      <Answers ref={start}>
        <Answer name="Authorization">
          {number}, {drug}
        </Answer>
        <Answer name="Member">
          {memberName}, ID {memberId}
        </Answer>
        <Answer name="Reason">{END_REASONS[end.reason]}</Answer>
        <Answer name="Last covered day">
          {end.lastDay < period.start
            ? 'None: all of it is taken back'
            : `${calendarDay(end.lastDay)} instead of ${calendarDay(endedOn ?? period.end)}`}
        </Answer>
        {end.note === undefined ? null : <Answer name="Note">{end.note}</Answer>}
      </Answers>
      <p className={styles['note']}>
        Renewal reminders stop, and an open renewal review is withdrawn. Unless it was replaced, a
        renewal that was approved already is taken back too. This can&apos;t be undone.
      </p>
      {ending.error ? (
        <p role="alert" className={styles['warning']}>
          {failureWords(ending.error)}
        </p>
      ) : null}
    </FormDialog>
  );
}

/**
 * Sends the command; one that failed on its way keeps its key, so that it is done once. When the
 * authorization has ended since, it is sent again: it may be what ended it.
 */
function useEnding(authorization: Authorization, isEndedSince: boolean, onEnded: () => void) {
  const { number, caseId } = authorization;
  const queries = useQueryClient();
  const { keyOf } = useCommandKey();
  const [lost, setLost] = useState<AuthorizationEnd | null>(null);
  const { mutate, reset, error, isPending } = useMutation({
    mutationFn: async (body: AuthorizationEnd) => {
      const { data } = await endAuthorization({ path: { number }, headers: keyOf(body), body });
      return data;
    },
    onSuccess: ({ endedOn }) => {
      const until = endedOn === null ? '' : `Last covered day: ${calendarDay(endedOn)}.`;
      showToast({ title: `Authorization ${number} ended`, detail: until });
      const path = { id: caseId };
      for (const queryKey of [
        viewCaseQueryKey({ path }),
        showTimelineQueryKey({ path }),
        ['renewals'],
      ]) {
        void queries.invalidateQueries({ queryKey });
      }
      onEnded();
    },
    onError: (failure, body) => setLost(isUnanswered(failure, lost !== null) ? body : null),
  });
  const isUnsettled = lost !== null && isEndedSince;
  useAskAgain(isUnsettled && !isPending ? lost : null, mutate);
  return { mutate, reset, error, isPending, isUnsettled };
}
