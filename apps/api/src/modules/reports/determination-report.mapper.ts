import type { DeterminationReport, ReportGroup } from '@assent/application';
import type { DeterminationReportJson } from '@assent/contracts';
import { stringify } from 'csv-stringify/sync';

export function toReportJson({
  rows,
  criteria,
  information,
  ...days
}: DeterminationReport): DeterminationReportJson {
  return { ...days, rows: [...rows], criteria: [...criteria], information: [...information] };
}

const COLUMNS = [
  'part',
  'lineOfBusiness',
  'coverageType',
  'kind',
  'urgency',
  'of',
  'figure',
  'value',
] as const;

/**
 * The report as CSV (RFC 4180), one row a figure, so that every part fits one table: which cases it
 * counts, of what (criterion or fact), its name and its value. Cases that are not parted are `all`; an
 * empty value is none.
 */
export function toReportCsv({ rows, criteria, information }: DeterminationReport): string {
  const lines = [
    ...rows.flatMap(({ lineOfBusiness, coverageType, kind, urgency, ...figures }) =>
      linesOf('determinations', { lineOfBusiness, coverageType, kind, urgency }, '', figures),
    ),
    ...criteria.flatMap(({ guideline, id, denials, ...plan }) =>
      linesOf('criteria', plan, `${guideline} ${id}`, { denials }),
    ),
    ...information.flatMap(({ fact, label: _, asked, answered, medianHours, ...plan }) =>
      linesOf('information', plan, fact, { asked, answered, medianHours }),
    ),
  ];
  return stringify([COLUMNS, ...lines], { record_delimiter: 'windows', escape_formulas: true });
}

function linesOf(
  part: string,
  { lineOfBusiness, coverageType, kind, urgency }: ReportGroup,
  of: string,
  figures: Readonly<Record<string, number | null>>,
): readonly (readonly (string | number | null)[])[] {
  const isPlan = lineOfBusiness !== null;
  const group = [
    lineOfBusiness ?? 'all',
    coverageType ?? (isPlan ? '' : 'all'),
    kind ?? 'all',
    urgency ?? 'all',
  ];
  return Object.entries(figures).map(([figure, value]) => [part, ...group, of, figure, value]);
}
