import type { LineOfBusiness, ReadableLines } from '@assent/domain';
import { Prisma } from '../generated/client';

/** Rows of these lines of business, for the typed client. */
export function inLines(lines: readonly LineOfBusiness[]) {
  return { lineOfBusiness: { in: [...lines] } };
}

/** The condition that a person may read rows of this line of business; null if they read all. */
export function readable(column: Prisma.Sql, lines: ReadableLines | undefined): Prisma.Sql | null {
  return lines ? Prisma.sql`${column} = ANY (${[...lines]}::text[])` : null;
}

/** The same behind other conditions of a statement. */
export function andReadable(column: Prisma.Sql, lines: ReadableLines | undefined): Prisma.Sql {
  const condition = readable(column, lines);
  return condition ? Prisma.sql`AND ${condition}` : Prisma.empty;
}
