import { useQuery } from '@tanstack/react-query';
import { ChangedAddress } from '../../prescriber/changed-address';
import { isNpi } from '@assent/vocabulary';
import { suggestedPrescribers } from './suggested-prescribers';
import { useDelayed } from './use-delayed';

interface NewAddressProps {
  readonly npi: string;
  readonly email: string;
}

/** Warns if the typed email differs from the one that letters to this prescriber reached. */
export function NewAddress({ npi, email }: NewAddressProps) {
  const typed = useDelayed(email.trim(), 400);
  const q = npi.trim();
  const { data } = useQuery({
    ...suggestedPrescribers(q),
    enabled: isNpi(q) && typed !== '',
  });
  const known = data?.items.find((each) => each.npi === q)?.email ?? null;
  if (known === null || typed === '' || known.toLowerCase() === typed.toLowerCase()) return null;
  return <ChangedAddress known={known} given={typed} />;
}
