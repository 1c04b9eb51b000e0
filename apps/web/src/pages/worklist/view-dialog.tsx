import { useId, useState } from 'react';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import styles from './worklist.module.css';

interface ViewDialogProps {
  readonly title: string;
  readonly name?: string;
  readonly isShared?: boolean;
  readonly onSave: (name: string, isShared: boolean) => void;
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
  const form = useId();
  return (
    <Dialog
      title={title}
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary">
            Save
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') {
            setError('Give it a name.');
            return;
          }
          onSave(text.trim(), shared);
          onClose();
        }}
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
      </form>
    </Dialog>
  );
}
