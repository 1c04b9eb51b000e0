import { Problem } from '../../shared/problem';
import { TextField } from '../../ui/text-field';
import { ActionFrame } from './action-frame';
import { faultAt } from './faults';
import type { FormProps } from './forms';

/** Ends the case at the wish of whoever asked; nobody decides it any more. */
export function WithdrawForm({ draft, onChange, command, onClose }: FormProps<string>) {
  return (
    <ActionFrame
      title="Withdraw the request"
      submit="Withdraw the request"
      look="danger"
      command={command}
      lacks={draft.trim() === '' ? 'Say why nobody wants a decision any more.' : null}
      failed="The request was not withdrawn"
      onClose={onClose}
      onSubmit={() => command.mutate({ kind: 'withdraw', body: { reason: draft } })}
    >
      <TextField
        label="Why"
        description="For example: the prescriber chose another drug. It closes the case for good."
        isLong
        isRequired
        value={draft}
        onChange={(text) => onChange(() => text)}
        error={command.error instanceof Problem ? faultAt(command.error, 'reason') : undefined}
      />
    </ActionFrame>
  );
}
