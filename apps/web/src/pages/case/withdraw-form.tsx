import { Problem } from '../../shared/problem';
import { TextField } from '../../ui/text-field';
import { ActionFrame } from './action-frame';
import { faultAt } from './faults';
import type { FormProps } from './forms';
import { text } from './text';

const words = text.withdrawal;

/** Ends the case at the requester's wish, without a decision. */
export function WithdrawForm({ draft, onChange, command, onClose }: FormProps<string>) {
  return (
    <ActionFrame
      title={words.title}
      submit={words.title}
      look="danger"
      command={command}
      lacks={draft.trim() === '' ? words.reasonMissing : null}
      failed={words.failed}
      onClose={onClose}
      onSubmit={() => command.mutate({ kind: 'withdraw', body: { reason: draft } })}
    >
      <TextField
        label={words.reason}
        description={words.reasonHint}
        isLong
        isRequired
        value={draft}
        onChange={(typed) => onChange(() => typed)}
        error={command.error instanceof Problem ? faultAt(command.error, 'reason') : undefined}
      />
    </ActionFrame>
  );
}
