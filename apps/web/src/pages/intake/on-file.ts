import { type Members, valueAt } from '@assent/vocabulary';
import type { Determination, DuplicateAnswer } from '../../client';
import { isDate } from '../../ui/date-reading';
import { startBlocker, type StartBlocker, type Today } from './start';

type Authorization = DuplicateAnswer['authorizations'][number];

/**
 * What a request meets on file, as the page knows it. The evaluation of its answers uses none of
 * it, so that it works while the record is down.
 */
export interface OnFile {
  /** The open case of the same kind, which blocks a new one; none that may be its own. */
  readonly blocking: DuplicateAnswer['cases'][number] | null;
  /** It was sent without an answer: what is on file may be its result. */
  readonly wasSent: boolean;
  /** Already answers a new request for the same treatment. */
  readonly covering: Authorization | null;
  /** Has not begun; no renewal can be requested before it has. */
  readonly notBegun: Authorization | null;
  /** The member ID has another birth date on file. */
  readonly birthDateDiffers: boolean;
  /** The member ID has another first name on file. */
  readonly givenNameDiffers: boolean;
  readonly start: StartBlocker;
  /** Whether a reviewer must see it before approval, whatever else is on file. */
  readonly isReviewed: boolean;
}

const NOTHING: DuplicateAnswer = {
  cases: [],
  authorizations: [],
  birthDateDiffers: false,
  givenNameDiffers: false,
};

/**
 * @param duplicates null while unknown
 * @param determination null while there is none
 */
export function onFile(
  duplicates: DuplicateAnswer | null,
  request: Members,
  now: Today,
  determination: Pick<Determination, 'approvalMonths' | 'holds'> | null,
  wasSent = false,
): OnFile {
  const { cases, authorizations, birthDateDiffers, givenNameDiffers } = duplicates ?? NOTHING;
  const { today } = now;
  const blocker = startBlocker(request, now, determination?.approvalMonths ?? null);
  const type = valueAt(request, 'requestType');
  const isOfLine = ({ lineOfBusiness }: Pick<Authorization, 'lineOfBusiness'>) =>
    lineOfBusiness === (valueAt(request, 'lineOfBusiness') ?? lineOfBusiness);
  const asked = valueAt(request, 'requestedStart');
  const start = isDate(asked) ? asked : today;
  const own = authorizations.filter(isOfLine);
  return {
    blocking: wasSent
      ? null
      : (cases.find((each) => each.requestType === type && isOfLine(each)) ?? null),
    wasSent,
    covering:
      (type === 'initiation' ? own.find(({ period }) => period.end >= start) : undefined) ?? null,
    notBegun:
      (type === 'continuation' ? own.find(({ period }) => period.start > today) : undefined) ??
      null,
    birthDateDiffers,
    givenNameDiffers,
    start: blocker,
    isReviewed:
      birthDateDiffers ||
      givenNameDiffers ||
      blocker === 'far-ahead' ||
      (determination !== null && determination.holds.length > 0),
  };
}
