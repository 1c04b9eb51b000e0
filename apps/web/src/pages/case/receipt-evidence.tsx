import { useQuery, useQueryClient } from '@tanstack/react-query';
import { EVIDENCE_OF_CHANNEL } from '@assent/vocabulary';
import { useState } from 'react';
import { addReceiptEvidence, type Case, type ReceiptEvidence } from '../../client';
import {
  listDocumentsOptions,
  showClocksQueryKey,
  showTimelineQueryKey,
  viewCaseQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { commandKey } from '../../session/api';
import { useMay } from '../../session/session';
import { failureWords } from '../../shared/problem';
import { Button } from '../../ui/button';
import { FormDialog } from '../../ui/form-dialog';
import { Icon } from '../../ui/icon';
import { RadioRow } from '../../ui/radio-group';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { RECEIPT_EVIDENCE } from '../../work/words';
import { DocumentLink } from './document-link';
import styles from './request-panel.module.css';
import { text } from './text';
import { useSending } from './use-sending';

const words = text.receiptEvidence;

/** Whether there can be evidence of a receipt: the system takes the time of the others itself. */
export function hasEvidence({ request }: Case): boolean {
  return EVIDENCE_OF_CHANNEL[request.channel].length > 0;
}

/** What shows when the request was received, and a way to add it. */
export function ReceiptEvidenceRow({ case: shown }: { readonly case: Case }) {
  const { id, receiptEvidence, lacksReceiptEvidence } = shown;
  const [isOpen, setOpen] = useState(false);
  const mayWrite = useMay('submit');
  const queries = useQueryClient();
  const path = { id };
  const { data: documents } = useQuery(listDocumentsOptions({ path }));
  const document = documents?.items.find((each) => each.id === receiptEvidence?.document);
  const record = async (body: ReceiptEvidence): Promise<string | null> => {
    try {
      await addReceiptEvidence({ path, headers: commandKey(), body, throwOnError: true });
    } catch (error) {
      return failureWords(error);
    }
    showToast({ title: words.recorded });
    for (const queryKey of [
      viewCaseQueryKey({ path }),
      showClocksQueryKey({ path }),
      showTimelineQueryKey({ path }),
    ]) {
      void queries.invalidateQueries({ queryKey });
    }
    return null;
  };
  return (
    <>
      {receiptEvidence === null ? (
        lacksReceiptEvidence ? (
          <p className={styles['advisory']}>
            <Icon name="alert" size="small" />
            {text.request.evidenceMissing}
          </p>
        ) : null
      ) : (
        <p>
          {text.request.evidence({
            kind: RECEIPT_EVIDENCE[receiptEvidence.evidence],
            reference: receiptEvidence.reference,
          })}
        </p>
      )}
      {document ? (
        <DocumentLink document={{ id: document.id, name: document.name, page: null }}>
          {document.name}
        </DocumentLink>
      ) : null}
      {mayWrite ? (
        <Button size="small" onPress={() => setOpen(true)}>
          {receiptEvidence === null ? words.add : words.change}
        </Button>
      ) : null}
      {isOpen ? (
        <EvidenceDialog
          case={shown}
          documents={documents?.items ?? []}
          onRecord={record}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

const NO_DOCUMENT = 'none';

interface EvidenceDialogProps {
  readonly case: Case;
  readonly documents: readonly { readonly id: string; readonly name: string }[];
  /** Resolves to the refusal, in words, or null. */
  readonly onRecord: (body: ReceiptEvidence) => Promise<string | null>;
  readonly onClose: () => void;
}

function EvidenceDialog({ case: shown, documents, onRecord, onClose }: EvidenceDialogProps) {
  const { request, receiptEvidence: known } = shown;
  const kinds = EVIDENCE_OF_CHANNEL[request.channel];
  const [kind, setKind] = useState(known?.evidence ?? (kinds.length === 1 ? kinds[0] : undefined));
  const [reference, setReference] = useState(known?.reference ?? '');
  const [document, setDocument] = useState(known?.document ?? NO_DOCUMENT);
  const { isBusy, send, refused } = useSending(onClose);
  const submit = () => {
    if (kind === undefined) return;
    const written = reference.trim();
    void send(
      onRecord({
        evidence: kind,
        ...(written !== '' && { reference: written }),
        ...(document !== NO_DOCUMENT && { document }),
      }),
    );
  };
  return (
    <FormDialog
      title={known === null ? words.add : words.change}
      submit={words.submit}
      isReady={kind !== undefined}
      isBusy={isBusy}
      isDeliberate
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioRow
        autoFocus
        isRequired
        label={words.kind}
        value={kind ?? null}
        onChange={setKind}
        options={kinds.map((each) => ({ value: each, label: RECEIPT_EVIDENCE[each] }))}
      />
      <TextField
        label={words.reference}
        description={words.referenceHint}
        value={reference}
        onChange={setReference}
        maxLength={200}
      />
      <Select
        label={words.document}
        description={documents.length === 0 ? words.documentHint : undefined}
        value={document}
        onChange={setDocument}
        options={[
          { value: NO_DOCUMENT, label: words.noDocument },
          ...documents.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {refused}
    </FormDialog>
  );
}
