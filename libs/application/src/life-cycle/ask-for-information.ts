import type { Determination } from '@assent/criteria';
import { deadlinesOf, informationReminders, later, type InformationRequest } from '@assent/domain';
import { clockScopeOf } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { CaseRecord } from '../ports/case-record';
import {
  notice,
  SOFTWARE,
  toOfficeOnly,
  withEvent,
  withOtherQuestions,
  withoutQuestions,
  type Step,
} from './step';

/** The facts requested from the provider office; none when a reviewer waits for the answer. */
export function factsAskedFor({
  status,
  informationRequest,
  determination,
}: CaseRecord): readonly string[] {
  if (status !== 'pending-information' || informationRequest) return [];
  return determination.missing.map(({ fact }) => fact);
}

/**
 * Asks the provider office for the missing facts and reminds it while there is time. If the system
 * opened a renewal review, its authorization sends the reminders. The member learns when the wait
 * begins, and not again while it goes on.
 * @param request what a reviewer asks with it
 */
export function askForInformation(
  before: Step,
  missing: readonly string[],
  moment: Moment,
  request: InformationRequest | null = null,
): Step {
  const { now } = moment;
  const record = {
    ...before.record,
    informationRequest: request ?? before.record.informationRequest,
    informationDueAt: answerDueAt(before.record, request, moment),
  };
  const reminders =
    record.informationDueAt && !record.carriedFrom
      ? informationReminders(now, record.informationDueAt)
      : [];
  const isWaiting = waits(before);
  const asked = notice(moment, record, 'information-request', now);
  return withEvent(
    {
      ...(isWaiting ? withOtherQuestions(before) : withoutQuestions(before)),
      notices: [
        ...before.notices,
        isWaiting || record.carriedFrom !== null ? toOfficeOnly(asked) : asked,
        ...reminders.map((at) => notice(moment, record, 'information-reminder', at)),
      ],
      record: {
        ...record,
        status: 'pending-information',
        snoozed: null,
        review: null,
        nextStepAt: record.informationDueAt,
      },
    },
    'information-requested',
    request?.by ?? SOFTWARE,
    now,
    {
      missing,
      ...(request && { question: request.rationale, seenDigest: request.seenDigest }),
    },
  );
}

/** Whether the case waited for information before this step; a new one has that status, too. */
function waits({ events, record: { status } }: Step): boolean {
  return status === 'pending-information' && !events.some(({ type }) => type === 'case-opened');
}

/**
 * However late a reviewer asks, the provider office gets its least share of the time. More answers
 * do not extend it: a case that already waits keeps its deadline.
 */
function answerDueAt(
  record: CaseRecord,
  request: InformationRequest | null,
  moment: Moment,
): Date | null {
  const { status, urgency, receivedAt, informationDueAt } = record;
  if (status === 'pending-information' && !request) return informationDueAt;
  const { now: askedAt, settings } = moment;
  const { clocks, timeZone: zone } = settings;
  const scope = clockScopeOf(record, moment);
  const fromNow = deadlinesOf(clocks, scope, urgency, { receivedAt, askedAt, zone });
  return informationDueAt && fromNow && later(informationDueAt, fromNow.informationDueAt);
}

/** A reviewer's question that now goes with the missing facts. */
export function withMissingFacts({
  isAlone: _,
  ...question
}: InformationRequest): InformationRequest {
  return question;
}

export function missingFacts(determination: Determination): string[] {
  return determination.missing.map(({ fact }) => fact);
}
