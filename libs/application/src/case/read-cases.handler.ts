import { accept, refuse, type Actor, type Result } from '@assent/domain';
import type { CaseEvent } from '../ports/case-record';
import type { CaseFilter } from '../ports/case-repository';
import type { Page } from '../ports/page';
import type { Ports } from '../ports/ports';
import { foundOnAppealsOf, isWithheldFrom } from '../evaluation/findings';
import { eventShownTo } from '../evaluation/shown-to';
import { listedView, NO_SUCH_CASE, viewById, type CaseView, type ListedCase } from './case-view';

/** One case. Refused: `case-not-found`. */
export function viewCase(ports: Ports) {
  return async (id: string): Promise<Result<CaseView>> => {
    const view = await viewById(ports, id);
    return view ? accept(view) : refuse(NO_SUCH_CASE);
  };
}

/** Cases that match a filter, next due first. */
export function listCases({ records, clock }: Ports) {
  return async (filter: CaseFilter): Promise<Page<ListedCase>> => {
    const { items, nextCursor } = await records.cases(filter);
    const issued = await records.authorizationsOfCases(
      items.filter(({ decision }) => decision !== null).map(({ id }) => id),
    );
    const byCase = new Map(issued.map((authorization) => [authorization.caseId, authorization]));
    const now = await clock.now();
    return {
      items: items.map((record) => listedView(record, byCase.get(record.id) ?? null, now)),
      nextCursor,
    };
  };
}

/**
 * Every event of a case, oldest first, in pieces, as far as the person may see it. Refused:
 * `case-not-found`.
 */
export function timelineOf({ records }: Ports) {
  return async (
    caseId: string,
    reader: Actor,
  ): Promise<Result<AsyncIterable<readonly CaseEvent[]>>> => {
    const record = await records.case(caseId);
    const isWithheld =
      record !== null &&
      isWithheldFrom(record, reader, await foundOnAppealsOf({ records }, record));
    const pieces = records.timeline(caseId)[Symbol.asyncIterator]();
    let piece = await pieces.next();
    if (piece.done) return refuse(NO_SUCH_CASE);
    return accept(
      (async function* () {
        try {
          for (; !piece.done; piece = await pieces.next()) {
            yield piece.value.map((event) => eventShownTo(event, reader, isWithheld));
          }
        } finally {
          await pieces.return?.();
        }
      })(),
    );
  };
}
