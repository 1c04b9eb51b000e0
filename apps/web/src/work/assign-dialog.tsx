import { useState } from 'react';
import { useMay, useSession } from '../session/session';
import { failureWords } from '../shared/problem';
import { FormDialog } from '../ui/form-dialog';
import { PersonField, usePersonChoice } from './people';
import { text } from './text';

interface AssignDialogProps {
  /** Which case or cases, as in "PA-AB2CD-EF3GH" or "3 cases". */
  readonly what: string;
  /** Whether only deciders can have it. */
  readonly isReview: boolean;
  /** Resolves to the refusal, in words, or null. */
  readonly onAssign: (person: string) => Promise<string | null>;
  readonly onClose: () => void;
}

/** Asks who should have it, of the people who have signed in here. The empty field means the user, if allowed. */
export function AssignDialog({ what, isReview, onAssign, onClose }: AssignDialogProps) {
  const { subject } = useSession();
  const mayDecide = useMay('decide');
  const [isBusy, setBusy] = useState(false);
  const { person, field, refuse, take } = usePersonChoice();
  const needsOther = isReview && !mayDecide;
  const isUnnamed = needsOther && field.value.trim() === '';
  const label = isUnnamed
    ? text.assign.submit
    : person === subject
      ? text.assign.submitToMe
      : text.assign.submitTo({ person });
  const submit = async () => {
    setBusy(true);
    const taken = await take();
    const refused = taken === null ? null : await onAssign(taken).catch(failureWords);
    setBusy(false);
    if (taken === null) return;
    refuse(refused);
    if (refused === null) onClose();
  };
  return (
    <FormDialog
      title={text.assign.title({ what })}
      submit={label}
      isReady={!isUnnamed}
      isBusy={isBusy}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <PersonField
        autoFocus
        label={text.assign.person}
        mustDecide={isReview}
        isRequired={needsOther}
        {...field}
      />
    </FormDialog>
  );
}
