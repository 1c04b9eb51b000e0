import { useState } from 'react';
import { listAccesses } from '../../client';
import { useMay } from '../../session/session';
import { failureWords } from '../../shared/problem';
import { saveFile } from '../../shared/save-file';
import { Button } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { MoreRows } from '../../ui/more-rows';
import { Page } from '../../ui/page';
import { Panel } from '../../ui/panel';
import type { Unread } from '../../ui/reading';
import { EmptyState, Failure, Skeleton } from '../../ui/states';
import { TextField } from '../../ui/text-field';
import { showToast } from '../../ui/toast';
import { useFailure } from '../../ui/use-failure';
import styles from './access-log.module.css';
import { AccessTable } from './access-table';
import { MemberField } from './member-field';
import { text } from './text';
import { useAccesses, type AccessFilter } from './use-accesses';

/** Who viewed a member, and what a person viewed. */
export function AccessLogPage() {
  const maySeeAccess = useMay('see-access');
  return (
    <Page title={text.title} lead={text.lead}>
      {maySeeAccess ? (
        <AccessLog />
      ) : (
        <EmptyState title={text.notAllowed.title}>{text.notAllowed.what}</EmptyState>
      )}
    </Page>
  );
}

function AccessLog() {
  const [filter, setFilter] = useState<AccessFilter | null>(null);
  const { query, accesses } = useAccesses(filter);
  const failure = useFailure(query);
  return (
    <>
      <AccessFilters
        onShow={(next) => {
          // The same again asks again.
          if (JSON.stringify(next) === JSON.stringify(filter)) void query.refetch();
          else setFilter(next);
        }}
      />
      {filter === null ? (
        <EmptyState icon="search" title={text.choose.title}>
          {text.choose.what}
        </EmptyState>
      ) : null}
      {failure ? (
        <Failure isInline={query.data !== undefined} what={text.failed} {...failure} />
      ) : null}
      {filter !== null && !query.data && !failure ? (
        <Skeleton label={text.loading} lines={6} height="2.75rem" />
      ) : null}
      {query.data && accesses.length === 0 ? (
        <EmptyState title={text.nothing.title}>{text.nothing.what}</EmptyState>
      ) : null}
      {filter !== null && accesses.length > 0 ? (
        <Panel
          title={text.results}
          isFlush
          actions={
            <Button icon="download" onPress={() => void save(filter)}>
              {text.download}
            </Button>
          }
        >
          <AccessTable accesses={accesses} />
        </Panel>
      ) : null}
      <MoreRows query={query} shown={text.shown({ count: accesses.length })} more={text.more} />
    </>
  );
}

/** What is typed: shown once a person asks for it, because each search is recorded. */
function AccessFilters({ onShow }: { readonly onShow: (filter: AccessFilter) => void }) {
  const [member, setMember] = useState<string | null>(null);
  const [person, setPerson] = useState('');
  const [from, setFrom] = useState<string | Unread | null>(null);
  const [to, setTo] = useState<string | Unread | null>(null);
  const name = person.trim();
  const isOrdered = typeof from !== 'string' || typeof to !== 'string' || from <= to;
  const isRead = isDay(from) && isDay(to) && isOrdered;
  const { filter: words } = text;
  return (
    <form
      aria-label={words.name}
      className={styles['filters']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRead || (member === null && name === '')) return;
        onShow({
          ...(member !== null && { member }),
          ...(name !== '' && { person: name }),
          ...(from !== null && { from }),
          ...(to !== null && { to }),
        });
      }}
    >
      <MemberField onChange={setMember} />
      <TextField
        label={words.person}
        description={words.personHint}
        value={person}
        onChange={setPerson}
      />
      <DateField label={words.from} value={from} onChange={setFrom} />
      <DateField
        label={words.to}
        value={to}
        onChange={setTo}
        error={isOrdered ? undefined : words.order}
      />
      <Button type="submit" look="primary" isDisabled={!isRead || (member === null && name === '')}>
        {words.show}
      </Button>
    </form>
  );
}

function isDay(day: string | Unread | null): day is string | null {
  return day === null || typeof day === 'string';
}

/** Lets the browser save all entries of the filter for spreadsheets. A toast reports a failure. */
async function save(filter: AccessFilter): Promise<void> {
  try {
    const { data } = await listAccesses({
      query: { ...filter },
      headers: { accept: 'text/csv' },
      parseAs: 'blob',
    });
    saveFile(data as unknown as Blob, 'access-log.csv');
  } catch (error) {
    showToast({ tone: 'failure', title: text.downloadFailed, detail: failureWords(error) });
  }
}
