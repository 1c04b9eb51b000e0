import { FormDialog } from '../ui/form-dialog';
import { useSnoozing } from './snooze-fields';

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
  const { snoozing, fields } = useSnoozing(dueAt);
  const { until, reason } = snoozing;
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
    </FormDialog>
  );
}
