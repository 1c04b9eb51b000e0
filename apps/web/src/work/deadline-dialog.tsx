import { useState } from 'react';
import type { Expedite } from '../client';
import { FormDialog } from '../ui/form-dialog';
import { useNow } from '../ui/now';
import { RadioGroup } from '../ui/radio-group';
import { isUnread } from '../ui/reading';
import { TextField } from '../ui/text-field';
import { JUST_NOW, laterEntryOf, type LaterEntry } from './later-entry';
import { FoldedLaterEntry } from './later-entry-fields';
import { text } from './text';
import { timeFault } from './time-fault';
import styles from './work.module.css';

const words = text.deadline;

type Change = 'expedite' | 'extend';

interface DeadlineDialogProps {
  /** The number of the case. */
  readonly what: string;
  readonly openedAt: string;
  readonly mayExpedite: boolean;
  readonly mayExtend: boolean;
  /** Resolves to the refusal, in words, or null. */
  readonly onExpedite: (
    by: Expedite['by'],
    reason: string,
    receipt: LaterEntry,
  ) => Promise<string | null>;
  /** Resolves to the refusal, in words, or null. */
  readonly onExtend: (reason: string) => Promise<string | null>;
  readonly onClose: () => void;
}

/** Asks whether to expedite a case or to extend its deadline, and why. */
export function DeadlineDialog({
  what,
  openedAt,
  mayExpedite,
  mayExtend,
  onExpedite,
  onExtend,
  onClose,
}: DeadlineDialogProps) {
  const only = mayExpedite === mayExtend ? null : mayExpedite ? 'expedite' : 'extend';
  const [change, setChange] = useState<Change | null>(only);
  const [by, setBy] = useState<Expedite['by'] | null>(null);
  const [reason, setReason] = useState('');
  const [entry, setEntry] = useState(JUST_NOW);
  const now = useNow();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const written = reason.trim();
  const entryFault = timeFault(entry.receivedAt, openedAt, now, {
    future: text.laterEntry.future,
    before: text.laterEntry.beforeOpening,
  });
  const isRead = entryFault === undefined && !isUnread(entry.receivedAt);
  const mayBeExpedited = change === 'expedite' && by !== null && isRead;
  const isReady = written !== '' && (change === 'extend' || mayBeExpedited);
  const submit = async () => {
    setBusy(true);
    const refused =
      change === 'expedite' && by !== null
        ? await onExpedite(by, written, laterEntryOf(entry))
        : await onExtend(written);
    setBusy(false);
    setRefusal(refused);
    if (refused === null) onClose();
  };
  return (
    <FormDialog
      title={words.title({ what })}
      submit={change === null ? words.submit.none : words.submit[change]}
      isReady={isReady}
      isBusy={isBusy}
      isDeliberate
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {only === null ? (
        <RadioGroup<Change>
          autoFocus
          isRequired
          label={words.change}
          value={change}
          onChange={setChange}
          options={[
            { value: 'expedite', label: words.submit.expedite, description: words.expediteHint },
            { value: 'extend', label: words.submit.extend, description: words.extendHint },
          ]}
        />
      ) : (
        <p className={styles['note']}>
          {only === 'expedite' ? words.expediteHint : words.extendHint}
        </p>
      )}
      {change === 'expedite' ? (
        <RadioGroup<Expedite['by']>
          autoFocus={only === 'expedite'}
          isRequired
          label={words.by}
          value={by}
          onChange={setBy}
          options={[
            { value: 'prescriber', label: words.prescriber },
            { value: 'member', label: words.member },
          ]}
        />
      ) : null}
      {change === null ? null : (
        <TextField
          autoFocus={only === 'extend'}
          isLong
          isRequired
          label={words.reason}
          description={change === 'extend' ? words.reasonSent : words.reasonKept}
          value={reason}
          onChange={setReason}
          maxLength={4_000}
        />
      )}
      {change === 'expedite' ? (
        <FoldedLaterEntry draft={entry} onChange={setEntry} error={entryFault} />
      ) : null}
      {refusal === null ? null : (
        <p role="alert" className={styles['warning']}>
          {refusal}
        </p>
      )}
    </FormDialog>
  );
}
