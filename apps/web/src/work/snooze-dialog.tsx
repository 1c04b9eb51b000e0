import { useSession } from '../session/session';
import { FormDialog } from '../ui/form-dialog';
import { wallClock } from '../ui/times';
import { useSnoozing } from './snooze-fields';
import styles from './work.module.css';

interface SnoozeDialogProps {
  /** Which case or cases, as in "PA-AB2CD-EF3GH" or "3 cases". */
  readonly what: string;
  /** When a decision is due; null when no rule says so. */
  readonly dueAt?: string | null;
  readonly onSnooze: (until: string, reason: string) => void;
  readonly onClose: () => void;
}

/** Asks until when and why a case is put out of the queues. */
export function SnoozeDialog({ what, dueAt = null, onSnooze, onClose }: SnoozeDialogProps) {
  const { payer } = useSession();
  const { snoozing, fields } = useSnoozing();
  const { until, reason } = snoozing;
  const isLate = until !== null && dueAt !== null && Date.parse(until) >= Date.parse(dueAt);
  return (
    <FormDialog
      title={`Snooze ${what}`}
      submit="Snooze"
      isReady={until !== null && reason !== ''}
      onSubmit={() => {
        if (until === null) return;
        onSnooze(until, reason);
        onClose();
      }}
      onClose={onClose}
    >
      {fields}
      <p className={styles['note']}>
        It leaves the queues until then; its clock runs on.
        {dueAt === null ? null : ` A decision is due ${wallClock(dueAt, payer.timeZone)}.`}
      </p>
      {isLate ? (
        <p role="alert" className={styles['warning']}>
          That is after the deadline.
        </p>
      ) : null}
    </FormDialog>
  );
}
