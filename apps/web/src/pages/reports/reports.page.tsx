import { Link } from '@tanstack/react-router';
import { useMay, useSession } from '../../session/session';
import { Button, buttonLook } from '../../ui/button';
import { Page } from '../../ui/page';
import { Failure, Skeleton } from '../../ui/states';
import { wallClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { DeterminationsPanel } from './determinations-panel';
import { Figures } from './figures';
import { HealthPanel } from './health-panel';
import { text } from './text';
import { useOverview } from './use-overview';

export function OperationsPage() {
  const { timeZone } = useSession().payer;
  const mayAudit = useMay('audit');
  const maySeeAccess = useMay('see-access');
  const looking = useOverview();
  const { data: look, isFetching, isPending, refetch } = looking;
  const failure = useFailure(looking);
  return (
    <Page
      title={text.title}
      lead={look ? text.updated({ clock: wallClock(look.at, timeZone) }) : text.lead}
      actions={
        <>
          <Link to="/letters" className={buttonLook('secondary')}>
            {text.letters}
          </Link>
          <Link to="/letters/to-print" className={buttonLook('secondary')}>
            {text.toPrint}
          </Link>
          {mayAudit ? (
            <Link to="/audit" className={buttonLook('secondary')}>
              {text.audit}
            </Link>
          ) : null}
          {maySeeAccess ? (
            <>
              <Link to="/access-log" className={buttonLook('secondary')}>
                {text.accessLog}
              </Link>
              <Link to="/access" className={buttonLook('secondary')}>
                {text.access}
              </Link>
            </>
          ) : null}
          <Button icon="refresh" isBusy={isFetching && isPending} onPress={() => void refetch()}>
            {text.refresh}
          </Button>
        </>
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
              what={text.failed}
              isRetrying={isFetching}
              onRetry={() => void refetch()}
            />
          )}
        </>
      ) : failure ? (
        <Failure what={text.failed} {...failure} />
      ) : (
        <Skeleton label={text.loading} lines={7} height="4rem" />
      )}
      <DeterminationsPanel />
    </Page>
  );
}
