import { refuse, type Actor, type ReadableLines, type Result } from '@assent/domain';
import { claimCase } from '../case/assign-case.handler';
import type { CaseView } from '../case/case-view';
import { replayOf } from '../case/command-replay';
import type { CommandKey } from '../ports/change';
import type { Ports } from '../ports/ports';
import { searchCases, type WorklistPorts } from './search-worklist.handler';

export interface TakeNext {
  readonly actor: Actor;
  /** The lines of business that they read; absent for all. */
  readonly lines?: ReadableLines;
  readonly command?: CommandKey;
}

/** So many cases are tried at once; others may take them first. */
const TRIED = 10;

/**
 * Assigns a reviewer the unassigned review with the soonest deadline that they may decide. Of several
 * reviewers who ask at once, each gets a case of their own. Refused: `no-case-waits`.
 */
export function takeNextCase(ports: Ports & WorklistPorts) {
  const claim = claimCase(ports);
  const search = searchCases(ports);
  return async ({ actor, lines = null, command }: TakeNext): Promise<Result<CaseView>> => {
    const earlier = command && (await replayOf(ports, command, actor));
    if (earlier) return earlier;
    const filter = { queue: 'unassigned', status: ['in-review'] } as const;
    let cursor: Parameters<typeof search>[2]['cursor'];
    for (;;) {
      const { items, nextCursor } = await search({ ...actor, lines }, filter, {
        limit: TRIED,
        ...(cursor && { cursor }),
      });
      for (const { id: caseId } of items) {
        const taken = await claim({ caseId, actor, ...(command && { command }) });
        if (taken.ok || !TAKEN_MEANWHILE.has(taken.refusal.code)) return taken;
      }
      if (!nextCursor) return refuse(NO_CASE_WAITS);
      cursor = nextCursor;
    }
  };
}

const TAKEN_MEANWHILE: ReadonlySet<string> = new Set([
  'case-assigned',
  'case-closed',
  // It was handed up.
  'role-not-allowed',
]);

const NO_CASE_WAITS = {
  code: 'no-case-waits',
  detail: 'no unassigned case in review waits for you',
} as const;
