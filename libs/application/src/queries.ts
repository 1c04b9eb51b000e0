import { accept, refuse, type Result } from '@assent/domain';
import { listedView, viewOf, type CaseView, type ListedCase } from './case-view';
import type { CaseFilter, Page } from './ports';
import type { CaseEvent } from './records';
import type { Ports } from './settings';

/** One case. Refused: `case-not-found`. */
export function viewCase(ports: Ports) {
  return async (id: string): Promise<Result<CaseView>> => {
    const record = await ports.records.case(id);
    if (!record) return refuse(NO_SUCH_CASE);
    const authorization = await ports.records.authorizationOfCase(id);
    const events = await ports.records.events(id);
    return accept(await viewOf(ports, record, authorization, events, await ports.clock.now()));
  };
}

/** Cases that fit a filter, soonest due first. */
export function listCases({ records, clock }: Ports) {
  return async (filter: CaseFilter): Promise<Page<ListedCase>> => {
    const { items, nextCursor } = await records.cases(filter);
    const issued = await records.authorizationsOfCases(
      items.filter(({ status }) => status === 'approved').map(({ id }) => id),
    );
    const byCase = new Map(issued.map((authorization) => [authorization.caseId, authorization]));
    const now = await clock.now();
    return {
      items: items.map((record) => listedView(record, byCase.get(record.id) ?? null, now)),
      nextCursor,
    };
  };
}

/** Every event of a case, oldest first. Refused: `case-not-found`. */
export function timelineOf({ records }: Ports) {
  return async (caseId: string): Promise<Result<readonly CaseEvent[]>> => {
    const events = await records.events(caseId);
    return events.length > 0 ? accept(events) : refuse(NO_SUCH_CASE);
  };
}

export const NO_SUCH_CASE = {
  code: 'case-not-found',
  detail: 'there is no case with this id',
} as const;
