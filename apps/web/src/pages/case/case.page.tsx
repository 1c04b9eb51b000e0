import { Link, useParams } from '@tanstack/react-router';
import { Problem } from '../../shared/problem';
import { buttonLook } from '../../ui/button';
import { Page } from '../../ui/page';
import { EmptyState, Failure, Skeleton } from '../../ui/states';
import { useFailure } from '../../ui/use-failure';
import { CaseOfAnotherLine } from './case-of-another-line';
import { CaseView } from './case-view';
import { text } from './text';
import { useCaseQuery } from './use-case-query';

/** A case: its findings, the actions on it, and its history. */
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
      <Page title={text.page.title}>
        <Skeleton label={text.page.loading} lines={10} height="1.5rem" />
      </Page>
    );
  }
  const { error } = failure;
  const isNone = error instanceof Problem && [404, 422].includes(error.status);
  if (error instanceof Problem && error.code === 'another-line') {
    return <CaseOfAnotherLine caseId={caseId} problem={error} />;
  }
  return (
    <Page title={text.page.title}>
      {isNone ? (
        <EmptyState
          icon="question"
          title={error.title}
          action={
            <Link to="/worklist" search={{ queue: 'all' }} className={buttonLook('primary')}>
              {text.page.noneAction}
            </Link>
          }
        >
          {text.page.noneAdvice}
        </EmptyState>
      ) : (
        <Failure what={text.page.failed} {...failure} />
      )}
    </Page>
  );
}
