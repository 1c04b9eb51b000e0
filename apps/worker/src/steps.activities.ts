import {
  evaluateCase,
  expireAuthorization,
  followAuthorization,
  openContinuationReview,
  passAppealDeadline,
  passCallTime,
  passDecisionDeadline,
  passInformationDeadline,
  type AuthorizationStep,
  type CaseStep,
  type Ports,
} from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';
import type { AuthorizationProgress, CaseProgress, DeliverySteps, Steps } from '@assent/workflows';
import { failureOf } from './failures';
import type { Searchable } from './known-search-attributes';

/**
 * The steps of the workflows, over the use cases.
 * @param isSearchable whether workflows may set search attributes
 */
export function stepActivities(
  ports: Ports,
  log: Logger,
  isSearchable: Searchable = () => Promise.resolve(false),
): Steps & DeliverySteps {
  function ofCase(perform: (caseId: string) => Promise<CaseStep>) {
    return async (caseId: string): Promise<CaseProgress> => {
      const { status, open, next, caseNumber, stuckCause, dueAt } = await perform(caseId);
      return {
        open,
        next: planned(next),
        view: { caseNumber, status, stuckCause, dueAt: dueAt?.toISOString() ?? null },
        isSearchable: await isSearchable(),
      };
    };
  }

  function ofAuthorization(perform: (authorization: string) => Promise<AuthorizationStep>) {
    return async (authorization: string): Promise<AuthorizationProgress> => {
      const { status, next, caseNumber, stuckCause } = await perform(authorization);
      const plan = planned(next);
      return {
        next: plan,
        view: { caseNumber, status, stuckCause, dueAt: plan?.at ?? null },
        isSearchable: await isSearchable(),
      };
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
    passAppealDeadline: activity('passAppealDeadline', ofCase(passAppealDeadline(ports))),
    passCallTime: activity('passCallTime', ofCase(passCallTime(ports))),
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
    deliverNotices: leftToTheQueue,
    reportUndeliverable: leftToTheQueue,
  };
}

/** For workflows older than the separate deliveries: the queue has their letters. */
function leftToTheQueue(): Promise<void> {
  return Promise.resolve();
}

function planned<Action extends string>(
  next: { readonly action: Action; readonly at: Date } | null,
) {
  return next && { action: next.action, at: next.at.toISOString() };
}

/** Logs why a step failed, and gives history only its kind. */
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
