import { useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { Page } from '../../ui/page';
import { Failure, Skeleton } from '../../ui/states';
import { wallClock } from '../../ui/times';
import { Figures } from './figures';
import { HealthPanel } from './health-panel';
import { useOverview } from './use-overview';

export function OperationsPage() {
  const { timeZone } = useSession().payer;
  const { data: look, error, isFetching, isPending, refetch } = useOverview();
  return (
    <Page
      title="Operations"
      lead={
        look
          ? `Looked at ${wallClock(look.at, timeZone)}; again every 15 seconds.`
          : 'How the system does, and how it has done in the last 30 days.'
      }
      actions={
        <Button icon="refresh" isBusy={isFetching && isPending} onPress={() => void refetch()}>
          Look now
        </Button>
      }
    >
      {look ? (
        <>
          <HealthPanel look={look} />
          {look.overview ? (
            <Figures overview={look.overview} isOld={look.problem !== null} />
          ) : null}
        </>
      ) : error ? (
        <Failure
          error={error}
          what="The figures could not be loaded"
          isRetrying={isFetching}
          onRetry={() => void refetch()}
        />
      ) : (
        <Skeleton label="Loading the figures" lines={7} height="4rem" />
      )}
    </Page>
  );
}
