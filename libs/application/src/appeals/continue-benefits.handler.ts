import {
  accept,
  awaitsDecision,
  dateIn,
  refuse,
  type Appeal,
  type Appellant,
  type ContinuedBenefits,
  type Refusal,
  type Result,
} from '@assent/domain';
import { boundOf, lookAt } from '../life-cycle/continued-coverage';
import type { Step } from '../life-cycle/step';
import type { Ports } from '../ports/ports';
import { benefitsAsTheyAre, coverageDuring, type AppealView } from './appeal-view';
import {
  appealOver,
  changeAppeal,
  withAppeal,
  type AppealAtStep,
  type AppealCommand,
} from './change-appeal';
import { REFUSAL_WORDS } from './benefits-words';
import {
  benefitsRequest,
  findBenefits,
  noticeSentAt,
  withBenefits,
  type BenefitsRequest,
} from './continued-benefits';

export interface ContinueBenefits extends AppealCommand {
  /** Who asks. */
  readonly by: Appellant;
  /** Now if absent. */
  readonly receivedAt?: Date;
}

/**
 * Records a request that coverage continues while an appeal is open, or in outside review after the plan
 * kept the denial. Refused: `benefits-not-available` with the reason, also if coverage continues already,
 * `appeal-closed`, `invalid`, `appeal-changed`, `appeal-not-found`.
 */
export function continueBenefits(ports: Ports) {
  return (command: ContinueBenefits): Promise<Result<AppealView>> =>
    changeAppeal(ports, 'continue-benefits', command, async (at) => {
      const { actor, by, receivedAt } = command;
      const { appeal, moment } = at;
      const received = receivedAt ?? moment.now;
      if (received > moment.now) return refuse(IN_THE_FUTURE);
      const request = benefitsRequest(by, received, actor);
      if (awaitsDecision(appeal)) return whileOpen(ports, at, request);
      return duringReview(ports, at, request);
    });
}

async function whileOpen(
  ports: Ports,
  { appeal, rule, before, moment }: AppealAtStep,
  request: BenefitsRequest,
): Promise<Result<Step>> {
  if (await isGiven(ports, appeal)) {
    return refuse(notAvailable('Coverage already continues.'));
  }
  const { record } = before;
  const sentAt = appeal.ground === 'no-decision' ? null : await noticeSentAt(ports, record);
  const found = await findBenefits(ports, record, {
    rule,
    receivedAt: appeal.receivedAt,
    dueAt: appeal.dueAt,
    noticeSentAt: sentAt,
    request,
  });
  const { refusal } = found.benefits;
  if (!found.toContinue) return refuse(notAvailable(REFUSAL_WORDS[refusal ?? 'late']));
  const given = withBenefits(before, appeal, found, moment);
  return accept(asked(given.step, appeal, given.benefits, request, moment.now));
}

async function isGiven({ records }: Ports, appeal: Appeal): Promise<boolean> {
  if (!appeal.benefits) return false;
  const { given } = benefitsAsTheyAre(appeal.benefits, await coverageDuring(records, [appeal]));
  return given?.lastDay === null;
}

/** After the plan kept the denial: what continues goes on until outside review is over. */
async function duringReview(
  { records, settings }: Ports,
  { appeal, rule, before, moment }: AppealAtStep,
  request: BenefitsRequest,
): Promise<Result<Step>> {
  const { benefits, external, status } = appeal;
  const given = benefits?.given;
  const isReviewed = (status === 'upheld' || status === 'forwarded') && external === null;
  if (!isReviewed) return refuse(appealOver(appeal));
  if (!rule.continued?.outside || !benefits || !given || given.isDose) {
    return refuse(notAvailable('Coverage does not continue during outside review.'));
  }
  if (given.lastDay === null) return refuse(notAvailable('Coverage already continues.'));
  const one = await records.authorization(given.authorization);
  const isInTime =
    one?.status === 'active' &&
    one.period.end === given.lastDay &&
    dateIn(request.receivedAt, settings.timeZone) <= given.lastDay;
  if (!isInTime) return refuse(notAvailable(REFUSAL_WORDS.late));
  const end = boundOf(given.lastDay, appeal, moment.now, settings);
  const step: Step = {
    ...before,
    authorizations: [
      ...before.authorizations,
      {
        ...one,
        version: one.version + 1,
        period: { start: one.period.start, end },
        nextStepAt: lookAt(end, settings),
      },
    ],
    outbox: [...before.outbox, { topic: 'authorization-changed', subject: one.number }],
  };
  const longer = {
    ...benefits,
    request,
    given: { ...given, lastDay: null, outside: true },
  } as const;
  return accept(asked(step, appeal, longer, request, moment.now));
}

function asked(
  step: Step,
  appeal: Appeal,
  benefits: ContinuedBenefits,
  { by, recordedBy }: BenefitsRequest,
  at: Date,
): Step {
  const details = { by, ...(benefits.given && { authorization: benefits.given.authorization }) };
  return withAppeal(step, { ...appeal, benefits }, 'benefits-requested', recordedBy, at, details);
}

function notAvailable(detail: string): Refusal {
  return { code: 'benefits-not-available', detail };
}

const IN_THE_FUTURE: Refusal = {
  code: 'invalid',
  detail: 'the request has errors; nothing was saved',
  faults: [{ path: 'receivedAt', code: 'in-the-future', message: "can't be in the future" }],
};
