import {
  deliverNotices,
  evaluateCase,
  expireAuthorization,
  followAuthorization,
  openContinuationReview,
  passDecisionDeadline,
  passInformationDeadline,
  RecordUnavailable,
  reportUndeliverable,
  type AuthorizationStep,
  type CaseStep,
  type DeliveryPorts,
  type NoticeScope,
  type Ports,
} from '@assent/application';
import { isOpen } from '@assent/domain';
import { errorFields, type Logger } from '@assent/platform';
import type { AuthorizationProgress, CaseProgress, DeliverySteps, Steps } from '@assent/workflows';
import { atMost } from './at-most';
import { failureOf } from './failures';

/** Each holds a connection to the record: a mail server that hangs must not hold them all. */
const DELIVERIES_AT_ONCE = 4;

/** What the steps of the workflows work with. */
export type StepPorts = Ports & DeliveryPorts;

/**
 * The steps of the workflows, over the use cases. A step also delivers the notices that are due
 * after it, so that a wake of a workflow costs it one event.
 */
export function stepActivities(ports: StepPorts, log: Logger): Steps & DeliverySteps {
  const deliver = atMost(DELIVERIES_AT_ONCE, deliverNotices(ports));

  /** False when the mail system refused; the workflow then sees to it beside its own course. */
  async function delivers(scope: NoticeScope): Promise<boolean> {
    try {
      await deliver(scope);
      return true;
    } catch (error) {
      if (error instanceof RecordUnavailable) throw error;
      log.warn('a notice was not delivered; it will be tried again', {
        ...scope,
        ...errorFields(error),
      });
      return false;
    }
  }

  async function withNotices<Step extends CaseStep | AuthorizationStep>(
    step: Step,
    scope: NoticeScope,
    again: () => Promise<Step>,
  ): Promise<{ readonly step: Step; readonly undelivered: boolean }> {
    if (!(await hasNoticesDue(ports, step))) return { step, undelivered: false };
    const undelivered = !(await delivers(scope));
    return { step: await again(), undelivered };
  }

  function ofCase(perform: (caseId: string) => Promise<CaseStep>) {
    return async (caseId: string): Promise<CaseProgress> => {
      const again = () => evaluateCase(ports)(caseId);
      const { step, undelivered } = await withNotices(await perform(caseId), { caseId }, again);
      return { open: isOpen(step.status), next: planned(step.next), undelivered };
    };
  }

  function ofAuthorization(perform: (authorization: string) => Promise<AuthorizationStep>) {
    return async (authorization: string): Promise<AuthorizationProgress> => {
      const again = () => followAuthorization(ports)(authorization);
      const first = await perform(authorization);
      const { step, undelivered } = await withNotices(first, { authorization }, again);
      return { next: planned(step.next), undelivered };
    };
  }

  const activity = told(log);
  return {
    evaluateCase: activity('evaluateCase', ofCase(evaluateCase(ports))),
    passInformationDeadline: activity(
      'passInformationDeadline',
      ofCase(passInformationDeadline(ports)),
    ),
    passDecisionDeadline: activity('passDecisionDeadline', ofCase(passDecisionDeadline(ports))),
    followAuthorization: activity(
      'followAuthorization',
      ofAuthorization(followAuthorization(ports)),
    ),
    openContinuationReview: activity(
      'openContinuationReview',
      ofAuthorization(openContinuationReview(ports)),
    ),
    expireAuthorization: activity(
      'expireAuthorization',
      ofAuthorization(expireAuthorization(ports)),
    ),
    deliverNotices: activity('deliverNotices', deliver),
    reportUndeliverable: activity('reportUndeliverable', reportUndeliverable(ports)),
  };
}

async function hasNoticesDue(
  { clock }: StepPorts,
  { next }: CaseStep | AuthorizationStep,
): Promise<boolean> {
  if (next?.action !== 'deliver-notices' && next?.action !== 'remind') return false;
  return next.at <= (await clock.now());
}

function planned<Action extends string>(
  next: { readonly action: Action; readonly at: Date } | null,
) {
  return next && { action: next.action, at: next.at.toISOString() };
}

/** Logs what a step failed with, and tells history no more than the kind of it. */
function told(log: Logger) {
  return <Input, Outcome>(name: string, perform: (input: Input) => Promise<Outcome>) =>
    async (input: Input): Promise<Outcome> => {
      try {
        return await perform(input);
      } catch (error) {
        log.warn('a step failed', { activity: name, ...errorFields(error) });
        throw failureOf(error);
      }
    };
}
