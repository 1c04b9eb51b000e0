import { governedDrugs, guidelineDescription } from '@assent/guidelines';
import { clausesUnder, determinationOf, whereInstalled } from '../evaluation/evaluation';
import type { LetterContent, StatedValue, Statement } from '../ports/letter-content';
import { ownWording } from './criterion-wording';
import { sentencesOf, type StatementRecord } from './statements';

/**
 * The sentences of a letter that have a number, a date, a dose or the name of a drug that nothing they
 * state has: their author forgot where it comes from. A plan's own paragraph states nothing.
 */
export function unboundSentences(
  content: Pick<LetterContent, 'blocks'>,
  record: StatementRecord,
): readonly string[] {
  const { letters } = record.settings;
  const own = new Set([
    ...(letters?.paragraphs.map(({ text }) => text) ?? []),
    ...Object.values(letters?.closing ?? {}),
  ]);
  const names = drugNames(record);
  return sentencesOf(content)
    .filter(({ text }) => !own.has(text))
    .flatMap(({ place, states, text }) => {
      const sources = states.flatMap((statement) => wordsBehind(statement, record));
      const known = new Set(sources.flatMap(numbersIn));
      const said = sources.join('\n').toLowerCase();
      const numbers = numbersIn(text).filter((number) => !known.has(number));
      const drugs = names.filter(
        (name) => text.toLowerCase().includes(name) && !said.includes(name),
      );
      return [...numbers, ...drugs].map((missing) => `${place}: ${missing}`);
    });
}

function drugNames({ due }: StatementRecord): readonly string[] {
  const { drug, drugText } = due.case;
  const known = governedDrugs.find(({ id }) => id === drug)?.names ?? [];
  return [...new Set([drugText, ...known].map((name) => name.toLowerCase()))];
}

function numbersIn(text: string): readonly string[] {
  return (text.match(/\d+/g) ?? []).map((digits) => digits.replace(/^0+(?=\d)/, ''));
}

/** The words that a statement can account for, in any language: numbers are the same in all. */
function wordsBehind(statement: Statement, record: StatementRecord): readonly string[] {
  const { due, settings } = record;
  const { guideline } = due.case;
  if ('of' in statement) return valueWords(statement.value, record);
  if ('fact' in statement) {
    const described =
      (guideline && guidelineDescription(guideline.id, guideline.version)?.facts) ?? [];
    const fact = described.find(({ path }) => path === statement.fact);
    return [...valueWords(statement.value, record), JSON.stringify(fact ?? {})];
  }
  return whereInstalled(
    () => {
      const { clauses, missing } = determinationOf(due.case);
      if ('missing' in statement) {
        return missing
          .filter(({ fact }) => fact === statement.missing)
          .map(({ question }) => question);
      }
      const { criterion } = statement;
      const titles = clausesUnder(clauses).filter(({ id }) => id === criterion);
      return [
        ...titles.map(({ title }) => title),
        JSON.stringify(ownWording(settings, guideline, criterion) ?? {}),
      ];
    },
    () => [],
  );
}

function valueWords(value: StatedValue, { settings: { timeZone } }: StatementRecord): string[] {
  const text = String(value);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return [text];
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return [text.slice(0, 4), format.format(new Date(text))];
}
