import type { Repair } from '@assent/vocabulary';
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
import { text } from './text';
import type { BatchAction, BatchResult } from './words';
import { Results } from './results';
import styles from './work.module.css';

/** A batch action, as a menu names it. */
export const BATCH_ACTIONS: Readonly<Record<BatchAction, string>> = text.batch.menu;

/** `Assign all 3 to me` */
export function repairWords(repair: Repair, what: string): string {
  return text.batch.repairWish[repair]({ what });
}

interface Asked {
  readonly assignee?: string;
  readonly until?: string;
  readonly reason?: string;
}

interface BatchDialogProps {
  readonly action: BatchAction;
  readonly ids: readonly string[];
  /** What moves all of them, if one thing does. */
  readonly repair?: Repair;
  /** The first decision deadline, an instant; null if no rule sets one. */
  readonly dueAt: string | null;
  readonly onClose: () => void;
  /** Something was done. */
  readonly onDone: () => void;
}

/** One thing for many cases: its input, a preview for each, and the results. */
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

const PREVIEW = text.batch.preview;

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
  const assign = async () => {
    const assignee = await take();
    if (assignee !== null) onAsked({ assignee });
  };
  return (
    <FormDialog
      title={text.batch.wish[action]({ what: text.cases({ count }) })}
      submit={PREVIEW}
      isReady={isAssign || (until !== null && reason !== '')}
      onSubmit={() => {
        if (isAssign) void assign();
        else if (until !== null) onAsked({ until, reason });
      }}
      onClose={onClose}
    >
      {isAssign ? <PersonField autoFocus label={text.assign.person} {...field} /> : fields}
    </FormDialog>
  );
}

interface DoingProps extends Omit<BatchDialogProps, 'dueAt'> {
  readonly asked: Asked;
}

function Doing({ action, ids, repair, asked, onClose, onDone }: DoingProps) {
  const wish = (count: number) =>
    (repair ? text.batch.repairWish[repair] : text.batch.wish[action])({
      what: text.cases({ count }),
    });
  const doneWords = repair ? text.batch.repairDone[repair] : text.batch.done[action];
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
      title={
        done ? doneWords({ what: doneOf(done) }) : text.batch.question({ wish: wish(ids.length) })
      }
      onClose={onClose}
      mustAnswer={deed.isPending}
      actions={
        done ? (
          <Button look="primary" onClick={onSingleClick(onClose)} autoFocus>
            {text.batch.close}
          </Button>
        ) : (
          <>
            <Button onPress={onClose} isDisabled={deed.isPending}>
              {text.batch.cancel}
            </Button>
            <Button
              look="primary"
              autoFocus
              isDisabled={able.length === 0}
              isBusy={deed.isPending}
              onClick={onSingleClick(act)}
            >
              {deed.isPending ? text.batch.working : wish((preview.data ? able : ids).length)}
            </Button>
          </>
        )
      }
    >
      <Body
        failure={
          preview.isError
            ? {
                what: text.batch.previewFailed,
                error: preview.error,
                retry: () => look(ids),
              }
            : deed.isError
              ? {
                  what: commandFailed(deed.error, text.batch.failed),
                  error: deed.error,
                  retry: act,
                }
              : null
        }
      >
        {done ? <Results caption={text.batch.results} items={done} /> : null}
        {!done && preview.data ? (
          <>
            <p className={styles['foretold']}>{foretold(preview.data)}</p>
            <Results caption={text.batch.previews} items={preview.data} />
          </>
        ) : null}
        {!done && !preview.data && !preview.isError ? (
          <Skeleton label={text.batch.loading} lines={Math.min(ids.length, 8)} />
        ) : null}
      </Body>
    </Dialog>
  );
}

/** A double click's second click hits what appeared under it, by accident. */
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
  return refused === 0
    ? text.batch.foretold
    : text.batch.foretoldPart({ able: items.length - refused, refused });
}

/** `3 cases`, or `2 of 3 cases` */
function doneOf(items: readonly BatchResult[]): string {
  const done = items.filter(({ ok }) => ok).length;
  const all = text.cases({ count: items.length });
  return done === items.length ? all : text.batch.partOf({ done, all });
}
