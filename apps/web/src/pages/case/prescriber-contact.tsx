import { useEffect, useRef, useState } from 'react';
import type { Case } from '../../client';
import { ChangedAddress } from '../../prescriber/changed-address';
import { phoneFault } from '../../prescriber/phone';
import { useMay } from '../../session/session';
import { announce } from '../../shared/announcements';
import { Problem } from '../../shared/problem';
import { Button } from '../../ui/button';
import { CHANGED_SINCE } from '../../ui/states';
import { TextField } from '../../ui/text-field';
import { ActionFrame } from './action-frame';
import { recordedWords } from './commands';
import type { ContactDraft, Written } from './drafts';
import { faultAt, isSaidAtFields } from './faults';
import type { Change, FormProps } from './forms';
import styles from './forms.module.css';
import { Recorded } from './recorded';
import { text } from './text';
import { useCommand, type Sent } from './use-command';

interface PrescriberContactProps {
  readonly case: Case;
  /** The case's newest version known here. */
  readonly newestVersion: number;
  readonly written: Written;
  readonly onChange: (change: Change<ContactDraft>) => void;
  /**
   * Receives the case after the contact changed, and the change.
   * @returns whether the form changed since, and keeps that
   */
  readonly onChanged: (after: Case, sent: Sent) => boolean;
}

/** Whether letters may still go to the prescriber, so corrections are accepted. */
export function isContactTaken({
  closedAt,
  stuck,
  authorization,
}: Pick<Case, 'closedAt' | 'stuck' | 'authorization'>): boolean {
  return (
    closedAt === null || stuck?.waitsFor === 'mail-system' || authorization?.status === 'active'
  );
}

/** The prescriber's contact, and a way to correct it while letters may still go there. */
export function PrescriberContact(props: PrescriberContactProps) {
  const { case: shown, newestVersion, written, onChange, onChanged } = props;
  const [editing, setEditing] = useState<'not yet' | 'now' | 'done'>('not yet');
  const mayChange = useMay('submit');
  const isTaken = isContactTaken(shown);
  const { addressChange } = shown;
  // Outside the form, so that a reopened one knows what is being sent.
  const onSent = (after: Case, sent: Sent): boolean => {
    const staysOpen = onChanged(after, sent) && isContactTaken(after);
    if (!staysOpen) setEditing('done');
    announce(staysOpen ? `${recordedWords(sent.command)}. ${CHANGED_SINCE}` : text.contact.done);
    return staysOpen;
  };
  const command = useCommand({ shown, newestVersion, written, onSent });
  return (
    <>
      {addressChange === null ? null : <ChangedAddress {...addressChange} />}
      {command.recorded && isTaken ? <Recorded sent={command.recorded} /> : null}
      {editing === 'now' && isTaken ? (
        <ContactForm
          case={shown}
          draft={written.contact}
          onChange={onChange}
          command={command}
          onClose={() => setEditing('done')}
        />
      ) : mayChange && isTaken ? (
        <Button
          autoFocus={editing === 'done'}
          onPress={() => {
            if (!command.isPending) command.reset();
            setEditing('now');
          }}
        >
          {text.contact.action}
        </Button>
      ) : null}
    </>
  );
}

function ContactForm({ case: shown, draft, onChange, command, onClose }: FormProps<ContactDraft>) {
  const { phone = '', email = '' } = shown.request.prescriber;
  /** The case's value may be about to become what was sent. */
  const written = (typed: string, had: string) =>
    typed === had && !command.isUnknown ? undefined : typed;
  const typed = { phone: draft.phone ?? phone, email: draft.email ?? email };
  const [isPhoneTyped, setPhoneTyped] = useState(false);
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
      title={text.contact.title}
      submit={text.contact.submit}
      command={command}
      lacks={Object.keys(body).length === 0 ? text.contact.unchanged : null}
      isErrorSaid={isSaid}
      failed={text.contact.failed}
      onClose={onClose}
      onSubmit={() => command.mutate({ kind: 'change-prescriber', body })}
    >
      <div ref={fields} className={styles['fields']}>
        <TextField
          label={text.contact.phone}
          inputMode="tel"
          value={typed.phone}
          onChange={(next) => onChange((now) => ({ ...now, phone: written(next, phone) }))}
          onFocusChange={(isFocused) => setPhoneTyped(!isFocused)}
          error={fault('phone') ?? phoneFault(typed.phone, isPhoneTyped)}
        />
        <TextField
          label={text.contact.email}
          inputMode="email"
          description={text.contact.emailHint}
          value={typed.email}
          onChange={(next) => onChange((now) => ({ ...now, email: written(next, email) }))}
          error={fault('email')}
        />
      </div>
    </ActionFrame>
  );
}
