import {
  awaitsDecision,
  forwardingClock,
  keptDenial,
  MAY_DECIDE_APPEAL,
  NO_LICENSE_TO_UPHOLD,
  OUTCOME_OF_VERDICT,
  refuse,
  withAppealClocks,
  type Actor,
  type Appeal,
  type AppealVerdict,
  type License,
  type ModifiedTerm,
  type Result,
} from '@assent/domain';
import { memberReasonFaults } from '../correspondence/member-reason';
import { enginePartOf } from '../evaluation/findings';
import { withEvent } from '../life-cycle/step';
import type { Ports } from '../ports/ports';
import { unopenedRefusal, withFitLetter } from '../review/decision-letter';
import { foundCriteria, upholdingRefusal } from './appeal-findings';
import type { AppealView } from './appeal-view';
import { appealOver, changeAppeal, type AppealAtStep, type AppealCommand } from './change-appeal';
import { notSettled, settle, type PartialTerms } from './settle-appeal';
import { NO_CREDENTIAL, TOOK_PART, tookPartIn } from './who-decides';

/** One that is overturned in part states its terms as far as they are not as asked. */
export interface DecideAppeal extends AppealCommand, PartialTerms {
  readonly decision: AppealVerdict;
  readonly rationale: string;
  /** The reason for the member, in their language. */
  readonly memberReason?: string;
  /** The decider's own, to uphold a denial in full or in part. */
  readonly license?: License;
}

/**
 * Decides an appeal. Who decides one that is late or without proof of authority hears it by that: the
 * timeline tells so before the decision. One that is overturned, in full or in part, issues an authorization. Where an
 * upheld denial has to go to outside review, the clock of forwarding starts. Refused:
 * `role-not-allowed`, `took-part` if the person worked on the case before, `appeal-closed`,
 * `case-undecided` where there is no decision to uphold, `findings-needed` where a denial, or a part of
 * it, is upheld and the findings of who decides come first and are not complete, `not-appealable`, `invalid`
 * for faulty terms and for a denial that is upheld without a license, `appeal-changed`, `appeal-not-found`,
 * `letter-incomplete` if the letter to the member can't state the rationale, and `documents-not-opened` for
 * a denial that is upheld while who decides has not opened a document of the case.
 */
export function decideAppeal(ports: Ports) {
  return async (command: DecideAppeal): Promise<Result<AppealView>> => {
    const { actor, decision, memberReason, rationale, license, months, start, dosing } = command;
    if (!MAY_DECIDE_APPEAL.some((role) => role === actor.role)) return refuse(NO_CREDENTIAL);
    return changeAppeal(ports, `appeal-${decision}`, command, async (at) => {
      const { rule, moment } = at;
      if (!awaitsDecision(at.appeal)) return refuse(appealOver(at.appeal));
      const { appeal, before } = heardBy(at, actor);
      if (await tookPartIn(ports, actor.subject, appeal, before.record)) return refuse(TOOK_PART);
      const outcome = OUTCOME_OF_VERDICT[decision];
      const unsettled = notSettled(before.record, outcome, moment.now);
      if (unsettled) return refuse(unsettled);
      const keepsDenial = keptDenial(outcome);
      const unfound = keepsDenial
        ? await upholdingRefusal(ports, before.record, appeal, actor, outcome === 'upheld')
        : null;
      if (unfound) return refuse(unfound);
      const faults = [
        ...memberReasonFaults(memberReason, {
          due: { case: before.record },
          settings: moment.settings,
        }),
        ...(keepsDenial && !license ? [NO_LICENSE_TO_UPHOLD] : []),
      ];
      const enginePart = keepsDenial
        ? enginePartOf(before.record, actor, await foundCriteria(ports, before.record, appeal))
        : null;
      const isPart = outcome === 'partly-overturned';
      const decided = (terms: readonly ModifiedTerm[]): Appeal => ({
        ...appeal,
        status: outcome,
        closedAt: moment.now,
        decision: {
          decision,
          by: actor,
          at: moment.now,
          rationale,
          ...(memberReason !== undefined && { memberReason }),
          months: isPart ? (months ?? null) : null,
          ...(isPart && { terms }),
          ...(enginePart && { enginePart }),
          ...(keepsDenial && license && { license }),
        },
      });
      const isToForward = appeal.clocks.at(-1)?.kind === 'forwarding';
      const clock = keepsDenial && !isToForward ? forwardingClock(rule, appeal, moment.now) : null;
      // What was escalated so far is the decision, and that is made.
      const isSent = isToForward && appeal.dueAt <= moment.now;
      const escalatedAt = isSent ? appeal.escalatedAt : null;
      const settled = await settle(
        ports,
        { ...at, before },
        (terms) =>
          withAppealClocks(
            { ...decided(terms), ...((clock ?? isToForward) && { escalatedAt }) },
            clock ? [...appeal.clocks, clock] : appeal.clocks,
          ),
        {
          outcome,
          terms: {
            ...(months !== undefined && { months }),
            ...(start !== undefined && { start }),
            ...(dosing && { dosing }),
          },
          faults,
          by: actor,
          why: rationale,
          event: 'appeal-decided',
          details: { rationale },
        },
      );
      const fit = withFitLetter(ports, settled);
      if (!fit.ok || !keepsDenial) return fit;
      const act = 'uphold the denial';
      const unopened = await unopenedRefusal(ports, appeal.caseId, actor.subject, act);
      return unopened ? refuse(unopened) : fit;
    });
  };
}

/** The appeal with all that was to be looked at first accepted, as `decideGoodCause` would; the timeline tells each. */
function heardBy({ appeal, before, moment }: AppealAtStep, by: Actor) {
  const { now: at } = moment;
  const { id: appealId, number, reviewReasons } = appeal;
  const [about] = reviewReasons;
  if (about === undefined) return { appeal, before };
  const goodCause = appeal.goodCause ?? { about, accepted: true, reason: HEARD, by, at };
  const told = reviewReasons.reduce(
    (step, each) =>
      withEvent(step, 'appeal-cause-accepted', by, at, {
        appeal: number,
        appealId,
        about: each,
        reason: HEARD,
      }),
    before,
  );
  return { appeal: { ...appeal, reviewReasons: [], goodCause }, before: told };
}

const HEARD = 'The appeal was heard and decided.';
