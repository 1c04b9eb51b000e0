import type { DeterminationReport } from '@assent/application';
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

/**
 * The report as CSV (RFC 4180), one row a figure, so that every part fits one table: what it counts,
 * of what (plan and urgency, criterion, or fact), its name and its value; an empty value is none.
 */
export function toReportCsv({ rows, criteria, information }: DeterminationReport): string {
  const lines = [
    ...rows.flatMap(({ lineOfBusiness, urgency, ...figures }) =>
      linesOf('determinations', lineOfBusiness ?? 'all', urgency ?? 'all', figures),
    ),
    ...criteria.flatMap(({ guideline, id, denials }) =>
      linesOf('criteria', guideline, id, { denials }),
    ),
    ...information.flatMap(({ fact, ...figures }) => linesOf('information', fact, '', figures)),
  ];
  return stringify([['part', 'of', 'and', 'figure', 'value'], ...lines], {
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

function linesOf(
  part: string,
  of: string,
  and: string,
  figures: Readonly<Record<string, number | null>>,
): readonly (readonly (string | number | null)[])[] {
  return Object.entries(figures).map(([figure, value]) => [part, of, and, figure, value]);
}
