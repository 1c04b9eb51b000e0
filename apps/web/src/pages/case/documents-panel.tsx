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
import { canBeOpened, DocumentCaution } from './document-caution';
import { DocumentLink } from './document-link';
import { useSaveDocument } from './save-document';
import { uploadsId, useUploads, type Upload } from './use-uploads';
import { personWords } from './words';
import { text } from './documents.text';
import styles from './documents-panel.module.css';

/** The request's supporting documents, and a place to drop more. */
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
    <Panel title={text.title}>
      <div className={styles['documents']}>
        {data?.items.length === 0 ? <p className={styles['none']}>{text.none}</p> : null}
        {data && data.items.length > 0 ? (
          <ul className={styles['list']}>
            {data.items.toReversed().map((document) => (
              <DocumentLine key={document.id} document={document} />
            ))}
          </ul>
        ) : null}
        {failure ? <Failure isInline what={text.failed} {...failure} /> : null}
        {!data && !failure ? <Skeleton label={text.loading} lines={2} /> : null}
        {mayAdd ? <AddDocuments caseId={caseId} /> : null}
      </div>
    </Panel>
  );
});

function DocumentLine({ document }: { readonly document: Document }) {
  const { payer } = useSession();
  const { id, name, mediaType, size, uploadedBy, uploadedAt, caseId } = document;
  const saveDocument = useSaveDocument(caseId);
  return (
    <li className={styles['document']}>
      <Icon name="document" />
      <div className={styles['words']}>
        <p className={styles['name']}>
          {canBeOpened(document) ? (
            <DocumentLink document={{ id, name, page: null }}>{name}</DocumentLink>
          ) : (
            name
          )}
        </p>
        <p className={styles['small']}>
          {text.line({ type: TYPES[mediaType], size: sizeWords(size) })} · {personWords(uploadedBy)}{' '}
          · {shortClock(uploadedAt, payer.timeZone)}
        </p>
        <DocumentCaution document={document} />
      </div>
      {canBeOpened(document) ? (
        <IconButton
          label={text.download({ name })}
          icon="download"
          size="small"
          onPress={() => void saveDocument(document)}
        />
      ) : null}
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
        aria-label={text.drop}
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
            {text.add}
          </Button>
        </FileTrigger>
        <p className={styles['small']}>{text.dropHint}</p>
      </DropZone>
    </>
  );
}

function UploadLine({ upload: { name, sent, failure, cancel } }: { readonly upload: Upload }) {
  if (failure) {
    return (
      <li className={styles['refused']}>
        <Failure isInline error={failure} what={text.upload.failed({ name })} />
        <IconButton
          label={text.upload.dismiss({ name })}
          icon="close"
          size="small"
          onPress={cancel}
        />
      </li>
    );
  }
  const percent = Math.round(sent * 100);
  return (
    <li className={styles['document']}>
      <Icon name="upload" />
      <ProgressBar
        aria-label={text.upload.sending({ name })}
        value={percent}
        className={cx(styles['words'])}
      >
        <p className={styles['name']}>{name}</p>
        <div className={styles['bar']}>
          <div className={styles['sent']} style={{ width: `${percent}%` }} />
        </div>
        <p className={styles['small']}>
          {percent < 100 ? text.upload.percent({ percent }) : text.upload.checking}
        </p>
      </ProgressBar>
      <IconButton label={text.upload.cancel({ name })} icon="close" size="small" onPress={cancel} />
    </li>
  );
}

const TYPES: Readonly<Record<Document['mediaType'], string>> = text.types;

/** Systems that do not know HEIC by type know it by extension. */
const ACCEPTED = [...Object.keys(TYPES).filter((type) => !type.includes(';')), '.heic'];

const KILO = 1_000;

/** `812 B`, `14 kB`, `2.4 MB` */
function sizeWords(bytes: number): string {
  if (bytes < KILO) return text.size.bytes({ size: bytes });
  if (bytes < KILO * KILO) return text.size.kilobytes({ size: Math.round(bytes / KILO) });
  return text.size.megabytes({ size: (bytes / KILO / KILO).toFixed(1) });
}
