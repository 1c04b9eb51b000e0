import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reportDeterminations, type DeterminationReport } from '../../client';
import { reportDeterminationsOptions } from '../../client/@tanstack/react-query.gen';
import { useSession } from '../../session/session';
import { failureWords } from '../../shared/problem';
import { saveFile } from '../../shared/save-file';
import { Button } from '../../ui/button';
import { DateField } from '../../ui/date-field';
import { serverTime } from '../../ui/now';
import { Panel } from '../../ui/panel';
import type { Unread } from '../../ui/reading';
import { Failure, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { dayIn } from '../../ui/times';
import { showToast } from '../../ui/toast';
import { useFailure } from '../../ui/use-failure';
import { LINES_OF_BUSINESS, URGENCIES } from '../../work/words';
import { timeWords } from './figure-words';
import styles from './reports.module.css';
import { text } from './text';

const words = text.determinations;

type Row = DeterminationReport['rows'][number];

/** Days as chosen; the report is of the last ones that could be read. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** The determinations of any days, by plan and urgency, and the same as a file for spreadsheets. */
export function DeterminationsPanel() {
  const { timeZone } = useSession().payer;
  const [{ from, to }, setDays] = useState<Readonly<Record<keyof Days, string | Unread | null>>>(
    () => {
      const today = dayIn(serverTime(), timeZone);
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    },
  );
  const isRead = typeof from === 'string' && typeof to === 'string';
  const query = isRead ? { from, to } : null;
  const fault = query && query.to < query.from ? words.order : undefined;
  const report = useQuery({
    ...reportDeterminationsOptions({ query: query ?? { from: '', to: '' } }),
    enabled: query !== null && fault === undefined,
    placeholderData: keepPreviousData,
  });
  const failure = useFailure(report);
  const change = (name: keyof Days) => (day: string | Unread | null) =>
    setDays((days) => ({ ...days, [name]: day }));
  return (
    <Panel title={words.title}>
      <div className={styles['days']}>
        <DateField label={words.from} value={from} onChange={change('from')} isRequired />
        <DateField label={words.to} value={to} onChange={change('to')} error={fault} isRequired />
        <Button
          icon="download"
          isDisabled={query === null || fault !== undefined}
          onPress={() => void (query && save(query))}
        >
          {words.download}
        </Button>
      </div>
      {report.data ? <Figures rows={report.data.rows} /> : null}
      {failure ? <Failure isInline what={words.failed} {...failure} /> : null}
      {!report.data && !failure ? <Skeleton label={words.loading} lines={4} /> : null}
    </Panel>
  );
}

function Figures({ rows }: { readonly rows: readonly Row[] }) {
  const { columns } = words;
  return (
    <div role="region" aria-label={words.table} tabIndex={0} className={styles['wide']}>
      <Table
        caption={words.title}
        columns={[
          { name: columns.plan },
          { name: columns.approved, isNumber: true },
          { name: columns.autoApproved, isNumber: true },
          { name: columns.modified, isNumber: true },
          { name: columns.denied, isNumber: true },
          { name: columns.afterFindings, isNumber: true },
          { name: columns.approvedAfterAppeal, isNumber: true },
          { name: columns.upheldAfterFindings, isNumber: true },
          { name: columns.withdrawn, isNumber: true },
          { name: columns.routed, isNumber: true },
          { name: columns.extended, isNumber: true },
          { name: columns.late, isNumber: true },
          { name: columns.median, isNumber: true },
          { name: columns.average, isNumber: true },
        ]}
        rows={rows.map((row) => ({
          id: `${row.lineOfBusiness ?? 'all'} ${row.urgency ?? 'all'}`,
          cells: [
            planWords(row),
            withShare(row.approved, row.approvedPercent),
            row.autoApproved,
            row.modified,
            withShare(row.denied, row.deniedPercent),
            row.afterFindings,
            row.approvedAfterAppeal,
            row.upheldAfterFindings,
            row.withdrawn,
            row.routed,
            row.extended,
            row.late,
            hoursWords(row.medianHours),
            hoursWords(row.averageHours),
          ],
        }))}
      />
    </div>
  );
}

function planWords({ lineOfBusiness, urgency }: Row): string {
  if (lineOfBusiness === null || urgency === null) return words.all;
  return `${LINES_OF_BUSINESS[lineOfBusiness]}, ${URGENCIES[urgency].toLowerCase()}`;
}

function withShare(count: number, percent: number | null): string {
  return percent === null ? String(count) : words.share({ count, percent });
}

function hoursWords(hours: number | null): string {
  return hours === null ? words.none : timeWords(hours);
}

/** Lets the browser save the report for spreadsheets. A toast reports a failure. */
async function save(query: Days): Promise<void> {
  try {
    const { data } = await reportDeterminations({
      query,
      headers: { accept: 'text/csv' },
      parseAs: 'blob',
    });
    saveFile(data as unknown as Blob, `determinations-${query.from}-${query.to}.csv`);
  } catch (error) {
    showToast({ tone: 'failure', title: words.failed, detail: failureWords(error) });
  }
}
