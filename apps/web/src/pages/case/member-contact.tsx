import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeMemberContact, type Case, type MemberContact } from '../../client';
import {
  listLettersQueryKey,
  showTimelineQueryKey,
  viewCaseQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { textOf, type WrittenName } from '../../facts/readings';
import { commandKey, ifMatch } from '../../session/api';
import { useMay } from '../../session/session';
import { failureWords } from '../../shared/problem';
import { Button } from '../../ui/button';
import { FormDialog } from '../../ui/form-dialog';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { StateField } from '../../work/state-field';
import { stateNamed } from '../../work/states';
import { LETTER_LANGUAGES, optionsOf } from '../../work/words';
import { text } from './text';
import { useSending } from './use-sending';

const words = text.memberContact;

type Member = Case['request']['member'];
type Address = NonNullable<Member['address']>;

/** A postal address on one line. */
export function addressWords({ city, line1, line2, postalCode, state }: Address): string {
  return [line1, ...(line2 === undefined ? [] : [line2]), city, `${state} ${postalCode}`].join(
    ', ',
  );
}

/** Corrects how letters reach the member, also once the case is closed. */
export function MemberContactButton({ case: shown }: { readonly case: Case }) {
  const { id, request, version } = shown;
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  if (!useMay('submit')) return null;
  const path = { id };
  const save = async (body: MemberContact): Promise<string | null> => {
    try {
      const headers = { ...ifMatch(version), ...commandKey() };
      const { data } = await changeMemberContact({ path, headers, body, throwOnError: true });
      queries.setQueryData(viewCaseQueryKey({ path }), data);
    } catch (error) {
      return failureWords(error);
    }
    showToast({ title: words.done });
    for (const queryKey of [showTimelineQueryKey({ path }), listLettersQueryKey({ path })]) {
      void queries.invalidateQueries({ queryKey });
    }
    return null;
  };
  return (
    <>
      <Button onPress={() => setOpen(true)}>{words.action}</Button>
      {isOpen ? (
        <MemberContactDialog member={request.member} onSave={save} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

interface Typed extends Record<'line1' | 'line2' | 'city' | 'postalCode', string> {
  /** Blank, or a state, or a text that names none. */
  readonly state: WrittenName;
}

interface MemberContactDialogProps {
  readonly member: Member;
  /** Resolves to the refusal, in words, or null. */
  readonly onSave: (body: MemberContact) => Promise<string | null>;
  readonly onClose: () => void;
}

function MemberContactDialog({ member, onSave, onClose }: MemberContactDialogProps) {
  const [language, setLanguage] = useState(member.language ?? 'en');
  const [email, setEmail] = useState(member.email ?? '');
  const [typed, setTyped] = useState<Typed>({
    line1: '',
    line2: '',
    city: '',
    state: '',
    postalCode: '',
    ...member.address,
  });
  const { isBusy, send, refused } = useSending(onClose);
  const address = addressOf(typed);
  const body = changesOf(member, { language, email: email.trim(), address });
  const isReady = address !== 'partial' && Object.keys(body).length > 0;
  const part = (name: 'line1' | 'line2' | 'city' | 'postalCode') => (
    <TextField
      label={words[name]}
      value={typed[name]}
      autoComplete="off"
      onChange={(next) => setTyped((now) => ({ ...now, [name]: next }))}
    />
  );
  return (
    <FormDialog
      title={words.title}
      submit={words.submit}
      isReady={isReady}
      isBusy={isBusy}
      onSubmit={() => void send(onSave(body))}
      onClose={onClose}
    >
      <p>{words.keep}</p>
      <Select
        label={words.language}
        value={language}
        onChange={setLanguage}
        options={optionsOf(LETTER_LANGUAGES)}
      />
      <TextField
        label={words.email}
        description={words.emailHint}
        inputMode="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
      />
      {part('line1')}
      {part('line2')}
      {part('city')}
      <StateField
        label={words.state}
        value={typed.state}
        onChange={(state) => setTyped((now) => ({ ...now, state: state ?? '' }))}
      />
      {part('postalCode')}
      {address === 'partial' ? <p role="status">{words.partial}</p> : null}
      {refused}
    </FormDialog>
  );
}

/** Null if all is blank. */
function addressOf(typed: Typed): Address | 'partial' | null {
  const [line1, line2, city, postalCode] = (['line1', 'line2', 'city', 'postalCode'] as const).map(
    (name) => typed[name].trim(),
  ) as [string, string, string, string];
  const state = stateNamed(textOf(typed.state));
  const isBlank = [line1, line2, city, postalCode, textOf(typed.state)].every(
    (each) => each === '',
  );
  if (isBlank) return null;
  if (line1 === '' || city === '' || postalCode === '' || state === null) return 'partial';
  return { line1, ...(line2 !== '' && { line2 }), city, state, postalCode };
}

function changesOf(
  member: Member,
  next: {
    readonly language: NonNullable<Member['language']>;
    readonly email: string;
    readonly address: Address | 'partial' | null;
  },
): MemberContact {
  const { address, email, language } = next;
  const had = member.address;
  const isSame =
    address === null ? had === undefined : had && address !== 'partial' && isEqual(had, address);
  return {
    ...(language !== (member.language ?? 'en') && { language }),
    ...(email !== (member.email ?? '') && { email: email === '' ? null : email }),
    ...(address !== 'partial' && !isSame && { address }),
  };
}

function isEqual(one: Address, other: Address): boolean {
  return addressWords(one) === addressWords(other) && one.line2 === other.line2;
}
