import type { AuditState } from '@assent/application';
import type { AuditStateJson } from '@assent/contracts';

export function toAuditJson(state: AuditState): AuditStateJson {
  const { canCheck, check, entries, lastSeal, unsealed, unsealedSince } = state;
  return {
    entries,
    unsealed,
    unsealedSince: unsealedSince?.toISOString() ?? null,
    lastSeal: lastSeal && { ...lastSeal, at: lastSeal.at.toISOString() },
    canCheck,
    check: check && {
      startedAt: check.startedAt.toISOString(),
      startedBy: check.startedBy,
      finishedAt: check.finishedAt?.toISOString() ?? null,
      entries: check.result?.entries ?? null,
      findingCount: check.result?.findingCount ?? null,
      findings: [...(check.result?.findings ?? [])],
      failure: check.failure,
    },
  };
}
