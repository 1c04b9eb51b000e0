import { searchTerms, SHORTEST_PART, type SearchPart, type SearchTerm } from '@assent/application';
import { Prisma } from './generated/client';

/*
 * What a case says stands in its column `search`: words, each behind a space, and numbers, each
 * between number signs. The functions of the database that write it also read what is looked for, so
 * both are without capitals, accents and punctuation, and nothing is left that LIKE takes for a sign
 * of its own.
 */

/** Whether a case `c` says all that was typed; nothing that can be looked for is said by none. */
export function saysAllOf(typed: string): Prisma.Sql {
  const terms = searchTerms(typed);
  return terms.length === 0 ? Prisma.sql`false` : Prisma.join(terms.map(saysOneOf), ' AND ');
}

function saysOneOf(term: SearchTerm): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(term.flatMap(waysToSay), ' OR ')})`;
}

/** A number may also be that of the authorization, which is issued after the case is opened. */
function waysToSay(part: SearchPart): Prisma.Sql[] {
  if ('birthDate' in part) return [Prisma.sql`c.birth_date = ${part.birthDate}::date`];
  const pattern = patternOf(part);
  const says = Prisma.sql`c.search LIKE ${pattern}`;
  if ('word' in part) return [says];
  return [
    says,
    Prisma.sql`c.id = ANY (ARRAY(SELECT a.case_id FROM pa_authorization a
      WHERE search_number(a.number) LIKE ${pattern}))`,
  ];
}

function patternOf(part: Exclude<SearchPart, { birthDate: string }>): Prisma.Sql {
  if ('word' in part) return Prisma.sql`'% ' || ${asWords(part.word)} || '%'`;
  if ('group' in part) return Prisma.sql`'%#' || ${asWords(part.group)} || '#%'`;
  const before = Array.from(part.number).length < SHORTEST_PART ? '%#' : '%';
  return Prisma.sql`${before}::text || ${asWords(part.number)} || '%'`;
}

/** As the words stand in the column; null, which is like nothing, when no sign of them is left. */
function asWords(text: string): Prisma.Sql {
  return Prisma.sql`nullif(btrim(search_words(${text})), '')`;
}
