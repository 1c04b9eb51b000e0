import { useEffect, useRef, useState } from 'react';
import { announce } from '../../app/announcements';
import type { Case } from '../../client';
import { ChangedAddress } from '../../prescriber/changed-address';
import { phoneFault } from '../../prescriber/phone';
import { Problem } from '../../session/problem';
import { useMay } from '../../session/session';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/text-field';
import { ActionFrame } from './action-frame';
import { faultAt, isSaidAtFields } from './faults';
import styles from './forms.module.css';
import { useCommand } from './use-command';

interface PrescriberContactProps {
  readonly case: Case;
  /** Hears the case after the contact was changed. */
  readonly onChanged: (after: Case) => void;
}

/** How the prescriber is reached, and a way to correct it while letters may still go there. */
export function PrescriberContact({ case: shown, onChanged }: PrescriberContactProps) {
  const [editing, setEditing] = useState<'not yet' | 'now' | 'done'>('not yet');
  const mayChange = useMay('submit');
  const isTaken = shown.closedAt === null || shown.stuck?.waitsFor === 'mail-system';
  const { addressChange } = shown;
  return (
    <>
      {addressChange === null ? null : <ChangedAddress {...addressChange} />}
      {editing === 'now' ? (
        <ContactForm
          case={shown}
          onClose={() => setEditing('done')}
          onChanged={(after) => {
            setEditing('done');
            announce('The contact details were changed.');
            onChanged(after);
          }}
        />
      ) : mayChange && isTaken ? (
        <Button autoFocus={editing === 'done'} onPress={() => setEditing('now')}>
          Change phone or email
        </Button>
      ) : null}
    </>
  );
}

interface ContactFormProps extends PrescriberContactProps {
  readonly onClose: () => void;
}

function ContactForm({ case: shown, onChanged, onClose }: ContactFormProps) {
  const { phone = '', email = '' } = shown.request.prescriber;
  const [typed, setTyped] = useState({ phone, email });
  const [isPhoneTyped, setPhoneTyped] = useState(false);
  const command = useCommand(shown, onChanged);
  const body = {
    ...(typed.phone !== phone && { phone: typed.phone }),
    ...(typed.email !== email && { email: typed.email.trim() }),
  };
  const fault = (path: string) =>
    command.error instanceof Problem ? faultAt(command.error, path) : undefined;
  const { error } = command;
  const isSaid = isSaidAtFields(error, ['phone', 'email']);
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isSaid) fields.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error, isSaid]);
  return (
    <ActionFrame
      title="Change the prescriber's phone or email"
      submit="Save"
      isBusy={command.isPending}
      lacks={
        Object.keys(body).length === 0 ? 'Change the phone number or the email address.' : null
      }
      error={isSaid ? null : error}
      failed="The contact details were not changed"
      onClose={onClose}
      onSubmit={() => command.mutate({ kind: 'change-prescriber', body })}
    >
      <div ref={fields} className={styles['fields']}>
        <TextField
          label="Phone"
          inputMode="tel"
          value={typed.phone}
          onChange={(next) => setTyped({ ...typed, phone: next })}
          onFocusChange={(isFocused) => setPhoneTyped(!isFocused)}
          error={fault('phone') ?? phoneFault(typed.phone, isPhoneTyped)}
        />
        <TextField
          label="Email"
          inputMode="email"
          description="Letters that were not delivered go out again, to this address."
          value={typed.email}
          onChange={(next) => setTyped({ ...typed, email: next })}
          error={fault('email')}
        />
      </div>
    </ActionFrame>
  );
}
