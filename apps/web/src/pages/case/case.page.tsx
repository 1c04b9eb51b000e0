import { Link, useParams } from '@tanstack/react-router';
import { Problem } from '../../shared/problem';
import { buttonLook } from '../../ui/button';
import { Page } from '../../ui/page';
import { EmptyState, Failure, Skeleton } from '../../ui/states';
import { useFailure } from '../../ui/use-failure';
import { CaseView } from './case-view';
import { useCaseQuery } from './use-case';

/** A case: what was found, what is to be done, and all that became of it. */
export function CasePage() {
  const { caseId } = useParams({ from: '/shell/cases/$caseId' });
  return <OneCase key={caseId} caseId={caseId} />;
}

function OneCase({ caseId }: { readonly caseId: string }) {
  const reading = useCaseQuery(caseId);
  const failure = useFailure(reading);
  if (reading.data) return <CaseView newest={reading.data} />;
  if (!failure) {
    return (
      <Page title="Case">
        <Skeleton label="Loading the case" lines={10} height="1.5rem" />
      </Page>
    );
  }
  const { error } = failure;
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
          The link may be incomplete. Search for the number of the case above, or look for it in the
          list.
        </EmptyState>
      ) : (
        <Failure what="The case could not be loaded" {...failure} />
      )}
    </Page>
  );
}
