import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { downloadDocument, type Case } from '../../client';
import {
  listDocumentsOptions,
  listDocumentsQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { Button, IconButton } from '../../ui/button';
import { Failure, Skeleton } from '../../ui/states';
import { useFailure } from '../../ui/use-failure';
import { DocumentCaution } from './document-caution';
import { MemberLine } from './member-bar';
import type { OpenDocument } from './open-document';
import { useSaveDocument } from './save-document';
import { text } from './documents.text';
import styles from './document-view.module.css';

interface DocumentViewProps {
  readonly case: Case;
  readonly document: OpenDocument;
  readonly onClose: () => void;
}

/** A document beside the criteria; Escape closes it. */
export function DocumentView(props: DocumentViewProps) {
  const { case: ofCase, document: shown, onClose } = props;
  const caseId = ofCase.id;
  const { id, name, page } = shown;
  const content = useQuery({
    queryKey: ['content of a document', caseId, id],
    queryFn: async ({ signal, client }) => {
      const path = { id: caseId, documentId: id };
      const { data, response } = await downloadDocument({ path, parseAs: 'blob', signal });
      // Reading it is recorded.
      void client.invalidateQueries({
        queryKey: listDocumentsQueryKey({ path: { id: caseId } }),
      });
      // Browsers differ in how much of it the content itself keeps.
      const type = response.headers.get('content-type') ?? data.type;
      const plain = type.startsWith('text/plain') ? await textOf(data, type) : null;
      return { type, plain, address: URL.createObjectURL(data) };
    },
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const failure = useFailure(content);
  const listed = useQuery(listDocumentsOptions({ path: { id: caseId } })).data?.items;
  const record = listed?.find((each) => each.id === id);
  const address = content.data?.address;
  useEffect(() => {
    if (address !== undefined) return () => URL.revokeObjectURL(address);
    return undefined;
  }, [address]);
  const saveDocument = useSaveDocument(caseId);
  const view = useRef<HTMLElement>(null);
  const title = useId();
  useEffect(() => {
    view.current?.focus();
  }, [id, page]);
  return (
    <section
      ref={view}
      tabIndex={-1}
      aria-labelledby={title}
      className={styles['view']}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <div className={styles['head']}>
        <h2 id={title}>
          {name}
          {page === null ? null : <span className={styles['page']}>{text.page({ page })}</span>}
        </h2>
        <IconButton
          label={text.download({ name })}
          icon="download"
          size="small"
          onPress={() => void saveDocument(shown)}
        />
        <IconButton label={text.view.close} icon="close" size="small" onPress={onClose} />
      </div>
      <div className={styles['member']}>
        <MemberLine request={ofCase.request} />
      </div>
      <div className={styles['body']}>
        {record ? <DocumentCaution document={record} /> : null}
        {content.data ? (
          <Content {...content.data} document={shown} caseId={caseId} />
        ) : failure ? (
          <Failure what={text.view.failed} {...failure} />
        ) : (
          <Skeleton label={text.view.loading} lines={12} />
        )}
      </div>
    </section>
  );
}

/** A text in its charset; without one, UTF-8. */
async function textOf(content: Blob, type: string): Promise<string> {
  const charset = /charset=([\w-]+)/.exec(type)?.[1] ?? 'utf-8';
  return new TextDecoder(charset).decode(await content.arrayBuffer());
}

interface ContentProps {
  readonly type: string;
  /** The words of a plain text; else null. */
  readonly plain: string | null;
  /** Where its content can be shown from, in this page only. */
  readonly address: string;
  readonly caseId: string;
  readonly document: OpenDocument;
}

function Content({ type, plain, address, caseId, document: shown }: ContentProps) {
  const saveDocument = useSaveDocument(caseId);
  if (plain !== null) return <pre className={styles['text']}>{plain}</pre>;
  switch (type) {
    case 'application/pdf':
      return (
        <iframe
          key={shown.page}
          title={shown.name}
          // No camera, no clipboard, nothing that a page may ask for. With `sandbox`, Chromium shows no PDF.
          allow=""
          referrerPolicy="no-referrer"
          src={`${address}#page=${shown.page ?? 1}&navpanes=0`}
          className={styles['frame']}
        />
      );
    case 'image/png':
    case 'image/jpeg':
      return (
        <div className={styles['picture']}>
          <img src={address} alt={shown.name} />
        </div>
      );
    default:
      return (
        <div className={styles['instead']}>
          <p>{text.view.notShown}</p>
          <Button icon="download" onPress={() => void saveDocument(shown)}>
            {text.view.download}
          </Button>
        </div>
      );
  }
}
