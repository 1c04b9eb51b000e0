import type { Case, DocumentList } from '../../client';

type Source = NonNullable<Case['factSources']>[string];
type Listed = DocumentList['items'][number];

/** A fact or a document that others sent, and when. */
export type CameIn =
  | { readonly path: string; readonly by: Source['by']; readonly at: string }
  | { readonly document: Listed; readonly by: Source['by']; readonly at: string };

/** What a page showed of a case when a person opened it. */
export interface AtOpening {
  readonly reader: string;
  readonly factSources: Case['factSources'];
  readonly documents: readonly Pick<Listed, 'id'>[];
}

/**
 * What others sent since an open case was assigned to who has it, or handed up, or since the page was
 * opened; oldest first.
 */
export function cameIn(
  {
    assignee,
    assignedAt,
    closedAt,
    factSources,
    handedUp,
  }: Pick<Case, 'assignee' | 'assignedAt' | 'closedAt' | 'factSources' | 'handedUp'>,
  documents: readonly Listed[],
  opening: AtOpening,
): readonly CameIn[] {
  if (closedAt !== null) return [];
  const begun = Date.parse(assignedAt ?? handedUp?.at ?? '');
  const isSince = ({ at, by }: CameIn) => Date.parse(at) >= begun && by.subject !== assignee;
  const wasShown = (one: CameIn) =>
    'path' in one
      ? opening.factSources?.[one.path]?.at === one.at
      : opening.documents.some(({ id }) => id === one.document.id);
  const isNew = (one: CameIn) => !wasShown(one) && one.by.subject !== opening.reader;
  return [
    ...Object.entries(factSources ?? {}).map(([path, { at, by }]): CameIn => ({ path, at, by })),
    ...documents.map((document): CameIn => ({
      document,
      at: document.uploadedAt,
      by: document.uploadedBy,
    })),
  ]
    .filter((one) => isSince(one) || isNew(one))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
