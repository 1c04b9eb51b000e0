import { useState } from 'react';
import { Checkbox } from '../../ui/checkbox';
import { FormDialog } from '../../ui/form-dialog';
import { TextField } from '../../ui/text-field';

interface ViewDialogProps {
  readonly title: string;
  readonly name?: string;
  readonly isShared?: boolean;
  /** @returns whether it is saved; if not, the dialog stays with what was typed */
  readonly onSave: (name: string, isShared: boolean) => Promise<boolean>;
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
  const [text, setText] = useState(name);
  const [shared, setShared] = useState(isShared);
  const [error, setError] = useState<string>();
  return (
    <FormDialog
      title={title}
      submit="Save"
      onSubmit={() => {
        if (text.trim() === '') {
          setError('Give it a name.');
          return;
        }
        void onSave(text.trim(), shared).then((isSaved) => {
          if (isSaved) onClose();
        });
      }}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={text}
        onChange={setText}
        maxLength={80}
        isRequired
        autoFocus
        autoComplete="off"
        description="Without names of members: everybody may see it."
        error={error}
      />
      <Checkbox isSelected={shared} onChange={setShared}>
        Share it with everybody
      </Checkbox>
    </FormDialog>
  );
}
