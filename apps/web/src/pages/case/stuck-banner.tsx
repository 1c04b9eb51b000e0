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
import styles from './stuck-banner.module.css';

/** What holds the case up, and the one thing that moves it; says what is so once it was checked. */
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
  // Only as long as the case is as it was found: the result tells nothing of what came after.
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
            title={isDone ? 'No longer stuck' : 'Still stuck'}
          >
            <p>{said.detail}</p>
          </Banner>
        ) : null}
      </div>
      {repair.isError ? (
        <Failure
          isInline
          error={repair.error}
          what={commandFailed(repair.error, 'The case could not be moved')}
        />
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
          Last error: <code className={styles['error']}>{lastError}</code>
        </p>
      )}
      <p className={styles['small']}>
        Waits for {WAITS_FOR[waitsFor].toLowerCase()} since {wallClock(since, payer.timeZone)} (
        {fromNow(since, now)})
        {attempt === null ? null : ` · tried ${attempt} ${attempt === 1 ? 'time' : 'times'}`}
        {nextTryAt === null ? null : ` · next try ${fromNow(nextTryAt, now)}`}
      </p>
      {otherCauses.length > 0 ? (
        <p className={styles['small']}>
          Also: {otherCauses.map((cause) => STUCK_CAUSES[cause].toLowerCase()).join('; ')}.
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
      {isBusy ? 'Working, then checking again' : REPAIRS[repair]}
    </Button>
  );
}
