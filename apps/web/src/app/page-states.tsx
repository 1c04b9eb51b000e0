import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { buttonLook } from '../ui/button';
import { Page } from '../ui/page';
import { EmptyState, Failure, Skeleton } from '../ui/states';

/** While the code of a page arrives. */
export function PagePending() {
  return <Skeleton label="Loading the page" lines={6} height="1.5rem" />;
}

/** A fault of a page, or code that did not arrive; the rest of the app goes on. */
export function PageFailure({ error }: ErrorComponentProps) {
  return (
    <Page title="This page could not be shown">
      <Failure error={error} what="It failed" onRetry={() => location.reload()} />
    </Page>
  );
}

export function NotFound() {
  return (
    <Page title="Nothing is here">
      <EmptyState
        icon="question"
        title="No page has this address"
        action={
          <Link to="/" className={buttonLook('primary')}>
            Go to the worklist
          </Link>
        }
      >
        It may have been mistyped. A case is found by its number in the search box above.
      </EmptyState>
    </Page>
  );
}
