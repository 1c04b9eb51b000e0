import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { searchMembers, type Member } from '../../client';
import { ComboBox } from '../../ui/combo-box';
import { whoIs } from '../../work/found-cases';
import { text } from './text';

const MAX_SHOWN = 8;
/** Less matches too much. */
const SHORTEST = 2;

interface MemberFieldProps {
  /** Receives our own id of the member; null while none is chosen. */
  readonly onChange: (id: string | null) => void;
}

/** A member, found by what is typed. It is sent as a body: no address ever holds it. */
export function MemberField({ onChange }: MemberFieldProps) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Member | null>(null);
  const words = typed.trim();
  const isEnough = words.length >= SHORTEST && chosen === null;
  const { data = [], isFetching } = useQuery({
    queryKey: ['found-members', words],
    queryFn: async () =>
      (await searchMembers({ body: { text: words, limit: MAX_SHOWN } })).data.items,
    enabled: isEnough,
    placeholderData: keepPreviousData,
  });
  const members = chosen ? [chosen] : isEnough ? data : [];
  const choose = (member: Member | null) => {
    setChosen(member);
    onChange(member?.id ?? null);
  };
  return (
    <ComboBox
      label={text.filter.member}
      description={text.filter.memberHint}
      inputValue={typed}
      onInputChange={(next) => {
        setTyped(next);
        if (next !== chosen?.name) choose(null);
      }}
      value={chosen?.id ?? null}
      onChange={(id) => {
        const found = members.find((member) => member.id === id);
        if (!found) return;
        choose(found);
        setTyped(found.name);
      }}
      options={members.map((member) => ({
        value: member.id,
        label: member.name,
        description: whoIs(member),
      }))}
      isLoading={isFetching}
      nothingFits={text.filter.noMember}
      allowsOther
    />
  );
}
