import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { batchCases } from '../client';
import { useCommandKey } from '../session/use-command-key';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { FormDialog } from '../ui/form-dialog';
import { commandFailed, Failure, Skeleton } from '../ui/states';
import { useOneAtATime } from '../ui/use-one-at-a-time';
import { PersonField, usePersonChoice } from './people';
import { useSnoozing } from './snooze-fields';
import { cases, type BatchAction, type BatchResult, type Repair } from './words';
import { Results } from './results';
import styles from './work.module.css';

/** What a batch does, as its button says it, and what it did. */
export const BATCH_ACTIONS: Readonly<
  Record<BatchAction, { readonly label: string; readonly verb: string }>
> = {
  assign: { label: 'Assign…', verb: 'Assign' },
  snooze: { label: 'Snooze…', verb: 'Snooze' },
  claim: { label: 'Take', verb: 'Take' },
  release: { label: 'Give back', verb: 'Give back' },
  unsnooze: { label: 'Put back into their queues', verb: 'Put back' },
  repair: { label: 'Resolve', verb: 'Resolve' },
};

/** What a repair does to some cases, and did. */
const REPAIR_WORDS: Readonly<
  Record<Repair, { readonly verb: (what: string) => string; readonly deed: string }>
> = {
  claim: { verb: (what) => `Assign ${what} to me`, deed: 'assigned to you' },
  'send-again': { verb: (what) => `Send the letters of ${what} again`, deed: 'sent again' },
  remind: { verb: (what) => `Remind the office of ${what}`, deed: 'reminded' },
  'restart-workflow': {
    verb: (what) => `Start the workflows of ${what} again`,
    deed: 'started again',
  },
};

/** `Assign all 3 to me` */
export function repairWords(repair: Repair, what: string): string {
  return REPAIR_WORDS[repair].verb(what);
}

interface Asked {
  readonly assignee?: string;
  readonly until?: string;
  readonly reason?: string;
}

interface BatchDialogProps {
  readonly action: BatchAction;
  readonly ids: readonly string[];
  /** What moves all of them, where one thing does. */
  readonly repair?: Repair;
  /** When the first of them has to be decided, an instant; null when no rule says so. */
  readonly dueAt: string | null;
  readonly onClose: () => void;
  /** Something was done. */
  readonly onDone: () => void;
}

/** One thing for many cases: what it needs, what would become of each, and what became of it. */
export function BatchDialog({ dueAt, ...rest }: BatchDialogProps) {
  const { action, ids, onClose } = rest;
  const needsWords = action === 'assign' || action === 'snooze';
  const [asked, setAsked] = useState<Asked | null>(needsWords ? null : {});
  return asked === null ? (
    <Asking action={action} count={ids.length} dueAt={dueAt} onAsked={setAsked} onClose={onClose} />
  ) : (
    <Doing {...rest} asked={asked} />
  );
}

const PREVIEW = 'Preview';

interface AskingProps {
  readonly action: BatchAction;
  readonly count: number;
  readonly dueAt: string | null;
  readonly onAsked: (asked: Asked) => void;
  readonly onClose: () => void;
}

function Asking({ action, count, dueAt, onAsked, onClose }: AskingProps) {
  const { field, take } = usePersonChoice();
  const { snoozing, fields } = useSnoozing(dueAt);
  const isAssign = action === 'assign';
  const { until, reason } = snoozing;
  const assign = async (by: 'button' | 'field') => {
    const assignee = await take(by, PREVIEW);
    if (assignee !== null) onAsked({ assignee });
  };
  return (
    <FormDialog
      title={`${BATCH_ACTIONS[action].verb} ${cases(count)}`}
      submit={PREVIEW}
      isReady={isAssign || (until !== null && reason !== '')}
      onSubmit={(by) => {
        if (isAssign) void assign(by);
        else if (until !== null) onAsked({ until, reason });
      }}
      onClose={onClose}
    >
      {isAssign ? <PersonField autoFocus label="Who should have them" {...field} /> : fields}
    </FormDialog>
  );
}

interface DoingProps extends Omit<BatchDialogProps, 'dueAt'> {
  readonly asked: Asked;
}

function Doing({ action, ids, repair, asked, onClose, onDone }: DoingProps) {
  const wish = (count: number) =>
    repair ? repairWords(repair, cases(count)) : `${BATCH_ACTIONS[action].verb} ${cases(count)}`;
  const deedWord = repair ? REPAIR_WORDS[repair].deed : action === 'repair' ? 'resolved' : 'done';
  const preview = useBatch(action, asked, true);
  const deed = useBatch(action, asked, false);
  const { mutate: look } = preview;
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    look(ids);
  }, [look, ids]);
  const able = preview.data?.filter(({ ok }) => ok) ?? [];
  const left = preview.data?.filter(({ ok }) => !ok) ?? [];
  const done = deed.data && [...left, ...deed.data];
  const once = useOneAtATime();
  const act = () =>
    once(async () => {
      await deed.mutateAsync(able.map(({ id }) => id));
      onDone();
    });
  return (
    <Dialog
      title={done ? outcome(deedWord, done) : `${wish(ids.length)}?`}
      onClose={onClose}
      mustAnswer={deed.isPending}
      actions={
        done ? (
          <Button look="primary" onClick={onSingleClick(onClose)} autoFocus>
            Close
          </Button>
        ) : (
          <>
            <Button onPress={onClose} isDisabled={deed.isPending}>
              Cancel
            </Button>
            <Button
              look="primary"
              autoFocus
              isDisabled={able.length === 0}
              isBusy={deed.isPending}
              onClick={onSingleClick(act)}
            >
              {deed.isPending ? 'Working…' : wish((preview.data ? able : ids).length)}
            </Button>
          </>
        )
      }
    >
      <Body
        failure={
          preview.isError
            ? {
                what: 'The preview could not be made',
                error: preview.error,
                retry: () => look(ids),
              }
            : deed.isError
              ? {
                  what: commandFailed(deed.error, 'The server could not do it'),
                  error: deed.error,
                  retry: act,
                }
              : null
        }
      >
        {done ? <Results caption="What became of each case" items={done} /> : null}
        {!done && preview.data ? (
          <>
            <p className={styles['foretold']}>{foretold(preview.data)}</p>
            <Results caption="What would become of each case" items={preview.data} />
          </>
        ) : null}
        {!done && !preview.data && !preview.isError ? (
          <Skeleton
            label="Looking what would become of each case"
            lines={Math.min(ids.length, 8)}
          />
        ) : null}
      </Body>
    </Dialog>
  );
}

/** What the second click of a double click falls on came up under it, and was not meant. */
function onSingleClick(deed: () => void) {
  return ({ detail }: { readonly detail: number }) => {
    if (detail <= 1) deed();
  };
}

interface BodyProps {
  readonly failure: {
    readonly what: string;
    readonly error: unknown;
    readonly retry: () => void;
  } | null;
  readonly children: ReactNode;
}

function Body({ failure, children }: BodyProps) {
  return (
    <div aria-live="polite" className={styles['form']}>
      {failure ? (
        <Failure isInline error={failure.error} what={failure.what} onRetry={failure.retry} />
      ) : null}
      {children}
    </div>
  );
}

function useBatch(action: BatchAction, asked: Asked, preview: boolean) {
  const { keyOf } = useCommandKey();
  return useMutation({
    mutationFn: async (ids: readonly string[]): Promise<readonly BatchResult[]> => {
      const body = { action, ids: [...ids], preview, ...asked };
      const { data } = await batchCases({ body, headers: keyOf(body), throwOnError: true });
      return data.items;
    },
  });
}

function foretold(items: readonly BatchResult[]): string {
  const refused = items.filter(({ ok }) => !ok).length;
  if (refused === 0) return 'Nothing is done yet. This is what would become of each case.';
  return `Nothing is done yet. ${cases(refused)} cannot be done and would be left as ${refused === 1 ? 'it is' : 'they are'}.`;
}

function outcome(deed: string, items: readonly BatchResult[]): string {
  const done = items.filter(({ ok }) => ok).length;
  const left = items.length - done;
  return left === 0
    ? `${cases(done)} ${deed}`
    : `${done} of ${cases(items.length)} ${deed}, ${left} not`;
}
