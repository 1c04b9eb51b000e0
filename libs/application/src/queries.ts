import { knownFactPaths } from '@assent/criteria';
import { accept, refuse, type Actor, type Result } from '@assent/domain';
import { guidelineFor } from '@assent/guidelines';
import { viewOf, type CaseView } from './case-view';
import { SOFTWARE } from './life-cycle';
import type { CaseFilter, Page } from './ports';
import type { CaseEvent, CaseRecord } from './records';
import type { Ports } from './settings';

/** Where a fact comes from. */
export interface FactSource {
  readonly by: Actor;
  readonly at: Date;
  /** How it reached the plan; absent for facts that the system itself holds. */
  readonly channel?: string;
  /** The case that it was carried over from. */
  readonly carriedFrom?: string;
}

export interface CaseWithSources extends CaseView {
  /** By fact path. */
  readonly sources: Readonly<Record<string, FactSource>>;
}

/** One case with the sources of its facts. Refused: `case-not-found`. */
export function viewCase(ports: Ports) {
  return async (id: string): Promise<Result<CaseWithSources>> => {
    const record = await ports.records.case(id);
    if (!record) return refuse(notFound);
    const authorization = await ports.records.authorizationOfCase(id);
    const events = await ports.records.events(id);
    return accept({
      ...viewOf(record, authorization, await ports.clock.now()),
      sources: factSources(record, events),
    });
  };
}

/** Cases that fit a filter, soonest due first. */
export function listCases({ records, clock }: Ports) {
  return async (filter: CaseFilter): Promise<Page<CaseView>> => {
    const { items, nextCursor } = await records.cases(filter);
    const issued = await records.authorizationsOfCases(
      items.filter(({ status }) => status === 'approved').map(({ id }) => id),
    );
    const byCase = new Map(issued.map((authorization) => [authorization.caseId, authorization]));
    const now = await clock.now();
    return {
      items: items.map((record) => viewOf(record, byCase.get(record.id) ?? null, now)),
      nextCursor,
    };
  };
}

/** Every event of a case, oldest first. Refused: `case-not-found`. */
export function timelineOf({ records }: Ports) {
  return async (caseId: string): Promise<Result<readonly CaseEvent[]>> => {
    const events = await records.events(caseId);
    return events.length > 0 ? accept(events) : refuse(notFound);
  };
}

const notFound = { code: 'case-not-found', detail: 'there is no case with this id' } as const;

/** The source of each known fact: the last event that told it, else the opening. */
function factSources(record: CaseRecord, events: readonly CaseEvent[]): Record<string, FactSource> {
  const known = record.guideline
    ? knownFactPaths(guidelineFor(record.guideline.id, record.guideline.version), record.facts)
    : [];
  const told = events.flatMap((event) => toldBy(event, record, known));
  return Object.fromEntries(told.filter(([path]) => known.includes(path)));
}

/** The facts that an event told, each with its source. */
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
    case 'information-given':
      return Object.keys(new Object(details['given'])).map((path) => [
        path,
        { by, at, channel: String(details['channel']) },
      ]);
    default:
      return [];
  }
}

/** The facts of an opening; what the system itself knew comes from nobody else. */
function openedWith(
  known: readonly string[],
  { ownFacts }: CaseEvent['details'],
  source: FactSource,
): [path: string, source: FactSource][] {
  const own = new Set(Array.isArray(ownFacts) ? ownFacts : []);
  return known.map((path) => [path, own.has(path) ? { by: SOFTWARE, at: source.at } : source]);
}
