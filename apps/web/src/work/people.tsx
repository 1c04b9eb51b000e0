import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { suggestPeople } from '../client';
import { DECIDERS, ROLES, useMay, useSession } from '../session/session';
import { failureWords } from '../shared/problem';
import { ComboBox } from '../ui/combo-box';
import { text } from './text';

/** People who have signed in here and whose name starts with the text; the first of all without one. */
export function suggestedPeople(q: string) {
  return {
    queryKey: ['suggested-people', q],
    queryFn: async () => (await suggestPeople({ body: { q } })).data,
  };
}

interface PersonFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (person: string) => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  readonly isRequired?: boolean;
  /** Offers only people who can decide. */
  readonly mustDecide?: boolean;
}

/** A person who works on cases: first the user, then those who have signed in here, by name. */
export function PersonField({
  label,
  value,
  onChange,
  error,
  autoFocus = false,
  isRequired = false,
  mustDecide = false,
}: PersonFieldProps) {
  const { subject } = useSession();
  const mayDecide = useMay('decide');
  const [chosen, setChosen] = useState<string | null>(null);
  const q = value.trim();
  const { data, isFetching, isPlaceholderData } = useQuery({
    ...suggestedPeople(q),
    placeholderData: (last) => last,
  });
  const others = (data?.items ?? [])
    .filter((each) => each.subject !== subject && each.role !== 'software')
    .filter(({ role }) => (mustDecide ? DECIDERS.has(role) : role !== 'auditor'))
    // Results of a shorter text, until the answer to this one comes.
    .filter((each) => !isPlaceholderData || isBeginning(q, each.subject))
    .map((each) => ({
      value: each.subject,
      label: each.subject,
      description: roleName(each.role),
    }));
  const isMe = (mayDecide || !mustDecide) && [subject, 'me'].some((name) => isBeginning(q, name));
  const options = [
    ...(isMe ? [{ value: subject, label: subject, description: text.person.me }] : []),
    ...others,
  ];
  const isKnown =
    q.toLowerCase() === 'me' || [subject, ...(data?.items ?? []).map(nameOf)].includes(q);
  return (
    <ComboBox
      label={label}
      {...(error !== undefined && { error })}
      description={mustDecide ? text.person.mustDecide : text.person.hint}
      inputValue={value}
      onInputChange={onChange}
      value={chosen}
      onChange={(person) => {
        setChosen(person);
        if (person !== null) onChange(person);
      }}
      takesOnly={!isKnown}
      options={options}
      isLoading={isFetching}
      allowsOther
      autoFocus={autoFocus}
      isRequired={isRequired}
    />
  );
}

function isBeginning(typed: string, name: string): boolean {
  return name.toLowerCase().startsWith(typed.toLowerCase());
}

const nameOf = ({ subject }: { readonly subject: string }) => subject;

/** The person meant in a PersonField, and why they are refused. */
export interface PersonChoice {
  readonly person: string;
  readonly field: Pick<PersonFieldProps, 'value' | 'onChange' | 'error'>;
  readonly refuse: (why: string | null) => void;
  /** Resolves to the person, as known at that time, or to null for one who is not known here. */
  readonly take: () => Promise<string | null>;
}

export function usePersonChoice(): PersonChoice {
  const { subject } = useSession();
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const latest = useRef(words);
  const person = personMeant(words, subject);
  const strangerRefusal = async (): Promise<string | null> => {
    const { items } = await queries.query(suggestedPeople(person));
    return items.some((each) => each.subject === person) ? null : text.person.stranger({ person });
  };
  return {
    person,
    field: {
      value: words,
      onChange: (next) => {
        latest.current = next;
        setWords(next);
        if (next !== words) setRefusal(null);
      },
      ...(refusal !== null && { error: refusal }),
    },
    refuse: setRefusal,
    take: async () => {
      if (person === subject) return person;
      const refused = await strangerRefusal().catch(failureWords);
      // The text has changed since the lookup.
      if (latest.current !== words) return null;
      setRefusal(refused);
      return refused === null ? person : null;
    },
  };
}

/** The person meant by a text: the user if it is empty or "me". */
function personMeant(words: string, self: string): string {
  const person = words.trim();
  return ['', 'me'].includes(person.toLowerCase()) ? self : person;
}

function roleName(role: string): string | undefined {
  return Object.entries(ROLES).find(([name]) => name === role)?.[1].name;
}
