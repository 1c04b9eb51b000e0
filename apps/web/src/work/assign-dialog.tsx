import { useId, useState } from 'react';
import { useSession } from '../session/session';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { PersonField } from './people';
import styles from './work.module.css';

interface AssignDialogProps {
  /** Which case or cases, as in "PA-AB2CD-EF3GH" or "3 cases". */
  readonly what: string;
  readonly onAssign: (person: string) => void;
  readonly onClose: () => void;
}

/** Asks who should have it. Enter in the empty field takes it oneself. */
export function AssignDialog({ what, onAssign, onClose }: AssignDialogProps) {
  const { subject } = useSession();
  const [person, setPerson] = useState('');
  const form = useId();
  const chosen = ['', 'me'].includes(person.trim().toLowerCase()) ? subject : person.trim();
  return (
    <Dialog
      title={`Assign ${what}`}
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary">
            {chosen === subject ? 'Assign to me' : `Assign to ${chosen}`}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          onAssign(chosen);
          onClose();
        }}
      >
        <PersonField autoFocus label="Who should have it" value={person} onChange={setPerson} />
      </form>
    </Dialog>
  );
}
