import {
  searchTerms,
  MIN_PART_LENGTH,
  type SearchPart,
  type SearchTerm,
} from '@assent/application';
import { Prisma } from '../generated/client';

/*
 * The column `search` holds the text of a case or a member: words, each after a space, and numbers,
 * each between number signs. The database functions that write it also read the search text, so
 * both are without capitals, accents and punctuation, and have no special characters of LIKE.
 */

/** Rows that people find by their text. */
export interface Searched {
  readonly birthDate: Prisma.Sql;
  readonly search: Prisma.Sql;
  /** Where a number may be outside the row. */
  readonly elsewhere: (pattern: Prisma.Sql) => readonly Prisma.Sql[];
}

/** A case `c`; its authorization and its appeals get their numbers after it is opened. */
export const SEARCHED_CASES: Searched = {
  birthDate: Prisma.sql`c.birth_date`,
  search: Prisma.sql`c.search`,
  elsewhere: (pattern) => [
    Prisma.sql`c.id = ANY (ARRAY(SELECT a.case_id FROM pa_authorization a
      WHERE search_number(a.number) LIKE ${pattern}))`,
    Prisma.sql`c.id = ANY (ARRAY(SELECT p.case_id FROM appeal p
      WHERE search_number(p.number) LIKE ${pattern}))`,
  ],
};

/** A member `m`, including by the numbers of their cases, authorizations and appeals. */
export const SEARCHED_MEMBERS: Searched = {
  birthDate: Prisma.sql`m.birth_date`,
  search: Prisma.sql`m.search`,
  elsewhere: (pattern) => [
    // The case's text is indexed, and the prescriber's numbers are not the member's.
    Prisma.sql`m.member_id = ANY (ARRAY(SELECT c.member_id FROM pa_case c
      WHERE c.search LIKE ${pattern} AND search_number(c.number) LIKE ${pattern}))`,
    Prisma.sql`m.member_id = ANY (ARRAY(SELECT a.member_id FROM pa_authorization a
      WHERE search_number(a.number) LIKE ${pattern}))`,
    Prisma.sql`m.member_id = ANY (ARRAY(SELECT c.member_id FROM pa_case c
      JOIN appeal a ON a.case_id = c.id WHERE search_number(a.number) LIKE ${pattern}))`,
  ],
};

/** Whether a row matches all that was typed; an empty search matches none. */
export function saysAllOf(typed: string, searched: Searched): Prisma.Sql {
  const terms = searchTerms(typed).map((term) => saysOneOf(term, searched));
  return terms.length === 0 ? Prisma.sql`false` : Prisma.join(terms, ' AND ');
}

function saysOneOf(term: SearchTerm, searched: Searched): Prisma.Sql {
  const ways = term.flatMap((part) => waysToSay(part, searched));
  return Prisma.sql`(${Prisma.join(ways, ' OR ')})`;
}

function waysToSay(part: SearchPart, { birthDate, search, elsewhere }: Searched): Prisma.Sql[] {
  if ('birthDate' in part) return [Prisma.sql`${birthDate} = ${part.birthDate}::date`];
  const pattern = patternOf(part);
  const says = Prisma.sql`${search} LIKE ${pattern}`;
  const isLong = 'number' in part && Array.from(part.number).length >= MIN_PART_LENGTH;
  return isLong || 'group' in part ? [says, ...elsewhere(pattern)] : [says];
}

function patternOf(part: Exclude<SearchPart, { birthDate: string }>): Prisma.Sql {
  if ('word' in part) return Prisma.sql`'% ' || ${asWords(part.word)} || '%'`;
  if ('group' in part) return Prisma.sql`'%#' || ${asWords(part.group)} || '#%'`;
  const before = Array.from(part.number).length < MIN_PART_LENGTH ? '%#' : '%';
  return Prisma.sql`${before}::text || ${asWords(part.number)} || '%'`;
}

/** The words in the column's form; null, which is like nothing, if no character is left. */
function asWords(text: string): Prisma.Sql {
  return Prisma.sql`nullif(btrim(search_words(${text})), '')`;
}
