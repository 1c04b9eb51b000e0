import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listAccess, type CaseAccess } from '../../client';
import { ROLES, useSession } from '../../session/session';
import { ListTable, NAME, Quiet } from '../../ui/list-table';
import { MoreRows } from '../../ui/more-rows';
import { Page } from '../../ui/page';
import { Panel } from '../../ui/panel';
import { EmptyState, Failure, Skeleton } from '../../ui/states';
import { shortClock } from '../../ui/times';
import { useFailure } from '../../ui/use-failure';
import { LINES_OF_BUSINESS } from '../../work/words';
import styles from './access.module.css';
import { text } from './text';

const PAGE = 50;
const { columns } = text;

/** For auditors: who opened which case of another line of business, and why. */
export function AccessPage() {
  const query = useInfiniteQuery({
    queryKey: ['access'],
    queryFn: async ({ pageParam, signal }) => {
      const cursor = pageParam === '' ? {} : { cursor: pageParam };
      return (await listAccess({ query: { limit: PAGE, ...cursor }, signal })).data;
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const failure = useFailure(query);
  const openings = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={text.title} lead={text.lead}>
      {failure ? (
        <Failure isInline={query.data !== undefined} what={text.failed} {...failure} />
      ) : null}
      {!query.data && !failure ? (
        <Skeleton label={text.loading} lines={6} height="2.75rem" />
      ) : null}
      {query.data && openings.length === 0 ? (
        <EmptyState title={text.empty}>{text.emptyWhat}</EmptyState>
      ) : null}
      {openings.length > 0 ? (
        <Panel title={text.count({ count: openings.length })} isFlush>
          <ListTable
            caption={text.caption}
            className={styles['table']}
            columns={[columns.which, columns.who, columns.why, columns.when]}
          >
            {openings.map((opening) => (
              <Row key={opening.id} opening={opening} />
            ))}
          </ListTable>
        </Panel>
      ) : null}
      <MoreRows query={query} shown={text.shown({ count: openings.length })} more={text.more} />
    </Page>
  );
}

function Row({ opening }: { readonly opening: CaseAccess }) {
  const { timeZone } = useSession().payer;
  const { at, by, caseId, caseNumber, lineOfBusiness, reason, until } = opening;
  return (
    <tr>
      <th scope="row">
        <Link to="/cases/$caseId" params={{ caseId }} className={NAME}>
          {caseNumber}
        </Link>
        <Quiet>{LINES_OF_BUSINESS[lineOfBusiness]}</Quiet>
      </th>
      <td>
        <p>{by.subject}</p>
        {by.role === 'software' ? null : <Quiet>{ROLES[by.role].name}</Quiet>}
      </td>
      <td>
        <p className={styles['reason']}>{reason}</p>
      </td>
      <td>
        <p>{shortClock(at, timeZone)}</p>
        <Quiet>{text.until({ clock: shortClock(until, timeZone) })}</Quiet>
      </td>
    </tr>
  );
}
