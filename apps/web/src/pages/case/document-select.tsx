import { useQuery } from '@tanstack/react-query';
import { listDocumentsOptions } from '../../client/@tanstack/react-query.gen';
import { Select } from '../../ui/select';
import { text } from './text';

interface DocumentSelectProps {
  readonly caseId: string;
  readonly label: string;
  /** Shown if the case has documents. */
  readonly description?: string;
  /** What it says while none is chosen. */
  readonly none: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error: string | undefined;
}

/** Chooses one of the documents of a case as proof of authority. */
export function DocumentSelect({
  caseId,
  description,
  none,
  value,
  onChange,
  ...rest
}: DocumentSelectProps) {
  const documents = useQuery(listDocumentsOptions({ path: { id: caseId } })).data?.items ?? [];
  const hint = documents.length === 0 ? text.appeals.record.proofMissing : description;
  return (
    <Select
      {...rest}
      {...(hint !== undefined && { description: hint })}
      value={value ?? NONE}
      onChange={(id) => onChange(id === NONE ? null : id)}
      options={[
        { value: NONE, label: none },
        ...documents.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}

const NONE = 'none';
