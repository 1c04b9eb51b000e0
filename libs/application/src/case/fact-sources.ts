import { knownFactPaths } from '@assent/criteria';
import type { Actor } from '@assent/domain';
import { newestReadingOf, whereInstalled } from '../evaluation/evaluation';
import { SOFTWARE } from '../life-cycle/step';
import type { CaseEvent, CaseRecord } from '../ports/case-record';

/** A document as the source of facts. */
export interface NamedDocument {
  readonly id: string;
  readonly name: string;
  /** The page with the facts, if given. */
  readonly page: number | null;
}

/** Where a fact comes from. */
export interface FactSource {
  readonly by: Actor;
  readonly at: Date;
  /** How it reached the plan; absent for facts that the system itself has. */
  readonly channel?: string;
  /** The case that it was copied from. */
  readonly carriedFrom?: string;
  /** The document of the case that it was read from. */
  readonly document?: NamedDocument;
}

/** Sources by the paths of the facts. */
export type FactSources = Readonly<Record<string, FactSource>>;

/**
 * The source of each known fact: the last event that gave it, else the opening. Empty if the
 * guideline, which defines the facts, is no longer installed.
 * @param events those that gave the case its facts, oldest first; may include others
 */
export function factSources(record: CaseRecord, events: readonly CaseEvent[]): FactSources {
  const guideline = whereInstalled(
    () => newestReadingOf(record),
    () => null,
  );
  const known = guideline ? knownFactPaths(guideline, record.facts) : [];
  const told = events.flatMap((event) => toldBy(event, record, known));
  return Object.fromEntries(told.filter(([path]) => known.includes(path)));
}

/** The facts that an event gave, each with its source. */
function toldBy(
  { type, actor: by, at, details }: CaseEvent,
  { channel, carriedFrom }: CaseRecord,
  known: readonly string[],
): [path: string, source: FactSource][] {
  switch (type) {
    case 'case-opened':
      return openedWith(known, details, { by, at, channel });
    case 'continuation-opened':
      return openedWith(known, details, { by, at, ...(carriedFrom && { carriedFrom }) });
    case 'information-given': {
      const document = documentIn(details);
      const source = { by, at, channel: String(details['channel']), ...(document && { document }) };
      return Object.keys(new Object(details['given'])).map((path) => [path, source]);
    }
    default:
      return [];
  }
}

/** The document that an event names. */
function documentIn({ document }: CaseEvent['details']): NamedDocument | null {
  const { id, name, page }: { id?: unknown; name?: unknown; page?: unknown } = new Object(document);
  if (typeof id !== 'string' || typeof name !== 'string') return null;
  return { id, name, page: typeof page === 'number' ? page : null };
}

/** The facts of an opening, except those that the system itself supplied. */
function openedWith(
  known: readonly string[],
  { ownFacts }: CaseEvent['details'],
  source: FactSource,
): [path: string, source: FactSource][] {
  const own = new Set(Array.isArray(ownFacts) ? ownFacts : []);
  return known.map((path) => [path, own.has(path) ? { by: SOFTWARE, at: source.at } : source]);
}
