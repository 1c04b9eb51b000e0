import { RECEIPT_EVIDENCE as KINDS, type ReceiptEvidenceKind } from '@assent/vocabulary';
import { useSession } from '../session/session';
import { Disclosure } from '../ui/disclosure';
import { InstantField } from '../ui/instant-field';
import { isUnread } from '../ui/reading';
import { Select } from '../ui/select';
import { TextField } from '../ui/text-field';
import type { LaterEntryDraft } from './later-entry';
import { text } from './text';
import { RECEIPT_EVIDENCE } from './words';
import styles from './work.module.css';

const words = text.laterEntry;

const NONE = 'none';

interface LaterEntryFieldsProps {
  readonly draft: LaterEntryDraft;
  readonly onChange: (draft: LaterEntryDraft) => void;
  /** What can show it; all if how it was received is not known. */
  readonly kinds?: readonly ReceiptEvidenceKind[];
  readonly error?: string | undefined;
  readonly evidenceError?: string | undefined;
}

/** When something reached the plan, and what shows that. */
export function LaterEntryFields(props: LaterEntryFieldsProps) {
  const { draft, onChange, kinds = KINDS, error, evidenceError } = props;
  const { payer } = useSession();
  return (
    <div className={styles['form']}>
      <InstantField
        label={words.receivedAt}
        description={words.receivedAtHint}
        timeZone={payer.timeZone}
        value={draft.receivedAt}
        onChange={(receivedAt) => onChange({ ...draft, receivedAt })}
        error={error}
      />
      {kinds.length === 0 ? null : (
        <Select<ReceiptEvidenceKind | typeof NONE>
          label={words.evidence}
          value={draft.evidence ?? NONE}
          onChange={(kind) => onChange({ ...draft, evidence: kind === NONE ? null : kind })}
          options={[
            { value: NONE, label: words.none },
            ...kinds.map((kind) => ({ value: kind, label: RECEIPT_EVIDENCE[kind] })),
          ]}
          error={evidenceError}
        />
      )}
      {draft.evidence === null ? null : (
        <TextField
          label={words.reference}
          description={words.referenceHint}
          value={draft.reference}
          onChange={(reference) => onChange({ ...draft, reference })}
          maxLength={200}
        />
      )}
    </div>
  );
}

/** The same, folded away where most is entered as it comes in. */
export function FoldedLaterEntry(props: LaterEntryFieldsProps) {
  const { receivedAt, evidence } = props.draft;
  const isFaulty = props.error !== undefined || props.evidenceError !== undefined;
  const isUsed = receivedAt !== null || evidence !== null;
  return (
    <Disclosure
      label={words.folded}
      isInitiallyOpen={isUsed}
      isHeldOpen={isFaulty || isUnread(receivedAt)}
    >
      <LaterEntryFields {...props} />
    </Disclosure>
  );
}
