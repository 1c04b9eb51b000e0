import type { FoundAccess, Page } from '@assent/application';
import { operations, type AccessJson } from '@assent/contracts';
import { stringify } from 'csv-stringify/sync';

const SUMMARIES: ReadonlyMap<string, string> = new Map(
  Object.values(operations).map(({ id, summary }) => [id, summary]),
);

export function toAccessJson({ actor, at, ...entry }: FoundAccess): AccessJson {
  const { cases, members, documents, letters, appeals } = entry;
  return {
    ...entry,
    at: at.toISOString(),
    person: actor,
    // One of another release may be unknown here.
    summary: SUMMARIES.get(entry.operation) ?? entry.operation,
    cases: [...cases],
    members: [...members],
    documents: [...documents],
    letters: [...letters],
    appeals: [...appeals],
  };
}

const COLUMNS = [
  'at',
  'person',
  'role',
  'operation',
  'summary',
  'outcome',
  'purpose',
  'cases',
  'caseCount',
  'members',
  'documents',
  'letters',
  'appeals',
  'listed',
  'address',
  'agent',
  'id',
] as const satisfies readonly (keyof AccessJson)[];

/** Accesses as CSV (RFC 4180), page by page to the end, with cases by their numbers. */
export async function* accessCsv(
  first: Page<FoundAccess>,
  next: (cursor: string) => Promise<Page<FoundAccess>>,
): AsyncGenerator<string> {
  yield csv([[...COLUMNS]]);
  let page = first;
  yield linesOf(page);
  while (page.nextCursor !== null) {
    page = await next(page.nextCursor);
    yield linesOf(page);
  }
}

function linesOf({ items }: Page<FoundAccess>): string {
  return csv(items.map(toAccessJson).map(lineOf));
}

function lineOf(entry: AccessJson): readonly (string | number | null)[] {
  return COLUMNS.map((column) => {
    if (column === 'cases') return entry.cases.map(({ number }) => number).join(' ');
    const value = entry[column];
    return Array.isArray(value) ? value.join(' ') : value;
  });
}

function csv(lines: readonly (readonly (string | number | null)[])[]): string {
  return stringify(
    lines.map((line) => [...line]),
    { record_delimiter: 'windows', escape_formulas: true },
  );
}
