import { activityShownTo, type Activity, type Overview, type Renewal } from '@assent/application';
import type { ActivityPageJson, OverviewJson, RenewalJson } from '@assent/contracts';
import type { Actor, TimeZone } from '@assent/domain';
import { toAuthorizationJson } from '../authorization/authorization.mapper';
import { summaryOf } from '../case/timeline.mapper';

/** If this answers, the API is up, and so is the database behind it. */
export function toOverviewJson(overview: Overview, temporalIsUp: boolean): OverviewJson {
  const { at, backlog, reconciliation, deadlines, days, timesToDecision } = overview;
  return {
    at: at.toISOString(),
    health: {
      api: 'up',
      database: 'up',
      temporal: temporalIsUp ? 'up' : 'down',
      outbox: { ...backlog.outbox, oldestSince: instantOrNull(backlog.outbox.oldestSince) },
      notices: backlog.notices,
      reconciler: {
        checkedAt: instantOrNull(reconciliation.checkedAt),
        stuck: reconciliation.stuck,
      },
    },
    deadlines,
    days: [...days],
    timesToDecision: [...timesToDecision],
    medianHours: overview.medianHours,
    slowestTenthHours: overview.slowestTenthHours,
  };
}

export function toRenewalJson(renewal: Renewal): RenewalJson {
  const { authorization, memberName, prescriberName, window, state, review, reminders } = renewal;
  return {
    authorization: toAuthorizationJson(authorization),
    memberName,
    prescriberName,
    window,
    state,
    review: review && { ...review, missing: [...review.missing] },
    reminders: reminders.map(({ daysBefore, dueAt, sentAt }) => ({
      daysBefore,
      dueAt: dueAt.toISOString(),
      sentAt: instantOrNull(sentAt),
    })),
  };
}

export function toActivityJson(
  { event, caseNumber, of }: Activity,
  zone: TimeZone,
  reader: Actor,
): ActivityPageJson['items'][number] {
  const { at, type, caseId, actor } = event;
  return {
    at: at.toISOString(),
    type,
    caseId,
    caseNumber,
    actor: { subject: actor.subject, role: actor.role },
    summary: summaryOf(activityShownTo(event, of, reader), zone),
  };
}

function instantOrNull(instant: Date | null): string | null {
  return instant === null ? null : instant.toISOString();
}
