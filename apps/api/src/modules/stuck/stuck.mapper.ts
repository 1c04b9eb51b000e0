import type { CaseRecord, Repaired, StuckBoard } from '@assent/application';
import type { RepairJson, StuckBoardJson, StuckJson } from '@assent/contracts';
import type { Stuck } from '@assent/domain';

export function toStuckJson(stuck: Stuck): StuckJson {
  return {
    cause: stuck.cause,
    since: stuck.since.toISOString(),
    waitsFor: stuck.waitsFor,
    detail: stuck.detail,
    lastError: stuck.lastError,
    attempt: stuck.attempt,
    nextTryAt: stuck.nextTryAt?.toISOString() ?? null,
    repair: stuck.repair,
    otherCauses: [...stuck.otherCauses],
  };
}

/** @param workflowOf the id of the workflow that a stuck case waits for */
export function toBoardJson(
  { checkedAt, reachable, count, groups }: StuckBoard,
  workflowOf: (record: CaseRecord) => string,
): StuckBoardJson {
  return {
    checkedAt: checkedAt?.toISOString() ?? null,
    reachable,
    count,
    groups: groups.map((group) => ({
      cause: group.cause,
      count: group.count,
      oldestSince: group.oldestSince.toISOString(),
      cases: group.cases.flatMap((record) => shown(record, workflowOf)),
    })),
  };
}

type Shown = StuckBoardJson['groups'][number]['cases'];

/** Empty for a case that has moved since its group was counted. */
function shown(record: CaseRecord, workflowOf: (record: CaseRecord) => string): Shown {
  const { id, number, version, member, prescriber, dueAt, assignee, stuck } = record;
  if (!stuck) return [];
  return [
    {
      id,
      number,
      version,
      memberName: `${member.givenName} ${member.familyName}`,
      prescriberName: prescriber.name,
      dueAt: dueAt?.toISOString() ?? null,
      assignee,
      workflowId: workflowOf(record),
      stuck: toStuckJson(stuck),
    },
  ];
}

export function toRepairJson({ did, moved, detail, stuck }: Repaired): RepairJson {
  return { did, moved, detail, stuck: stuck && toStuckJson(stuck) };
}
