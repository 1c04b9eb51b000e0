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
import { COVERAGE_TYPES, LINES_OF_BUSINESS, URGENCIES } from '../../work/words';
import { timeWords } from './figure-words';
import styles from './reports.module.css';
import { text } from './text';

const words = text.determinations;

type Row = DeterminationReport['rows'][number];
type Group = Pick<Row, 'lineOfBusiness' | 'coverageType' | 'kind' | 'urgency'>;

/** Days as chosen; the report is of the last ones that could be read. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/**
 * The determinations of any days, drugs and items apart, by plan and urgency, with what denials were based
 * on and what was asked for; and the same as a file for spreadsheets.
 */
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
      {report.data ? (
        <>
          <Figures rows={report.data.rows} />
          <MissedClocks rows={report.data.rows} />
          <Criteria rows={report.data.criteria} />
          <Information rows={report.data.information} />
        </>
      ) : null}
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
          { name: columns.extendedApproved, isNumber: true },
          { name: columns.late, isNumber: true },
          { name: columns.median, isNumber: true },
          { name: columns.average, isNumber: true },
        ]}
        rows={rows.map((row) => ({
          id: idOf(row),
          cells: [
            planWords(row),
            withShare(row.approved, row.approvedPercent),
            row.autoApproved,
            row.modified,
            withShare(row.denied, row.deniedPercent),
            row.afterFindings,
            withShare(row.approvedAfterAppeal, row.approvedAfterAppealPercent),
            row.upheldAfterFindings,
            row.withdrawn,
            row.routed,
            row.extended,
            withShare(row.extendedApproved, row.extendedApprovedPercent),
            row.late,
            hoursWords(row.medianHours),
            hoursWords(row.averageHours),
          ],
        }))}
      />
    </div>
  );
}

/** The clocks that were due in these days and were missed, of each kind. */
function MissedClocks({ rows }: { readonly rows: readonly Row[] }) {
  const { missed } = words;
  return (
    <div role="region" aria-label={missed.title} tabIndex={0} className={styles['wide']}>
      <Table
        caption={missed.title}
        isCaptionShown
        columns={[
          { name: words.columns.plan },
          { name: missed.decision, isNumber: true },
          { name: missed.writtenNotice, isNumber: true },
          { name: missed.oralNotice, isNumber: true },
          { name: missed.peerToPeer, isNumber: true },
          { name: missed.appeal, isNumber: true },
          { name: missed.forwarding, isNumber: true },
        ]}
        rows={rows.map((row) => ({
          id: idOf(row),
          cells: [
            planWords(row),
            row.missedDecision,
            row.missedWrittenNotice,
            row.missedOralNotice,
            row.missedPeerToPeer,
            row.missedAppeal,
            row.missedForwarding,
          ],
        }))}
      />
    </div>
  );
}

/** What denials were based on. */
function Criteria({ rows }: { readonly rows: DeterminationReport['criteria'] }) {
  const { criteria } = words;
  if (rows.length === 0) return <p>{criteria.empty}</p>;
  return (
    <div role="region" aria-label={criteria.title} tabIndex={0} className={styles['wide']}>
      <Table
        caption={criteria.title}
        isCaptionShown
        columns={[
          { name: criteria.criterion },
          { name: words.columns.plan },
          { name: criteria.denials, isNumber: true },
        ]}
        rows={rows.map(({ guideline, id, denials, ...plan }) => ({
          id: `${guideline} ${id} ${idOf(plan)}`,
          cells: [words.criterionOf({ guideline, id }), planWords(plan), denials],
        }))}
      />
    </div>
  );
}

/** What provider offices were asked for, and how long their answers took. */
function Information({ rows }: { readonly rows: DeterminationReport['information'] }) {
  const { information } = words;
  if (rows.length === 0) return <p>{information.empty}</p>;
  return (
    <div role="region" aria-label={information.title} tabIndex={0} className={styles['wide']}>
      <Table
        caption={information.title}
        isCaptionShown
        columns={[
          { name: information.fact },
          { name: words.columns.plan },
          { name: information.asked, isNumber: true },
          { name: information.answered, isNumber: true },
          { name: information.median, isNumber: true },
        ]}
        rows={rows.map(({ fact, label, asked, answered, medianHours, ...plan }) => ({
          id: `${fact} ${idOf(plan)}`,
          cells: [label, planWords(plan), asked, answered, hoursWords(medianHours)],
        }))}
      />
    </div>
  );
}

function idOf({ lineOfBusiness, coverageType, kind, urgency }: Group): string {
  return [lineOfBusiness, coverageType, kind, urgency].map((part) => part ?? 'all').join(' ');
}

function planWords({ lineOfBusiness, coverageType, kind, urgency }: Group): string {
  if (kind === null) return words.all;
  const whose =
    lineOfBusiness === null
      ? words.kinds[kind]
      : [
          LINES_OF_BUSINESS[lineOfBusiness],
          ...(coverageType ? [COVERAGE_TYPES[coverageType]] : []),
        ].join(', ');
  return urgency === null ? whose : `${whose}, ${URGENCIES[urgency].toLowerCase()}`;
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
