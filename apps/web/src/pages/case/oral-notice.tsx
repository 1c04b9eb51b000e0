import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { recordOralNotice, type Case, type OralNotice } from '../../client';
import { showClocksQueryKey, showTimelineQueryKey } from '../../client/@tanstack/react-query.gen';
import { commandKey } from '../../session/api';
import { useMay, useSession } from '../../session/session';
import { failureWords } from '../../shared/problem';
import { Button } from '../../ui/button';
import { FormDialog } from '../../ui/form-dialog';
import { InstantField } from '../../ui/instant-field';
import { useNow } from '../../ui/now';
import { RadioGroup } from '../../ui/radio-group';
import type { Unread } from '../../ui/reading';
import { TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { text } from './text';
import { timeFault } from '../../work/time-fault';
import { useSending } from './use-sending';

const words = text.oralNotice;

/** Records that people were told of an expedited decision by phone. */
export function OralNoticeButton({ case: shown }: { readonly case: Case }) {
  const { id, status } = shown;
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const mayWrite = useMay('submit');
  const isDecided = status === 'approved' || status === 'denied';
  if (!mayWrite || !isDecided || shown.request.urgency !== 'expedited') return null;
  const path = { id };
  const record = async (body: OralNotice): Promise<string | null> => {
    try {
      await recordOralNotice({ path, headers: commandKey(), body, throwOnError: true });
    } catch (error) {
      return failureWords(error);
    }
    showToast({ title: words.recorded });
    void queries.invalidateQueries({ queryKey: showClocksQueryKey({ path }) });
    void queries.invalidateQueries({ queryKey: showTimelineQueryKey({ path }) });
    return null;
  };
  return (
    <>
      <p>
        <Button size="small" onPress={() => setOpen(true)}>
          {words.title}
        </Button>
      </p>
      {isOpen ? (
        <OralNoticeDialog
          decidedAt={shown.closedAt}
          onRecord={record}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

interface OralNoticeDialogProps {
  readonly decidedAt: string | null;
  /** Resolves to the refusal, in words, or null. */
  readonly onRecord: (body: OralNotice) => Promise<string | null>;
  readonly onClose: () => void;
}

function OralNoticeDialog({ decidedAt, onRecord, onClose }: OralNoticeDialogProps) {
  const { payer } = useSession();
  const now = useNow();
  const [to, setTo] = useState<OralNotice['to'] | null>(null);
  const [spokenAt, setSpokenAt] = useState<string | Unread | null>(null);
  const [note, setNote] = useState('');
  const { isBusy, send, refused } = useSending(onClose);
  const written = note.trim();
  const error = timeFault(spokenAt, decidedAt, now, {
    future: words.future,
    before: words.beforeDecision,
  });
  const isRead = spokenAt === null || typeof spokenAt === 'string';
  const submit = () => {
    if (to === null || !isRead) return;
    const body = { to, ...(spokenAt && { spokenAt }), ...(written !== '' && { note: written }) };
    void send(onRecord(body));
  };
  return (
    <FormDialog
      title={words.title}
      submit={words.submit}
      isReady={to !== null && isRead && error === undefined}
      isBusy={isBusy}
      isDeliberate
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioGroup<OralNotice['to']>
        autoFocus
        isRequired
        label={words.to}
        value={to}
        onChange={setTo}
        options={[
          { value: 'member', label: words.member },
          { value: 'prescriber', label: words.prescriber },
        ]}
      />
      <InstantField
        label={words.spokenAt}
        description={words.nowIfEmpty}
        timeZone={payer.timeZone}
        value={spokenAt}
        error={error}
        onChange={setSpokenAt}
      />
      <TextField isLong label={words.note} value={note} onChange={setNote} maxLength={4_000} />
      {refused}
    </FormDialog>
  );
}
