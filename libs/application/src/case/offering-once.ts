import { CALL_OFFER, type Step } from '../life-cycle/step';
import type { Notice } from '../ports/notice-record';
import type { Ports } from '../ports/ports';

/** The step without the offer of a call if its case has one already: a call is offered once. */
export async function offeringOnce({ records }: Pick<Ports, 'records'>, step: Step): Promise<Step> {
  if (!step.notices.some(isOffer)) return step;
  const earlier = await records.notices(step.record.id);
  return earlier.some(isOffer)
    ? { ...step, notices: step.notices.filter((each) => !isOffer(each)) }
    : step;
}

function isOffer({ kind }: Pick<Notice, 'kind'>): boolean {
  return kind === CALL_OFFER;
}
