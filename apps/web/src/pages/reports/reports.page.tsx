import { useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { Page } from '../../ui/page';
import { Failure, Skeleton } from '../../ui/states';
import { wallClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { Figures } from './figures';
import { HealthPanel } from './health-panel';
import { useOverview } from './use-overview';

export function OperationsPage() {
  const { timeZone } = useSession().payer;
  const looking = useOverview();
  const { data: look, isFetching, isPending, refetch } = looking;
  const failure = useFailure(looking);
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
          ) : (
            <Failure
              error={look.problem}
              what="The figures could not be read"
              isRetrying={isFetching}
              onRetry={() => void refetch()}
            />
          )}
        </>
      ) : failure ? (
        <Failure what="The figures could not be loaded" {...failure} />
      ) : (
        <Skeleton label="Loading the figures" lines={7} height="4rem" />
      )}
    </Page>
  );
}
