import type { AppealView, ContinuedBenefitsView, ListedAppealView } from '@assent/application';
import type { AppealJson, ListedAppealJson } from '@assent/contracts';
import { closedAs, type Actor, type DismissalReview } from '@assent/domain';
import { enginePartJson, findingsJson } from '../case/findings.mapper';

/** An appeal on the wire. */
export function toAppealJson({
  appeal,
  benefits,
  clock,
  findings,
  isWithheld,
}: AppealView): AppealJson {
  const { decision, dismissalReview, forwarding, external, goodCause, withdrawal } = appeal;
  return {
    id: appeal.id,
    number: appeal.number,
    caseId: appeal.caseId,
    level: appeal.level,
    ground: appeal.ground,
    status: appeal.status,
    by: appeal.appellant,
    urgency: appeal.urgency,
    reason: appeal.reason,
    proofOfAuthority: appeal.proofOfAuthority,
    receivedAt: appeal.receivedAt.toISOString(),
    openedAt: appeal.openedAt.toISOString(),
    openedBy: actorOf(appeal.openedBy),
    reviewReasons: [...appeal.reviewReasons],
    goodCause: goodCause
      ? {
          about: goodCause.about,
          accepted: goodCause.accepted,
          reason: goodCause.reason,
          ...madeBy(goodCause),
        }
      : null,
    dismissalReview: dismissalReview ? dismissalReviewOf(dismissalReview) : null,
    clock: {
      kind: clockKind(clock),
      dueAt: clock.dueAt.toISOString(),
      state: clock.state,
      why: clock.why,
    },
    escalatedAt: appeal.escalatedAt?.toISOString() ?? null,
    decision: decision && {
      decision: decision.decision,
      ...madeBy(decision),
      rationale: decision.rationale,
      memberReason: decision.memberReason ?? null,
      months: decision.months,
      terms: [...(decision.terms ?? [])],
      enginePart: decision.enginePart && !isWithheld ? enginePartJson(decision.enginePart) : null,
      license: decision.license ?? null,
    },
    findings: findings && findingsJson(findings),
    authorization: appeal.authorization,
    forwarding: forwarding && { to: forwarding.to, ...madeBy(forwarding) },
    external: external && {
      outcome: external.outcome,
      note: external.note,
      ...madeBy(external),
      months: external.months,
      terms: [...(external.terms ?? [])],
    },
    withdrawal: withdrawal && { reason: withdrawal.reason, ...madeBy(withdrawal) },
    closedAs: closedAs(appeal),
    continuedBenefits: benefits && toBenefitsJson(benefits),
    version: appeal.version,
  };
}

function toBenefitsJson({
  state,
  why,
  benefits: { rule, of, askBy, refusal, request, given },
}: ContinuedBenefitsView): AppealJson['continuedBenefits'] {
  return {
    state,
    reason: refusal,
    why,
    rule: rule && { by: rule.by, source: rule.source, confidence: rule.confidence },
    of,
    askBy: askBy?.toISOString() ?? null,
    request: request
      ? {
          by: request.by,
          receivedAt: request.receivedAt.toISOString(),
          recordedBy: actorOf(request.recordedBy),
        }
      : null,
    authorization: given?.authorization ?? null,
    from: given?.from ?? null,
    lastDay: given?.lastDay ?? null,
  };
}

export function toListedAppealJson(view: ListedAppealView): ListedAppealJson {
  const { number, memberName, drug } = view.of;
  return { ...toAppealJson(view), case: { number, memberName, drug } };
}

function dismissalReviewOf({
  to,
  days,
  askBy,
  source,
  dismissed,
  asked,
  outcome,
  vacateBy,
  vacated,
}: DismissalReview): AppealJson['dismissalReview'] {
  return {
    to,
    days,
    askBy: askBy.toISOString(),
    source,
    dismissed: { reason: dismissed.reason, ...madeBy(dismissed) },
    asked: asked && { receivedAt: asked.receivedAt.toISOString(), ...madeBy(asked) },
    outcome: outcome && { outcome: outcome.outcome, note: outcome.note, ...madeBy(outcome) },
    vacateBy: vacateBy?.toISOString() ?? null,
    vacated: vacated ? { reason: vacated.reason, ...madeBy(vacated) } : null,
  };
}

function clockKind({ kind }: AppealView['clock']): AppealJson['clock']['kind'] {
  return kind === 'forwarding' || kind === 'outside-review' ? kind : 'appeal';
}

function madeBy({ by, at }: { readonly by: Actor; readonly at: Date }) {
  return { by: actorOf(by), at: at.toISOString() };
}

function actorOf({ subject, role }: Actor): Actor {
  return { subject, role };
}
