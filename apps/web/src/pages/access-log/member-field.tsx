import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { searchMembers } from '../../client';
import { ComboBox } from '../../ui/combo-box';
import { whoIs } from '../../work/found-cases';
import { text } from './text';

const MAX_SHOWN = 8;
/** Less matches too much. */
const SHORTEST = 2;

interface MemberFieldProps {
  /** Our own id of the member; null for none. */
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** A member, found by what is typed. It is sent as a body: no address ever holds it. */
export function MemberField({ value, onChange }: MemberFieldProps) {
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const isEnough = words.length >= SHORTEST && value === null;
  const { data, isFetching } = useQuery({
    queryKey: ['found-members', words],
    queryFn: async () =>
      (await searchMembers({ body: { text: words, limit: MAX_SHOWN } })).data.items,
    enabled: isEnough,
    placeholderData: keepPreviousData,
  });
  const options = (isEnough ? (data ?? []) : []).map((member) => ({
    value: member.id,
    label: member.name,
    description: whoIs(member),
  }));
  return (
    <ComboBox
      label={text.filter.member}
      description={text.filter.memberHint}
      inputValue={typed}
      onInputChange={(next) => {
        setTyped(next);
        if (next !== typed) onChange(null);
      }}
      value={value}
      onChange={(id) => {
        const chosen = options.find((each) => each.value === id);
        if (chosen) setTyped(chosen.label);
        onChange(id);
      }}
      options={options}
      isLoading={isFetching}
      nothingFits={text.filter.noMember}
      allowsOther
    />
  );
}
