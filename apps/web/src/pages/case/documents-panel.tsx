import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { DropZone, FileTrigger, ProgressBar } from 'react-aria-components';
import type { Document } from '../../client';
import { listDocumentsOptions } from '../../client/@tanstack/react-query.gen';
import { useMay, useSession } from '../../session/session';
import { Button, IconButton } from '../../ui/button';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/icon';
import { Panel } from '../../ui/panel';
import { Failure, Skeleton } from '../../ui/states';
import { shortClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { DocumentLink } from './document-link';
import { saveDocument } from './save-document';
import { uploadsId, useUploads, type Upload } from './use-uploads';
import { personWords } from './words';
import styles from './documents-panel.module.css';

/** The documents that support the request, and room to drop another. */
export const DocumentsPanel = memo(function DocumentsPanel({
  caseId,
}: {
  readonly caseId: string;
}) {
  const mayAdd = useMay('submit');
  const documents = useQuery(listDocumentsOptions({ path: { id: caseId } }));
  const { data } = documents;
  const failure = useFailure(documents);
  return (
    <Panel title="Documents">
      <div className={styles['documents']}>
        {data?.items.length === 0 ? <p className={styles['none']}>None yet.</p> : null}
        {data && data.items.length > 0 ? (
          <ul className={styles['list']}>
            {data.items.toReversed().map((document) => (
              <DocumentLine key={document.id} document={document} />
            ))}
          </ul>
        ) : null}
        {failure ? (
          <Failure isInline what="The documents could not be loaded" {...failure} />
        ) : null}
        {!data && !failure ? <Skeleton label="Loading the documents" lines={2} /> : null}
        {mayAdd ? <AddDocuments caseId={caseId} /> : null}
      </div>
    </Panel>
  );
});

function DocumentLine({ document }: { readonly document: Document }) {
  const { payer } = useSession();
  const { id, name, mediaType, size, uploadedBy, uploadedAt, caseId } = document;
  return (
    <li className={styles['document']}>
      <Icon name="document" />
      <div className={styles['words']}>
        <p className={styles['name']}>
          <DocumentLink document={{ id, name, page: null }}>{name}</DocumentLink>
        </p>
        <p className={styles['small']}>
          {TYPES[mediaType]}, {sizeWords(size)} · {personWords(uploadedBy)} ·{' '}
          {shortClock(uploadedAt, payer.timeZone)}
        </p>
      </div>
      <IconButton
        label={`Download ${name}`}
        icon="download"
        size="small"
        onPress={() => void saveDocument(caseId, document)}
      />
    </li>
  );
}

function AddDocuments({ caseId }: { readonly caseId: string }) {
  const { uploads, upload } = useUploads(caseId);
  return (
    <>
      {uploads.length > 0 ? (
        <ul id={uploadsId(caseId)} className={styles['list']}>
          {uploads.map((each) => (
            <UploadLine key={each.id} upload={each} />
          ))}
        </ul>
      ) : null}
      <DropZone
        aria-label="Drop documents here"
        className={cx(styles['drop'])}
        onDrop={({ items }) => {
          const files = items.filter((item) => item.kind === 'file');
          void Promise.all(files.map((item) => item.getFile())).then(upload);
        }}
      >
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={ACCEPTED}
          onSelect={(files) => upload([...(files ?? [])])}
        >
          <Button size="small" icon="upload">
            Add documents
          </Button>
        </FileTrigger>
        <p className={styles['small']}>
          Or drop them here: PDF, PNG, JPEG, TIFF, HEIC or plain text, 25 MB each.
        </p>
      </DropZone>
    </>
  );
}

function UploadLine({ upload: { name, sent, failure, cancel } }: { readonly upload: Upload }) {
  if (failure) {
    return (
      <li className={styles['refused']}>
        <Failure isInline error={failure} what={`${name} was not kept`} />
        <IconButton label={`Close: ${name}`} icon="close" size="small" onPress={cancel} />
      </li>
    );
  }
  const percent = Math.round(sent * 100);
  return (
    <li className={styles['document']}>
      <Icon name="upload" />
      <ProgressBar aria-label={`Sending ${name}`} value={percent} className={cx(styles['words'])}>
        <p className={styles['name']}>{name}</p>
        <div className={styles['bar']}>
          <div className={styles['sent']} style={{ width: `${percent}%` }} />
        </div>
        <p className={styles['small']}>
          {percent < 100 ? `${percent}% sent` : 'Sent; it is being checked'}
        </p>
      </ProgressBar>
      <IconButton label={`Give up sending ${name}`} icon="close" size="small" onPress={cancel} />
    </li>
  );
}

const TYPES: Readonly<Record<Document['mediaType'], string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
  'image/heic': 'HEIC',
  'text/plain': 'Text',
  'text/plain;charset=utf-16le': 'Text (UTF-16)',
  'text/plain;charset=utf-16be': 'Text (UTF-16)',
  'text/plain;charset=windows-1252': 'Text (Windows-1252)',
};

/** Systems that do not know HEIC by its type know it by its ending. */
const ACCEPTED = [...Object.keys(TYPES).filter((type) => !type.includes(';')), '.heic'];

const KILO = 1_000;

/** `812 B`, `14 kB`, `2.4 MB` */
function sizeWords(bytes: number): string {
  if (bytes < KILO) return `${bytes} B`;
  if (bytes < KILO * KILO) return `${Math.round(bytes / KILO)} kB`;
  return `${(bytes / KILO / KILO).toFixed(1)} MB`;
}
