import type { Actor } from '@assent/domain';
import type { AuditCheck, AuditChecks, AuditReport, SealingState } from '../ports/audit-log';
import type { Identifiers } from '../ports/ports';
import { readSeal } from './seal';

export interface AuditCheckPorts {
  readonly checks: AuditChecks;
  readonly ids: Pick<Identifiers, 'id'>;
  /** Null where no seals are kept, so that there is nothing to compare with. */
  readonly verify: (() => Promise<AuditReport>) | null;
}

/** What an auditor sees of the audit as a whole. */
export interface AuditState extends Omit<SealingState, 'last'> {
  readonly entries: number;
  readonly lastSeal: {
    readonly number: number;
    readonly at: Date;
    readonly entries: number;
  } | null;
  readonly canCheck: boolean;
  readonly check: AuditCheck | null;
}

export function showAudit({ checks, verify }: AuditCheckPorts) {
  return async (): Promise<AuditState> => {
    const [{ last, unsealed, unsealedSince }, check] = await Promise.all([
      checks.sealing(),
      checks.latest(),
    ]);
    const seal = last && readSeal(last);
    const sealed = seal?.total ?? 0;
    return {
      entries: sealed + unsealed,
      unsealed,
      unsealedSince,
      lastSeal: seal && { number: seal.number, at: seal.at, entries: sealed },
      canCheck: verify !== null,
      check,
    };
  };
}

/** A check that was started; `ended` settles once its result is kept. */
export interface StartedCheck {
  readonly ended: Promise<void>;
}

/**
 * Starts a check, unless one runs, and keeps its result.
 * @returns null if none was started
 */
export function checkAudit({ checks, ids, verify }: AuditCheckPorts) {
  return async (by: Actor): Promise<StartedCheck | null> => {
    const id = ids.id();
    if (verify === null || !(await checks.begin(id, by))) return null;
    const ended = verify().then(
      (report) => checks.finish(id, report),
      (error: unknown) =>
        checks.finish(id, { failure: error instanceof Error ? error.message : String(error) }),
    );
    return { ended };
  };
}
