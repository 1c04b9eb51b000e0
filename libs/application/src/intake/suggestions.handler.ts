import { plainWords } from '@assent/criteria';
import type { Actor } from '@assent/domain';
import { factVocabulary, knownAgents, type KnownAgent } from '@assent/guidelines';
import { oneAtATime } from '../one-at-a-time';
import type { Prescriber } from '../ports/case-record';
import type { AgentFact, ReportRepository } from '../ports/report-repository';

/** No list of suggestions is longer. */
const MAX = 20;

/**
 * Agents with a name, or a word of one, that starts so: those of the guidelines with their brands,
 * then others from the newest cases.
 */
export function suggestAgents(reading: ReportRepository) {
  // Whatever the text: callers at the same time share one answer.
  const agentsSeen = oneAtATime(() => reading.agentsSeen(AGENT_FACTS));
  return async (typed: string): Promise<readonly KnownAgent[]> => {
    const fitting = knownAgents.filter(({ name, brands }) =>
      [name, ...brands].some((each) => beginsWith(each, typed)),
    );
    if (fitting.length >= MAX) return fitting.slice(0, MAX);
    const seen = await agentsSeen();
    const others = seen.filter((name) => !KNOWN_NAMES.has(plainWords(name)));
    const named = others.filter((name) => beginsWith(name, typed)).sort();
    return [...fitting, ...named.map((name) => ({ name, brands: [] }))].slice(0, MAX);
  };
}

/** Prescribers of cases with words in name or NPI that begin so, last seen first. */
export function suggestPrescribers(reading: ReportRepository) {
  return (typed: string): Promise<readonly Prescriber[]> =>
    reading.prescribers(plainWords(typed).split(' ').filter(Boolean), MAX);
}

/** People who worked on cases, by the start of a name. */
export function suggestPeople(reading: ReportRepository) {
  return (typed: string): Promise<readonly Actor[]> => reading.people(typed.trim(), MAX);
}

const AGENT_FACTS: readonly AgentFact[] = factVocabulary.flatMap(({ path, type }) =>
  type === 'agents' || type === 'agent' || type === 'therapies' ? [{ path, type }] : [],
);

/** Agent names that guidelines know, and words that name none. */
const KNOWN_NAMES: ReadonlySet<string> = new Set(
  [
    ...knownAgents.flatMap(({ name, brands }) => [name, ...brands]),
    ...factVocabulary.flatMap((fact) => (fact.type === 'agent' ? [fact.none] : [])),
  ].map(plainWords),
);

/** Whether the text, or any word in it, starts so. */
function beginsWith(text: string, typed: string): boolean {
  const beginning = plainWords(typed);
  return ` ${plainWords(text)}`.includes(` ${beginning}`);
}
