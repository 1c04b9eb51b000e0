import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  continueBenefits,
  decideAppeal,
  decideGoodCause,
  expediteAppeal,
  forwardAppeal,
  openAppeal,
  proveAuthority,
  recordAppealFindings,
  recordExternalOutcome,
  vacateDismissal,
  withdrawAppeal,
  type Appeal,
  type AppealCommand,
  type AppealDecision,
  type AppealPage,
  type ContinueBenefits,
  type Expedite,
  type ExternalOutcome,
  type Findings,
  type Forwarding,
  type GoodCause,
  type ProofOfAuthority,
  type VacateDismissal,
  type Withdrawal,
} from '../../client';
import {
  listAppealsQueryKey,
  listLettersQueryKey,
  listNoticesQueryKey,
  showClocksQueryKey,
  showChangesNeededQueryKey,
  showTimelineQueryKey,
  viewAppealQueryKey,
  viewCaseQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { answered } from '../../session/answered';
import { ifMatch } from '../../session/api';
import { useCommandKey } from '../../session/use-command-key';
import { Problem } from '../../shared/problem';
import { showToast } from '../../ui/toast';
import { text } from './text';

const words = text.appeals;

/** What a dialog sends about an appeal. */
export type AppealWish =
  | { readonly action: 'decide'; readonly body: AppealDecision }
  | { readonly action: 'cause'; readonly body: GoodCause }
  | { readonly action: 'proof'; readonly body: ProofOfAuthority }
  | { readonly action: 'find'; readonly body: Findings }
  | { readonly action: 'benefits'; readonly body: ContinueBenefits }
  | { readonly action: 'expedite'; readonly body: Expedite }
  | { readonly action: 'forward'; readonly body: Forwarding }
  | { readonly action: 'outcome'; readonly body: ExternalOutcome }
  | { readonly action: 'vacate'; readonly body: VacateDismissal }
  | { readonly action: 'withdraw'; readonly body: Withdrawal };

interface Sending<Wish> {
  readonly send: (wish: Wish) => void;
  /** Why the last one was not done, or may not have been. */
  readonly error: unknown;
  readonly isBusy: boolean;
}

/** Records an appeal of a case, once however often it is sent. */
export function useRecordAppeal(caseId: string, onDone: () => void): Sending<AppealCommand> {
  const { keyOf } = useCommandKey();
  const reload = useReload(caseId);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (body: AppealCommand) =>
      answered((key) => openAppeal({ path: { id: caseId }, headers: key, body }), keyOf(body)),
    onSuccess: () => {
      showToast({ title: words.record.done });
      onDone();
    },
    onSettled: () => void reload(),
  });
  return { send: mutate, error, isBusy: isPending };
}

/**
 * Sends a command on an appeal, from the version that the person saw. After the refusal of an older
 * one, the newest appeal shows, and the next command is based on that.
 */
export function useAppealCommand(appeal: Appeal, onDone: () => void): Sending<AppealWish> {
  const { id, caseId } = appeal;
  const queries = useQueryClient();
  const { keyOf } = useCommandKey();
  const reload = useReload(caseId);
  const [version, setVersion] = useState(appeal.version);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (wish: AppealWish) =>
      answered((key) => sendWish(id, wish, { ...key, ...ifMatch(version) }), keyOf(wish)),
    onSuccess: (_, { action }) => {
      showToast({ title: words[action].done });
      onDone();
    },
    onSettled: async (_, failure) => {
      void queries.invalidateQueries({ queryKey: viewAppealQueryKey({ path: { id } }) });
      await reload();
      if (!(failure instanceof Problem) || failure.code !== 'appeal-changed') return;
      const queryKey = listAppealsQueryKey({ query: { caseId } });
      const newest = queries.getQueryData<AppealPage>(queryKey);
      setVersion((seen) => newest?.items.find((each) => each.id === id)?.version ?? seen);
    },
  });
  return { send: mutate, error, isBusy: isPending };
}

type Headers = { 'Idempotency-Key': string; 'If-Match': string };

function sendWish(id: string, wish: AppealWish, headers: Headers): Promise<unknown> {
  const sent = { path: { id }, headers };
  switch (wish.action) {
    case 'decide':
      return decideAppeal({ ...sent, body: wish.body });
    case 'cause':
      return decideGoodCause({ ...sent, body: wish.body });
    case 'proof':
      return proveAuthority({ ...sent, body: wish.body });
    case 'find':
      return recordAppealFindings({ ...sent, body: wish.body });
    case 'benefits':
      return continueBenefits({ ...sent, body: wish.body });
    case 'expedite':
      return expediteAppeal({ ...sent, body: wish.body });
    case 'forward':
      return forwardAppeal({ ...sent, body: wish.body });
    case 'outcome':
      return recordExternalOutcome({ ...sent, body: wish.body });
    case 'vacate':
      return vacateDismissal({ ...sent, body: wish.body });
    case 'withdraw':
      return withdrawAppeal({ ...sent, body: wish.body });
  }
}

/** Reads what an appeal may have changed: its case and all about it. */
function useReload(caseId: string): () => Promise<unknown> {
  const queries = useQueryClient();
  const path = { id: caseId };
  return () => {
    for (const queryKey of [
      showClocksQueryKey({ path }),
      showTimelineQueryKey({ path }),
      listNoticesQueryKey({ path }),
      listLettersQueryKey({ path }),
      viewCaseQueryKey({ path }),
      showChangesNeededQueryKey({ path }),
    ]) {
      void queries.invalidateQueries({ queryKey });
    }
    return queries.invalidateQueries({ queryKey: listAppealsQueryKey({ query: { caseId } }) });
  };
}
