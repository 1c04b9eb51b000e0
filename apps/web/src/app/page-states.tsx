import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { buttonLook } from '../ui/button';
import { Page } from '../ui/page';
import { EmptyState, Failure, Skeleton } from '../ui/states';
import { text } from './text';

/** Shown while a page's code loads. */
export function PagePending() {
  return <Skeleton label={text.page.loading} lines={6} height="1.5rem" />;
}

/** A fault of a page, or code that did not load; the rest of the app works. */
export function PageFailure({ error }: ErrorComponentProps) {
  return (
    <Page title={text.page.broken}>
      <Failure error={error} what={text.page.failed} onRetry={() => location.reload()} />
    </Page>
  );
}

export function NotFound() {
  return (
    <Page title={text.notFound.title}>
      <EmptyState
        icon="question"
        title={text.notFound.heading}
        action={
          <Link to="/" className={buttonLook('primary')}>
            {text.notFound.action}
          </Link>
        }
      >
        {text.notFound.advice}
      </EmptyState>
    </Page>
  );
}
