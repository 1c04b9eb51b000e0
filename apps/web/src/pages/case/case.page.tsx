import { Link, useParams } from '@tanstack/react-router';
import { Problem } from '../../session/problem';
import { buttonLook } from '../../ui/button';
import { Page } from '../../ui/page';
import { EmptyState, Failure, Skeleton } from '../../ui/states';
import { CaseView } from './case-view';
import { useCaseQuery } from './use-case';

/** A case: what was found, what is to be done, and all that became of it. */
export function CasePage() {
  const { caseId } = useParams({ from: '/shell/cases/$caseId' });
  return <OneCase key={caseId} caseId={caseId} />;
}

function OneCase({ caseId }: { readonly caseId: string }) {
  const { data, error, isError, isFetching, refetch } = useCaseQuery(caseId);
  if (data) return <CaseView newest={data} />;
  if (!isError) {
    return (
      <Page title="Case">
        <Skeleton label="Loading the case" lines={10} height="1.5rem" />
      </Page>
    );
  }
  const isNone = error instanceof Problem && [404, 422].includes(error.status);
  return (
    <Page title="Case">
      {isNone ? (
        <EmptyState
          icon="question"
          title={error.title}
          action={
            <Link to="/worklist" search={{ queue: 'all' }} className={buttonLook('primary')}>
              Go to all cases
            </Link>
          }
        >
          {error.detail}
        </EmptyState>
      ) : (
        <Failure
          error={error}
          what="The case could not be loaded"
          isRetrying={isFetching}
          onRetry={() => void refetch()}
        />
      )}
    </Page>
  );
}
