import {
  dateIn,
  isReadable,
  type CalendarDate,
  type ReadableLines,
  type RequestType,
} from '@assent/domain';
import { guidelineInForce } from '@assent/guidelines';
import { hasAnotherName, isBornAnotherDay } from '../member-coverage/same-member';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { Ports } from '../ports/ports';
import type { WorklistRepository } from '../ports/worklist-repository';
import { summaryOf, type CaseSummary } from '../worklist/search-worklist.handler';

export interface DuplicateQuestion {
  readonly memberId: string;
  /** The drug to request. */
  readonly drug: string;
  /** The type to request: cases of this type come first, since they block it. */
  readonly requestType?: RequestType | undefined;
  readonly birthDate?: CalendarDate | undefined;
  readonly givenName?: string | undefined;
}

/** What a new request duplicates. */
export interface Duplicates {
  readonly cases: readonly CaseSummary[];
  readonly authorizations: readonly AuthorizationRecord[];
  /** The member ID has another date of birth on file. */
  readonly birthDateDiffers: boolean;
  /** The member ID is on file with another first name. */
  readonly givenNameDiffers: boolean;
}

/**
 * The member's open cases for the drug, of any type, and the authorizations that cover today or a
 * later day, of the lines of business that the person reads. A drug is the same under any name that
 * its guideline knows.
 */
export function findDuplicates({
  clock,
  settings,
  records,
  worklist,
}: Pick<Ports, 'clock' | 'settings' | 'records'> & { readonly worklist: WorklistRepository }) {
  return async (
    { drug, requestType, birthDate, givenName, ...asked }: DuplicateQuestion,
    lines: ReadableLines = null,
  ): Promise<Duplicates> => {
    const now = await clock.now();
    const known = await records.knownMember(asked.memberId);
    const { memberId } = known ?? asked;
    const today = dateIn(now, settings.timeZone);
    const governed = guidelineInForce(drug, today)?.id ?? drug;
    const [allOpen, authorizations] = await Promise.all([
      worklist.openCasesOf(memberId, governed),
      worklist.authorizationsOf(memberId, governed),
    ]);
    const open = allOpen.filter(({ lineOfBusiness }) => isReadable(lines, lineOfBusiness));
    return {
      cases: [
        ...open.filter(isOf(requestType)),
        ...open.filter((row) => !isOf(requestType)(row)),
      ].map((row) => summaryOf({ settings }, row, now)),
      authorizations: authorizations.filter(
        ({ status, period, lineOfBusiness }) =>
          status === 'active' && period.end >= today && isReadable(lines, lineOfBusiness),
      ),
      birthDateDiffers: birthDate !== undefined && isBornAnotherDay(known, birthDate),
      givenNameDiffers: givenName !== undefined && hasAnotherName(known, givenName),
    };
  };
}

function isOf(requestType: RequestType | undefined) {
  return (row: { readonly requestType: RequestType }) => row.requestType === requestType;
}
