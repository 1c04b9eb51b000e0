import { useQuery } from '@tanstack/react-query';
import { suggestPrescribersOptions } from '../../client/@tanstack/react-query.gen';
import { ChangedAddress } from '../../prescriber/changed-address';
import { isNpi } from './npi';
import { useDelayed } from './use-delayed';

interface NewAddressProps {
  readonly npi: string;
  readonly email: string;
}

/** Says when the typed email is another than the one that letters to this prescriber reached. */
export function NewAddress({ npi, email }: NewAddressProps) {
  const typed = useDelayed(email.trim(), 400);
  const q = npi.trim();
  const { data } = useQuery({
    ...suggestPrescribersOptions({ query: { q } }),
    enabled: isNpi(q) && typed !== '',
    staleTime: 60_000,
  });
  const known = data?.items.find((each) => each.npi === q)?.email ?? null;
  if (known === null || typed === '' || known.toLowerCase() === typed.toLowerCase()) return null;
  return <ChangedAddress known={known} given={typed} />;
}
