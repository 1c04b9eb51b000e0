import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { openWithReason } from '../../client';
import { viewCaseQueryKey } from '../../client/@tanstack/react-query.gen';
import { useCommandKey } from '../../session/use-command-key';
import type { Problem } from '../../shared/problem';
import { Button } from '../../ui/button';
import { FormDialog } from '../../ui/form-dialog';
import { Page } from '../../ui/page';
import { EmptyState, Failure } from '../../ui/states';
import { TextField } from '../../ui/text-field';
import { text } from './text';

const words = text.anotherLine;

interface CaseOfAnotherLineProps {
  readonly caseId: string;
  readonly problem: Problem;
}

/** Stands in place of a case that belongs to another line of business, until the person says why. */
export function CaseOfAnotherLine({ caseId, problem }: CaseOfAnotherLineProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <Page title={text.page.title}>
      <EmptyState
        icon="question"
        title={problem.title}
        action={
          <Button look="primary" onPress={() => setAsking(true)}>
            {words.action}
          </Button>
        }
      >
        {words.advice}
      </EmptyState>
      {isAsking ? <ReasonDialog caseId={caseId} onClose={() => setAsking(false)} /> : null}
    </Page>
  );
}

interface ReasonDialogProps {
  readonly caseId: string;
  readonly onClose: () => void;
}

/** Asks why the person opens the case; with an answer, the page loads it. */
function ReasonDialog({ caseId, onClose }: ReasonDialogProps) {
  const queries = useQueryClient();
  const { keyOf } = useCommandKey();
  const [reason, setReason] = useState('');
  const path = { id: caseId };
  const opening = useMutation({
    mutationFn: (body: { readonly reason: string }) =>
      openWithReason({ path, body, headers: keyOf(body) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: viewCaseQueryKey({ path }) }),
  });
  const written = reason.trim();
  return (
    <FormDialog
      title={words.title}
      submit={words.submit}
      isReady={written !== ''}
      isBusy={opening.isPending}
      isDeliberate
      onSubmit={() => opening.mutate({ reason: written })}
      onClose={onClose}
    >
      <TextField
        autoFocus
        isLong
        isRequired
        label={words.reason}
        description={words.reasonHint}
        value={reason}
        onChange={setReason}
        maxLength={4_000}
      />
      {opening.isError ? <Failure isInline error={opening.error} what={words.failed} /> : null}
    </FormDialog>
  );
}
