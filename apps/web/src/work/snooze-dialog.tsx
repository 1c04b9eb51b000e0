import { useState } from 'react';
import { FormDialog } from '../ui/form-dialog';
import { useSnoozing } from './snooze-fields';
import { text } from './text';
import styles from './work.module.css';

interface SnoozeDialogProps {
  /** Which case or cases, as in "PA-AB2CD-EF3GH" or "3 cases". */
  readonly what: string;
  /** When a decision is due; null if no rule sets it. */
  readonly dueAt?: string | null;
  /** Resolves to the refusal, in words, or null. */
  readonly onSnooze: (until: string, reason: string) => Promise<string | null>;
  readonly onClose: () => void;
}

/** Asks until when and why to snooze a case. */
export function SnoozeDialog({ what, dueAt = null, onSnooze, onClose }: SnoozeDialogProps) {
  const { snoozing, fields } = useSnoozing(dueAt);
  const { until, reason } = snoozing;
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const snooze = async () => {
    if (until === null) return;
    setBusy(true);
    const refused = await onSnooze(until, reason);
    setBusy(false);
    setRefusal(refused);
    if (refused === null) onClose();
  };
  return (
    <FormDialog
      title={text.snooze.title({ what })}
      submit={text.snooze.submit}
      isReady={until !== null && reason !== ''}
      isBusy={isBusy}
      onSubmit={() => void snooze()}
      onClose={onClose}
    >
      {fields}
      {refusal === null ? null : (
        <p role="alert" className={styles['warning']}>
          {refusal}
        </p>
      )}
    </FormDialog>
  );
}
