import { accept, refuse, type ReadableLines, type Result } from '@assent/domain';
import type { Page } from '../ports/page';
import type { Ports } from '../ports/ports';
import type { MemberPage, MemberRecord, ReportRepository } from '../ports/report-repository';
import { summaryOf, type CaseSummary } from './search-worklist.handler';

/** A member as people see them. */
export interface MemberView extends Omit<MemberRecord, 'openCases'> {
  readonly openCases: readonly CaseSummary[];
}

/**
 * Members found by a search text, as `searchTerms` reads it: names, birth date, and numbers of the
 * member, their cases and their authorizations. The prescriber's find none.
 */
export function searchMembers(ports: Pick<Ports, 'clock' | 'settings'>, reading: ReportRepository) {
  return async (typed: string, page: MemberPage): Promise<Page<MemberView>> => {
    const now = await ports.clock.now();
    const { items, nextCursor } = await reading.members(typed, page);
    return { items: items.map((record) => viewOf(ports, record, now)), nextCursor };
  };
}

/** One member. Refused: `member-not-found`. */
export function viewMember(ports: Pick<Ports, 'clock' | 'settings'>, reading: ReportRepository) {
  return async (id: string, lines: ReadableLines = null): Promise<Result<MemberView>> => {
    const record = await reading.member(id, lines);
    return record ? accept(viewOf(ports, record, await ports.clock.now())) : refuse(NO_SUCH_MEMBER);
  };
}

const NO_SUCH_MEMBER = {
  code: 'member-not-found',
  detail: 'there is no member with this id',
} as const;

function viewOf(
  ports: Pick<Ports, 'settings'>,
  { openCases, ...record }: MemberRecord,
  now: Date,
): MemberView {
  return { ...record, openCases: openCases.map((row) => summaryOf(ports, row, now)) };
}
