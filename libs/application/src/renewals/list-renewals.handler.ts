import type { MissingFact } from '@assent/criteria';
import {
  dateIn,
  isOpen,
  renewalState,
  renewalWindow,
  type Actor,
  type CaseStatus,
  type RenewalState,
  type RenewalWindow,
} from '@assent/domain';
import { shownDetermination } from '../evaluation/evaluation';
import type { AuthorizationRecord, RenewalReminder } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import type { Page } from '../ports/page';
import type { Ports } from '../ports/ports';
import { missingShownTo } from '../evaluation/shown-to';
import type { ReportRepository, RenewalFilter, RenewalRecord } from '../ports/report-repository';

/** The renewal of an authorization as people see it. */
export interface Renewal {
  readonly authorization: AuthorizationRecord;
  readonly memberName: string;
  readonly prescriberName: string;
  readonly window: RenewalWindow;
  readonly state: RenewalState;
  readonly review: RenewalReview | null;
  readonly reminders: readonly RenewalReminder[];
}

/** The renewal review with what it still lacks. */
export interface RenewalReview {
  readonly caseId: string;
  readonly number: string;
  readonly status: CaseStatus;
  readonly missing: readonly Pick<MissingFact, 'fact' | 'question'>[];
}

/** The renewals of authorizations, soonest end of coverage first. */
export function listRenewals({ clock, settings }: Ports, reading: ReportRepository) {
  return async (filter: RenewalFilter, reader: Pick<Actor, 'role'>): Promise<Page<Renewal>> => {
    const { items, nextCursor } = await reading.renewals(filter);
    const today = dateIn(await clock.now(), settings.timeZone);
    const renewalOf = (record: RenewalRecord): Renewal => {
      const { authorization, scope, member, prescriberName, review, reminders } = record;
      const { period } = authorization;
      const { clocks, timeZone } = settings;
      const window = renewalWindow(period, scope, clocks, timeZone);
      return {
        authorization,
        memberName: `${member.givenName} ${member.familyName}`,
        prescriberName,
        window,
        state: renewalState(authorization, window, today),
        review: review && reviewOf(review, reader),
        reminders,
      };
    };
    return { items: items.map(renewalOf), nextCursor };
  };
}

function reviewOf(review: CaseRecord, reader: Pick<Actor, 'role'>): RenewalReview {
  const { id: caseId, number, status } = review;
  const { missing: known } = shownDetermination(review).determination;
  const missing = isOpen(status) ? missingShownTo(review, known, reader) : [];
  return {
    caseId,
    number,
    status,
    missing: missing.map(({ fact, question }) => ({ fact, question })),
  };
}
