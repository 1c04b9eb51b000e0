import {
  rowShownTo,
  type Batch,
  type BatchWork,
  type CaseSummary,
  type CountedView,
  type Draft,
} from '@assent/application';
import type { batchCommand, CaseSummaryJson, DraftJson, SavedViewJson } from '@assent/contracts';
import type { Actor } from '@assent/domain';
import type { z } from 'zod';

/** A case in a list, as a person may see it. */
export function toSummaryJson(whole: CaseSummary, reader: Actor): CaseSummaryJson {
  const summary = rowShownTo(whole, reader);
  const { stuck, dueAt } = summary;
  return {
    id: summary.id,
    number: summary.number,
    version: summary.version,
    status: summary.status,
    requestType: summary.requestType,
    urgency: summary.urgency,
    lineOfBusiness: summary.lineOfBusiness,
    drug: summary.drugText,
    memberName: summary.memberName,
    memberId: summary.memberId,
    birthDate: summary.birthDate,
    prescriberName: summary.prescriberName,
    receivedAt: summary.receivedAt.toISOString(),
    clock: { dueAt: dueAt?.toISOString() ?? null, state: summary.clock, why: summary.whyDue },
    assignee: summary.assignee,
    snoozedUntil: summary.snoozed?.until.toISOString() ?? null,
    handedUp: summary.handedUp && {
      by: summary.handedUp.by.subject,
      reason: summary.handedUp.reason,
    },
    reviewReason: summary.reviewReason,
    held: summary.isHeld,
    missing: [...summary.missing],
    stuck: stuck && {
      cause: stuck.cause,
      since: stuck.since.toISOString(),
      detail: stuck.detail,
    },
    withoutCoverSince: summary.withoutCoverSince,
  };
}

export function toViewJson(view: CountedView): SavedViewJson {
  const { status, ...filter } = view.filter;
  return {
    id: view.id,
    name: view.name,
    shared: view.shared,
    owner: view.owner,
    filter: { ...filter, ...(status && { status: [...status] }) },
    savedAt: view.savedAt.toISOString(),
    count: view.count,
    more: view.more,
  };
}

export function toDraftJson({ id, version, savedAt, request }: Draft): DraftJson {
  return { id, version, savedAt: savedAt.toISOString(), request };
}

/** A batch with all that its action needs. */
export function toBatch(command: z.output<typeof batchCommand>, actor: Actor): Batch {
  return { actor, ids: command.ids, preview: command.preview, work: workOf(command) };
}

function workOf({
  action,
  assignee = '',
  until = '',
  reason = '',
}: z.output<typeof batchCommand>): BatchWork {
  switch (action) {
    case 'assign':
      return { action, assignee };
    case 'snooze':
      return { action, until: new Date(until), reason };
    default:
      return { action };
  }
}
