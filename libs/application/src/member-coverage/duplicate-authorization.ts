import type { Refusal } from '@assent/domain';
import type { Evaluation } from '../evaluation/evaluation';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import { placementFor } from './case-placement';
import { differencesFrom } from './differences';
import { otherHolds } from './holds';
import type { Moment } from './moment';
import { RENEWAL_STANDS, NOTHING_DIFFERS, NOT_NAMED_YET, daysOf } from './words';

/**
 * Why no case is opened: an authorization already answers the request. A renewal that has not begun
 * answers any continuation; whatever covers its days answers an initiation, if software would
 * approve it and the treatment does not differ.
 */
export function answeredAlready(
  record: CaseRecord,
  { determination, finding }: Evaluation,
  moment: Moment,
): Refusal | null {
  const { approvalMonths } = determination;
  if (approvalMonths === null) return null;
  const placement = placementFor(record, approvalMonths, moment);
  const { inTheWay, period } = placement;
  const [first] = inTheWay;
  if (!first) return null;
  if (record.requestType === 'continuation') return duplicateOf(first, RENEWAL_STANDS);
  const wouldApprove =
    finding.outcome === 'criteria-met' &&
    !finding.held &&
    otherHolds(record, placement, moment).length === 0;
  const differs = inTheWay.some(
    (each) => differencesFrom(record, each, period.start, moment).length > 0,
  );
  return wouldApprove && !differs ? duplicateOf(first, NOTHING_DIFFERS) : null;
}

/**
 * Why a person cannot approve: a renewal exists, or an authorization that the case does not name.
 * @param usual the guideline's months; more may reach what the case never names
 */
export function standsAgainst(
  record: CaseRecord,
  months: number,
  usual: number,
  moment: Moment,
  placement = placementFor(record, months, moment),
): Refusal | null {
  const { inTheWay } = placement;
  const named = record.holds
    .filter(({ id }) => id === 'already-covered')
    .map(({ authorization }) => authorization);
  const unseen = inTheWay.find(
    ({ number }) => record.requestType === 'continuation' || !named.includes(number),
  );
  if (!unseen) return null;
  if (record.requestType === 'continuation') {
    return duplicateOf(unseen, `${RENEWAL_STANDS}; ${DAYS_BEFORE}`, record.id);
  }
  const isInTheUsualWay = placementFor(record, usual, moment).inTheWay.includes(unseen);
  return duplicateOf(unseen, isInTheUsualWay ? NOT_NAMED_YET : TOO_LONG, record.id);
}

const DAYS_BEFORE =
  'days before it starts can be approved on a new request, for as many months as fit';

const TOO_LONG =
  'approve this request for fewer months, so that it ends before that authorization starts';

function duplicateOf(authorization: AuthorizationRecord, why: string, caseId?: string): Refusal {
  return {
    code: 'duplicate-authorization',
    detail: `the member already has authorization ${authorization.number}, ${daysOf(authorization)}; ${why}`,
    authorization: authorization.number,
    ...(caseId !== undefined && { caseId }),
  };
}
