import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reportDelivery, type Delivery, type Letter } from '../../client';
import {
  listLettersQueryKey,
  listNoticesQueryKey,
  showTimelineQueryKey,
  viewCaseQueryKey,
} from '../../client/@tanstack/react-query.gen';
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

const words = text.delivery;

interface ReportDeliveryProps {
  readonly caseId: string;
  readonly letter: Pick<Letter, 'id' | 'kind' | 'sentAt' | 'state'>;
}

/** Reports by hand what the recipient's mail system did with a letter that was sent by email. */
export function ReportDelivery({ caseId, letter }: ReportDeliveryProps) {
  const { id: letterId, kind, sentAt, state } = letter;
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const mayWrite = useMay('submit');
  const isSent = state === 'sent' || state === 'delivered' || state === 'bounced';
  if (!mayWrite || sentAt === null || !isSent) return null;
  const report = async (body: Delivery): Promise<string | null> => {
    try {
      await reportDelivery({ path: { letterId }, headers: commandKey(), body, throwOnError: true });
    } catch (error) {
      return failureWords(error);
    }
    showToast({ title: words.recorded });
    const path = { id: caseId };
    for (const queryKey of [
      listLettersQueryKey({ path }),
      listNoticesQueryKey({ path }),
      showTimelineQueryKey({ path }),
      viewCaseQueryKey({ path }),
    ]) {
      void queries.invalidateQueries({ queryKey });
    }
    return null;
  };
  return (
    <>
      <p>
        <Button size="small" look="quiet" onPress={() => setOpen(true)}>
          {words.title} <span className="visually-hidden">({text.letters.kinds[kind]})</span>
        </Button>
      </p>
      {isOpen ? (
        <ReportDialog
          title={words.open({ kind: text.letters.kinds[kind] })}
          sentAt={sentAt}
          onReport={report}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

interface ReportDialogProps {
  readonly title: string;
  readonly sentAt: string;
  /** Resolves to the refusal, in words, or null. */
  readonly onReport: (body: Delivery) => Promise<string | null>;
  readonly onClose: () => void;
}

function ReportDialog({ title, sentAt, onReport, onClose }: ReportDialogProps) {
  const { payer } = useSession();
  const now = useNow();
  const [outcome, setOutcome] = useState<Delivery['outcome'] | null>(null);
  const [at, setAt] = useState<string | Unread | null>(null);
  const [code, setCode] = useState('');
  const { isBusy, send, refused } = useSending(onClose);
  const detail = code.trim();
  const timeError = timeFault(at, sentAt, now, {
    future: words.future,
    before: words.beforeSent,
  });
  const isRead = at === null || typeof at === 'string';
  const codeError = outcome === null ? undefined : codeFault(detail, outcome);
  const submit = () => {
    if (outcome === null || !isRead) return;
    const when = at ?? new Date(now).toISOString();
    void send(onReport({ outcome, at: when, ...(detail !== '' && { detail }) }));
  };
  return (
    <FormDialog
      title={title}
      submit={words.submit}
      isReady={outcome !== null && isRead && timeError === undefined && codeError === undefined}
      isBusy={isBusy}
      isDeliberate
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioGroup<Delivery['outcome']>
        autoFocus
        isRequired
        label={words.outcome}
        value={outcome}
        onChange={setOutcome}
        options={[
          { value: 'delivered', label: words.delivered },
          { value: 'bounced', label: words.bounced },
        ]}
      />
      <InstantField
        label={words.at}
        description={words.nowIfEmpty}
        timeZone={payer.timeZone}
        value={at}
        error={timeError}
        onChange={setAt}
      />
      <TextField
        label={words.code}
        description={words.codeHint}
        value={code}
        error={codeError}
        onChange={setCode}
        maxLength={11}
      />
      {refused}
    </FormDialog>
  );
}

function codeFault(code: string, outcome: Delivery['outcome']): string | undefined {
  if (code === '') return undefined;
  const { example, pattern } = CODES[outcome];
  return pattern.test(code) ? undefined : words.wrongCode({ example });
}

/** Enhanced status codes (RFC 3463). */
const CODES: Readonly<
  Record<Delivery['outcome'], { readonly example: string; readonly pattern: RegExp }>
> = {
  delivered: { example: '2.1.5', pattern: /^2(?:\.(?:0|[1-9]\d{0,2})){2}$/ },
  bounced: { example: '5.1.1', pattern: /^[45](?:\.(?:0|[1-9]\d{0,2})){2}$/ },
};
