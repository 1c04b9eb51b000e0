import { useState } from 'react';
import { useSession } from '../session/session';
import { FormDialog } from '../ui/form-dialog';
import { PersonField, personMeant } from './people';

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
  const chosen = personMeant(person, subject);
  return (
    <FormDialog
      title={`Assign ${what}`}
      submit={chosen === subject ? 'Assign to me' : `Assign to ${chosen}`}
      onSubmit={() => {
        onAssign(chosen);
        onClose();
      }}
      onClose={onClose}
    >
      <PersonField autoFocus label="Who should have it" value={person} onChange={setPerson} />
    </FormDialog>
  );
}
