import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { endAuthorization, type Authorization, type AuthorizationEnd } from '../client';
import { showTimelineQueryKey, viewCaseQueryKey } from '../client/@tanstack/react-query.gen';
import { commandKey } from '../session/api';
import { failureWords } from '../session/problem';
import { useMay } from '../session/session';
import { Button } from '../ui/button';
import { DateField } from '../ui/date-field';
import { FormDialog } from '../ui/form-dialog';
import type { Unread } from '../ui/reading';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import { calendarDay } from '../ui/times';
import { showToast } from '../ui/toast';
import { optionsOf } from './words';
import styles from './work.module.css';

type EndReason = AuthorizationEnd['reason'];

export const END_REASONS: Readonly<Record<EndReason, string>> = {
  'therapy-stopped': 'Therapy stopped',
  'member-died': 'Member died',
  'coverage-ended': 'Coverage ended elsewhere',
  superseded: 'Superseded',
  'entered-in-error': 'Entered in error',
};

interface EndAuthorizationProps {
  readonly authorization: Authorization;
}

/** The action that ends an active authorization early; nothing for whoever may not take it. */
export function EndAuthorization({ authorization }: EndAuthorizationProps) {
  const [isOpen, setOpen] = useState(false);
  const may = useMay('submit');
  if (!may || authorization.status !== 'active') return null;
  return (
    <>
      <Button size="small" onPress={() => setOpen(true)}>
        End authorization<span className="visually-hidden"> {authorization.number}</span>
      </Button>
      {isOpen ? <EndDialog authorization={authorization} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface EndDialogProps extends EndAuthorizationProps {
  readonly onClose: () => void;
}

function EndDialog({ authorization, onClose }: EndDialogProps) {
  const { number, period } = authorization;
  const [reason, setReason] = useState<EndReason | null>(null);
  const [lastDay, setLastDay] = useState<string | Unread | null>(null);
  const [note, setNote] = useState('');
  const ending = useEnding(authorization, onClose);
  return (
    <FormDialog
      title={`End authorization ${number}`}
      submit="End authorization"
      isReady={reason !== null && typeof lastDay === 'string' && !ending.isPending}
      onSubmit={() => {
        if (reason === null || typeof lastDay !== 'string') return;
        ending.mutate({ reason, lastDay, ...(note.trim() !== '' && { note: note.trim() }) });
      }}
      onClose={onClose}
    >
      <p className={styles['note']}>
        Approved {calendarDay(period.start)} through {calendarDay(period.end)}. Reminders stop, and
        an open renewal review is withdrawn. This can&apos;t be undone.
      </p>
      <Select
        autoFocus
        isRequired
        label="Reason"
        value={reason}
        onChange={setReason}
        options={optionsOf(END_REASONS)}
      />
      <DateField
        isRequired
        label="Last covered day"
        description="The day before the first covered day takes all of it back."
        value={lastDay}
        onChange={setLastDay}
      />
      <TextField isLong label="Note" value={note} onChange={setNote} />
      {ending.error ? (
        <p role="alert" className={styles['warning']}>
          {failureWords(ending.error)}
        </p>
      ) : null}
    </FormDialog>
  );
}

/** Sends the command; one that failed on its way keeps its key, so that it is done once. */
function useEnding({ number, caseId }: Authorization, onEnded: () => void) {
  const queries = useQueryClient();
  const repeatable = useRef<{ readonly text: string; readonly key: string } | null>(null);
  return useMutation({
    mutationFn: async (body: AuthorizationEnd) => {
      const text = JSON.stringify(body);
      if (repeatable.current?.text !== text) {
        repeatable.current = { text, key: commandKey()['Idempotency-Key'] };
      }
      const headers = { 'Idempotency-Key': repeatable.current.key };
      return (await endAuthorization({ path: { number }, headers, body })).data;
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
  });
}
