import { useState } from 'react';
import type { Opinion, OpinionRequest } from '../../client';
import { FormDialog } from '../../ui/form-dialog';
import { NumberField } from '../../ui/number-field';
import { RadioGroup } from '../../ui/radio-group';
import { isUnread, type Unread } from '../../ui/reading';
import { TextField } from '../../ui/text-field';
import { PersonField } from '../../work/people';
import { text } from './text';
import { useSending } from './use-sending';

const words = text.review;

/** As the API takes it. */
const MAX_WORDS = 4_000;

interface DialogProps {
  readonly onClose: () => void;
}

interface ReasonDialogProps extends DialogProps {
  readonly title: string;
  readonly submit: string;
  readonly hint: string;
  /** Resolves to the refusal, in words, or null. */
  readonly onSend: (reason: string) => Promise<string | null>;
}

/** Asks why a case is handed up or back. */
export function ReasonDialog({ title, submit, hint, onSend, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const { isBusy, send, refused } = useSending(onClose);
  const written = reason.trim();
  return (
    <FormDialog
      title={title}
      submit={submit}
      isReady={written !== ''}
      isBusy={isBusy}
      isDeliberate
      onSubmit={() => void send(onSend(written))}
      onClose={onClose}
    >
      <TextField
        autoFocus
        isLong
        isRequired
        label={words.reason}
        description={hint}
        value={reason}
        onChange={setReason}
        maxLength={MAX_WORDS}
      />
      {refused}
    </FormDialog>
  );
}

type Asked = 'pharmacist' | 'medical-director' | 'person';

interface OpinionRequestDialogProps extends DialogProps {
  /** Whether it can be about an approval that takes a second person. */
  readonly takesMonths: boolean;
  /** Resolves to the refusal, in words, or null. */
  readonly onAsk: (body: OpinionRequest) => Promise<string | null>;
}

/** Asks whom to ask what. */
export function OpinionRequestDialog({ takesMonths, onAsk, onClose }: OpinionRequestDialogProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [person, setPerson] = useState('');
  const [question, setQuestion] = useState('');
  const [months, setMonths] = useState<number | null | Unread>(null);
  const { isBusy, send, refused } = useSending(onClose);
  const written = question.trim();
  const of = addressee(asked, person.trim());
  return (
    <FormDialog
      title={words.ask}
      submit={words.submit}
      isReady={of !== null && written !== '' && !isUnread(months)}
      isBusy={isBusy}
      isDeliberate
      onSubmit={() => {
        if (!of || isUnread(months)) return;
        void send(
          onAsk({ question: written, ...of, ...(months !== null && { approveMonths: months }) }),
        );
      }}
      onClose={onClose}
    >
      <RadioGroup<Asked>
        autoFocus
        isRequired
        label={words.whom}
        value={asked}
        onChange={setAsked}
        options={[
          { value: 'medical-director', label: words.roles['medical-director'] },
          { value: 'pharmacist', label: words.roles.pharmacist },
          { value: 'person', label: words.onePerson },
        ]}
      />
      {asked === 'person' ? (
        <PersonField
          label={words.person}
          mustDecide
          isRequired
          value={person}
          onChange={setPerson}
        />
      ) : null}
      <TextField
        isLong
        isRequired
        label={words.question}
        value={question}
        onChange={setQuestion}
        maxLength={MAX_WORDS}
      />
      {takesMonths ? (
        <NumberField
          label={words.approveMonths}
          description={words.approveMonthsHint}
          value={months}
          onChange={setMonths}
          isWhole
          min={1}
          max={120}
        />
      ) : null}
      {refused}
    </FormDialog>
  );
}

function addressee(asked: Asked | null, person: string) {
  if (asked === null) return null;
  if (asked !== 'person') return { role: asked };
  return person === '' ? null : { person };
}

interface OpinionDialogProps extends DialogProps {
  readonly question: string;
  readonly approveMonths: number | null;
  /** Resolves to the refusal, in words, or null. */
  readonly onGive: (body: Opinion) => Promise<string | null>;
}

/** Asks for the opinion itself. */
export function OpinionDialog({ question, approveMonths, onGive, onClose }: OpinionDialogProps) {
  const [opinion, setOpinion] = useState<Opinion['opinion'] | null>(null);
  const [reasons, setReasons] = useState('');
  const { isBusy, send, refused } = useSending(onClose);
  const written = reasons.trim();
  return (
    <FormDialog
      title={words.give}
      submit={words.give}
      isReady={opinion !== null && written !== ''}
      isBusy={isBusy}
      isDeliberate
      onSubmit={() => {
        if (opinion !== null) void send(onGive({ opinion, text: written }));
      }}
      onClose={onClose}
    >
      <p>{question}</p>
      {approveMonths === null ? null : <p>{words.about({ count: approveMonths })}</p>}
      <RadioGroup<Opinion['opinion']>
        autoFocus
        isRequired
        label={words.opinion}
        value={opinion}
        onChange={setOpinion}
        options={[
          { value: 'agree', label: words.opinions.agree },
          { value: 'disagree', label: words.opinions.disagree },
          { value: 'more-information', label: words.opinions['more-information'] },
        ]}
      />
      <TextField
        isLong
        isRequired
        label={words.reasons}
        description={approveMonths === null ? words.reasonsHint : words.secondPersonHint}
        value={reasons}
        onChange={setReasons}
        maxLength={MAX_WORDS}
      />
      {refused}
    </FormDialog>
  );
}
