import { useEffect, useRef, type ReactNode } from 'react';
import type { Appeal, Case } from '../../client';
import { useSession } from '../../session/session';
import { Problem } from '../../shared/problem';
import { FormDialog } from '../../ui/form-dialog';
import { commandFailed, Failure } from '../../ui/states';
import { TextField } from '../../ui/text-field';
import { dueClock } from '../../ui/times';
import { APPEAL_STATUSES, URGENCIES } from '../../work/words';
import type { AppealAction } from './appeal-actions';
import styles from './appeals-panel.module.css';
import { faultAt, isSaidAtFields } from './faults';
import { text } from './text';
import { useAppealCommand } from './use-appeal-command';

const words = text.appeals;

export interface DialogProps {
  readonly onClose: () => void;
  /** Closes it once it is done. */
  readonly onDone: () => void;
}

export interface AppealDialogProps extends DialogProps {
  readonly appeal: Appeal;
  readonly case: Case;
}

interface AppealFormProps extends Pick<DialogProps, 'onClose'> {
  readonly title: string;
  readonly submit: string;
  /** What failed, as in "The appeal was not recorded". */
  readonly failed: string;
  readonly command: { readonly error: unknown; readonly isBusy: boolean };
  /** The paths whose faults its fields show. */
  readonly paths: readonly string[];
  readonly isReady: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form that stays as typed, with the API's words, until its command is done. */
export function AppealForm({ failed, command, paths, children, ...rest }: AppealFormProps) {
  const { error, isBusy } = command;
  const fields = useRef<HTMLDivElement>(null);
  const isSaid = isSaidAtFields(error, paths);
  useEffect(() => {
    if (isSaid) fields.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    else fields.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
  }, [error, isSaid]);
  return (
    <FormDialog {...rest} isBusy={isBusy} isDeliberate>
      <div ref={fields} className={styles['fields']}>
        {children}
        {error === null || isSaid ? null : (
          <Failure isInline error={error} what={commandFailed(error, failed)} />
        )}
      </div>
    </FormDialog>
  );
}

/** What the form of an action on an appeal starts from: its words, and its command. */
export function useAppealForm(
  { appeal, onClose, onDone }: AppealDialogProps,
  action: AppealAction,
) {
  const { send, ...command } = useAppealCommand(appeal, onDone);
  const { title, failed } = words[action];
  return {
    send,
    error: command.error,
    fault: (path: string) => faultOf(command.error, path),
    form: { title: title(appeal), failed, command, onClose },
  };
}

export function faultOf(error: unknown, path: string): string | undefined {
  return error instanceof Problem ? faultAt(error, path) : undefined;
}

/** As long as the API takes. */
const LONGEST = 4_000;

interface ReasonFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
  readonly autoFocus?: boolean;
}

/** The words that each command on an appeal needs. */
export function ReasonField(props: ReasonFieldProps) {
  return <TextField {...props} isLong isRequired maxLength={LONGEST} />;
}

/** The appeal as it is now, above what is asked. */
export function AppealState({ appeal }: Pick<AppealDialogProps, 'appeal'>) {
  const { payer } = useSession();
  const { status, urgency, clock } = appeal;
  return (
    <p role="status" className={styles['quiet']}>
      {words.state({
        status: APPEAL_STATUSES[status],
        urgency: URGENCIES[urgency],
        kind: clock.kind,
        due: dueClock(clock.dueAt, payer.timeZone),
      })}
    </p>
  );
}
