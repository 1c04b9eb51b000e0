import { suggestPrescribers } from '../../client';

const FRESH = 60_000;

/** Prescribers that match the text. It is sent as a body: no address ever holds it. */
export function suggestedPrescribers(q: string) {
  return {
    queryKey: ['suggested-prescribers', q],
    queryFn: async () => (await suggestPrescribers({ body: { q } })).data,
    staleTime: FRESH,
  };
}
