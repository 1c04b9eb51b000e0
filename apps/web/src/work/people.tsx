import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { suggestPeople } from '../client';
import { DECIDERS, ROLES, useMay, useSession } from '../session/session';
import { ComboBox } from '../ui/combo-box';

/** People who worked on cases and whose name begins so. */
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
  /** Offers only who may decide a case. */
  readonly mustDecide?: boolean;
}

/** A person who works on cases: oneself first, then whoever's name begins so; any name may be given. */
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
    enabled: q !== '',
    placeholderData: (last) => last,
  });
  const others = (data?.items ?? [])
    .filter((each) => each.subject !== subject && each.role !== 'software')
    .filter(({ role }) => !mustDecide || DECIDERS.has(role))
    // Of a shorter beginning, until the answer to this one is there.
    .filter((each) => !isPlaceholderData || isBeginning(q, each.subject))
    .map((each) => ({
      value: each.subject,
      label: each.subject,
      description: roleName(each.role),
    }));
  const isMe = (mayDecide || !mustDecide) && [subject, 'me'].some((name) => isBeginning(q, name));
  const options = [
    ...(isMe ? [{ value: subject, label: subject, description: 'Me' }] : []),
    ...(q === '' ? [] : others),
  ];
  const isKnown =
    q.toLowerCase() === 'me' || [subject, ...(data?.items ?? []).map(nameOf)].includes(q);
  return (
    <ComboBox
      label={label}
      {...(error !== undefined && { error })}
      description={
        mustDecide
          ? 'Only a pharmacist or a medical director can decide it.'
          : 'Type the beginning of a name, or me.'
      }
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

/**
 * Why Enter in the field does not take the person, in words; null for oneself and for whom somebody here
 * has seen at work. Any name is taken by the button.
 */
export function useStrangerRefusal() {
  const { subject } = useSession();
  const queries = useQueryClient();
  return async (person: string, button: string): Promise<string | null> => {
    if (person === subject) return null;
    const { items } = await queries.query(suggestedPeople(person));
    if (items.some((each) => each.subject === person)) return null;
    return `Nobody named “${person}” has worked here. Check the name, or press “${button}”.`;
  };
}

/** Whom a person's words mean: nothing, or "me", is oneself. */
export function personMeant(words: string, self: string): string {
  const person = words.trim();
  return ['', 'me'].includes(person.toLowerCase()) ? self : person;
}

function roleName(role: string): string | undefined {
  return Object.entries(ROLES).find(([name]) => name === role)?.[1].name;
}
