import { accept, addHours, refuse, type Actor, type Result } from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import { misuseOf } from '../case/command-replay';
import type { ListedAccess } from '../ports/access-repository';
import type { CommandKey } from '../ports/change';
import type { Ports } from '../ports/ports';

export interface OpenWithReason {
  readonly caseId: string;
  readonly actor: Actor;
  readonly reason: string;
  readonly command?: CommandKey;
}

/**
 * Opens a case of another line of business to a person, for as long as the plan's setting says. The
 * case itself does not change. Refused: `case-not-found`, `idempotency-key-reused`.
 */
export function openWithReason({ clock, ids, records, settings }: Ports) {
  return async ({
    caseId,
    actor,
    reason,
    command,
  }: OpenWithReason): Promise<Result<ListedAccess>> => {
    const repeated = command && (await repeatOf(command));
    if (repeated) return repeated;
    const record = await records.case(caseId);
    if (!record) return refuse(NO_SUCH_CASE);
    const at = await clock.now();
    const until = addHours(at, settings.accessHours);
    const access = { id: ids.id(), caseId, by: actor, reason, at, until };
    const isKept = await records.keepAccess(access, command);
    if (!isKept) return (command && (await repeatOf(command))) ?? refuse(NO_SUCH_CASE);
    const { number, lineOfBusiness } = record;
    return accept({ access, of: { number, lineOfBusiness } });

    /** The answer to a command that was sent again; null for a new one. */
    async function repeatOf({ key, digest }: CommandKey): Promise<Result<ListedAccess> | null> {
      const used = await records.command(key);
      if (!used) return null;
      const misuse = misuseOf(used, digest, actor);
      if (misuse) return refuse(misuse);
      const kept = await records.lastAccess(used.caseId, actor.subject);
      return kept && accept(kept);
    }
  };
}
