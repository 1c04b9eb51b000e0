import { useState } from 'react';
import { Checkbox } from '../../ui/checkbox';
import { FormDialog } from '../../ui/form-dialog';
import { TextField } from '../../ui/text-field';
import { text } from './text';

interface ViewDialogProps {
  readonly title: string;
  readonly name?: string;
  readonly isShared?: boolean;
  /** Resolves to the refusal, in words, or null. */
  readonly onSave: (name: string, isShared: boolean) => Promise<string | null>;
  readonly onClose: () => void;
}

/** Names a view, and says who sees it. */
export function ViewDialog({
  title,
  name = '',
  isShared = false,
  onSave,
  onClose,
}: ViewDialogProps) {
  const [typed, setTyped] = useState(name);
  const [shared, setShared] = useState(isShared);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = async () => {
    setBusy(true);
    const refused =
      typed.trim() === '' ? text.viewDialog.nameMissing : await onSave(typed.trim(), shared);
    setBusy(false);
    setRefusal(refused);
    if (refused === null) onClose();
  };
  return (
    <FormDialog
      title={title}
      submit={text.viewDialog.submit}
      isBusy={isBusy}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={text.viewDialog.name}
        value={typed}
        onChange={setTyped}
        maxLength={80}
        isRequired
        autoFocus
        autoComplete="off"
        description={text.viewDialog.nameHint}
        {...(refusal !== null && { error: refusal })}
      />
      <Checkbox isSelected={shared} onChange={setShared}>
        {text.viewDialog.share}
      </Checkbox>
    </FormDialog>
  );
}
