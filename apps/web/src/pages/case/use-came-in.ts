import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case, DocumentList } from '../../client';
import { listDocumentsOptions } from '../../client/@tanstack/react-query.gen';
import { useSession } from '../../session/session';
import { cameIn, type CameIn } from './new-information';

/** What others sent since this page was opened, or since the case was assigned; see `cameIn`. */
export function useCameIn(shown: Case): readonly CameIn[] {
  const { subject: reader } = useSession();
  const { data } = useQuery(listDocumentsOptions({ path: { id: shown.id } }));
  const [factSources] = useState(shown.factSources);
  const [first, keepFirst] = useState<DocumentList['items'] | null>(null);
  if (first === null && data) keepFirst(data.items);
  const documents = data?.items ?? [];
  return cameIn(shown, documents, { reader, factSources, documents: first ?? documents });
}
