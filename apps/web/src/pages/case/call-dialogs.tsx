import { useState } from 'react';
import type { CallAppointment, CallOutcome, CallRequest, PeerToPeer } from '../../client';
import { useSession } from '../../session/session';
import { FormDialog } from '../../ui/form-dialog';
import { InstantField } from '../../ui/instant-field';
import { useNow } from '../../ui/now';
import { RadioGroup } from '../../ui/radio-group';
import type { Unread } from '../../ui/reading';
import { TextField } from '../../ui/text-field';
import { wallClock } from '../../ui/times';
import { text } from './text';
import { useSending } from './use-sending';

const words = text.calls;

interface DialogProps {
  readonly onClose: () => void;
}

interface CallRequestDialogProps extends DialogProps {
  readonly title: string;
  /** Resolves to the refusal, in words, or null. */
  readonly onRequest: (body: CallRequest) => Promise<string | null>;
}

const SLOTS = [0, 1, 2] as const;

/** Asks when the prescriber can be called. */
export function CallRequestDialog({ title, onRequest, onClose }: CallRequestDialogProps) {
  const { payer } = useSession();
  const [slots, setSlots] = useState<readonly (string | Unread | null)[]>([null, null, null]);
  const now = useNow();
  const isPast = (slot: unknown) => typeof slot === 'string' && Date.parse(slot) <= now;
  const { isBusy, send, refused } = useSending(onClose);
  const read = slots.filter((slot) => typeof slot === 'string');
  const isUsable = (slot: unknown) => slot === null || (typeof slot === 'string' && !isPast(slot));
  const isReady = read.length > 0 && slots.every(isUsable);
  return (
    <FormDialog
      title={title}
      submit={words.submit}
      isReady={isReady}
      isBusy={isBusy}
      isDeliberate
      onSubmit={() => void send(onRequest({ slots: read }))}
      onClose={onClose}
    >
      {SLOTS.map((position) => (
        <InstantField
          key={position}
          autoFocus={position === 0}
          isRequired={position === 0}
          label={words.slot({ number: position + 1 })}
          timeZone={payer.timeZone}
          value={slots[position]}
          error={isPast(slots[position]) ? words.past : undefined}
          onChange={(slot) => setSlots((all) => all.with(position, slot))}
        />
      ))}
      {refused}
    </FormDialog>
  );
}

interface CallAppointmentDialogProps extends DialogProps {
  readonly call: PeerToPeer;
  /** Resolves to the refusal, in words, or null. */
  readonly onAgree: (body: CallAppointment) => Promise<string | null>;
}

/** Asks which of the prescriber's times was agreed. */
export function CallAppointmentDialog({ call, onAgree, onClose }: CallAppointmentDialogProps) {
  const { payer } = useSession();
  const [slot, setSlot] = useState<string | null>(call.agreed?.slot ?? null);
  const { isBusy, send, refused } = useSending(onClose);
  return (
    <FormDialog
      title={words.agree}
      submit={words.agree}
      isReady={slot !== null}
      isBusy={isBusy}
      isDeliberate
      onSubmit={() => {
        if (slot !== null) void send(onAgree({ slot }));
      }}
      onClose={onClose}
    >
      <RadioGroup<string>
        autoFocus
        isRequired
        label={words.agreedTime}
        value={slot}
        onChange={setSlot}
        options={call.slots.map((value) => ({ value, label: wallClock(value, payer.timeZone) }))}
      />
      {refused}
    </FormDialog>
  );
}

interface CallOutcomeDialogProps extends DialogProps {
  /** Resolves to the refusal, in words, or null. */
  readonly onRecord: (body: CallOutcome) => Promise<string | null>;
}

/** Asks how a call went. */
export function CallOutcomeDialog({ onRecord, onClose }: CallOutcomeDialogProps) {
  const [outcome, setOutcome] = useState<CallOutcome['outcome'] | null>(null);
  const [note, setNote] = useState('');
  const { isBusy, send, refused } = useSending(onClose);
  const written = note.trim();
  return (
    <FormDialog
      title={words.record}
      submit={words.record}
      isReady={outcome !== null && written !== ''}
      isBusy={isBusy}
      isDeliberate
      onSubmit={() => {
        if (outcome !== null) void send(onRecord({ outcome, note: written }));
      }}
      onClose={onClose}
    >
      <RadioGroup<CallOutcome['outcome']>
        autoFocus
        isRequired
        label={words.outcome}
        value={outcome}
        onChange={setOutcome}
        options={[
          { value: 'held', label: words.outcomes.held },
          {
            value: 'plan-missed',
            label: words.outcomes['plan-missed'],
            description: words.stillOwed,
          },
          { value: 'prescriber-missed', label: words.outcomes['prescriber-missed'] },
        ]}
      />
      <TextField
        isLong
        isRequired
        label={words.note}
        value={note}
        onChange={setNote}
        maxLength={4_000}
      />
      {refused}
    </FormDialog>
  );
}
