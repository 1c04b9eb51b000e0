import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Case } from '../../client';
import { repairCase } from '../../client';
import { showTimelineQueryKey, viewCaseQueryKey } from '../../client/@tanstack/react-query.gen';
import { useMay, useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { useNow } from '../../ui/now';
import { commandFailed, Failure } from '../../ui/states';
import { useOneAtATime } from '../../ui/use-one-at-a-time';
import { fromNow, wallClock } from '../../ui/times';
import { REPAIRS, STUCK_CAUSES, WAITS_FOR } from '../../work/words';
import { Banner } from './section-banner';
import { text } from './text';
import styles from './stuck-banner.module.css';

const words = text.stuck;

/** What holds the case up, and the one thing that moves it; reports the result once checked. */
export function StuckBanner({ case: { id, status, stuck } }: { readonly case: Case }) {
  const queries = useQueryClient();
  const repair = useMutation({
    mutationFn: async (_pressedAt: Case['status']) =>
      (await repairCase({ path: { id }, body: {} })).data,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: viewCaseQueryKey({ path: { id } }) });
      void queries.invalidateQueries({ queryKey: showTimelineQueryKey({ path: { id } }) });
    },
  });
  const once = useOneAtATime();
  const said = repair.variables === status ? repair.data : undefined;
  const isDone = said?.moved === true && said.stuck === null;
  // Only while the case is as it was found: the result says nothing about later changes.
  const isUnclear = said?.moved === false && said.stuck === null;
  const isStillSo = isUnclear || said?.stuck?.cause === stuck?.cause;
  return (
    <>
      {stuck ? (
        <Banner
          tone="alert"
          title={STUCK_CAUSES[stuck.cause]}
          action={
            <RepairButton
              stuck={stuck}
              isBusy={repair.isPending}
              onPress={() => once(() => repair.mutateAsync(status))}
            />
          }
        >
          <StuckWords stuck={stuck} />
        </Banner>
      ) : null}
      <div role="status" className={styles['live']}>
        {said && isStillSo ? (
          <Banner
            tone={isDone ? 'calm' : 'warning'}
            icon={isDone ? 'check' : 'alert'}
            title={isDone ? words.done : words.notDone}
          >
            <p>{said.detail}</p>
          </Banner>
        ) : null}
      </div>
      {repair.isError ? (
        <Failure isInline error={repair.error} what={commandFailed(repair.error, words.failed)} />
      ) : null}
    </>
  );
}

function StuckWords({ stuck }: { readonly stuck: NonNullable<Case['stuck']> }) {
  const { payer } = useSession();
  const now = useNow();
  const { detail, lastError, attempt, nextTryAt, since, waitsFor, otherCauses } = stuck;
  return (
    <>
      <p>{detail}</p>
      {lastError === null ? null : (
        <p>
          {words.lastError} <code className={styles['error']}>{lastError}</code>
        </p>
      )}
      <p className={styles['small']}>
        {words.waiting({
          who: WAITS_FOR[waitsFor].toLowerCase(),
          clock: wallClock(since, payer.timeZone),
          ago: fromNow(since, now),
        })}
        {attempt === null ? null : words.tried({ count: attempt })}
        {nextTryAt === null ? null : words.nextTry({ when: fromNow(nextTryAt, now) })}
      </p>
      {otherCauses.length > 0 ? (
        <p className={styles['small']}>
          {words.also({
            causes: otherCauses.map((cause) => STUCK_CAUSES[cause].toLowerCase()).join('; '),
          })}
        </p>
      ) : null}
    </>
  );
}

interface RepairButtonProps {
  readonly stuck: NonNullable<Case['stuck']>;
  readonly isBusy: boolean;
  readonly onPress: () => void;
}

function RepairButton({ stuck: { repair }, isBusy, onPress }: RepairButtonProps) {
  const mayMove = useMay('submit');
  if (repair === null || !mayMove) return null;
  return (
    <Button look="primary" icon="wrench" isBusy={isBusy} onPress={onPress}>
      {isBusy ? words.busy : REPAIRS[repair]}
    </Button>
  );
}
