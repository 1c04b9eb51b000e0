import type { DuplicateAnswer } from '../../client';
import type { Members } from '../../facts/readings';
import { isDate } from '../../ui/date-reading';
import { valueAt } from './request';

type Authorization = DuplicateAnswer['authorizations'][number];

/**
 * What a request meets on file, as far as the page knows it. The evaluation of its answers looks at
 * none of it, so that it works while the record is away.
 */
export interface OnFile {
  /** The open case of the same kind, for which no other is opened. */
  readonly blocking: DuplicateAnswer['cases'][number] | null;
  /** Answers a new request for the same treatment already. */
  readonly covering: Authorization | null;
  /** Has not begun, and no renewal can be requested before it has. */
  readonly notBegun: Authorization | null;
  /** The member ID is on file with another birth date. */
  readonly birthDateDiffers: boolean;
}

export const NOTHING_ON_FILE: OnFile = {
  blocking: null,
  covering: null,
  notBegun: null,
  birthDateDiffers: false,
};

/** @param today the payer's calendar date */
export function onFile(
  { cases, authorizations, birthDateDiffers }: DuplicateAnswer,
  request: Members,
  today: string,
): OnFile {
  const type = valueAt(request, 'requestType');
  const isOfLine = ({ lineOfBusiness }: Pick<Authorization, 'lineOfBusiness'>) =>
    lineOfBusiness === (valueAt(request, 'lineOfBusiness') ?? lineOfBusiness);
  const asked = valueAt(request, 'requestedStart');
  const start = isDate(asked) ? asked : today;
  const own = authorizations.filter(isOfLine);
  return {
    blocking: cases.find((each) => each.requestType === type && isOfLine(each)) ?? null,
    covering:
      (type === 'initiation' ? own.find(({ period }) => period.end >= start) : undefined) ?? null,
    notBegun:
      (type === 'continuation' ? own.find(({ period }) => period.start > today) : undefined) ??
      null,
    birthDateDiffers,
  };
}
