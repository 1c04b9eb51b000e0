import type {
  AuthorizationEnding,
  AuthorizationStatus,
  CalendarDate,
  LineOfBusiness,
  Period,
} from '@assent/domain';

export interface Warning {
  readonly id: string;
  readonly message: string;
}

export type Dosing = Readonly<Record<string, number | null>>;

/** An approval in force, or once in force. */
export interface AuthorizationRecord {
  readonly number: string;
  readonly version: number;
  readonly status: AuthorizationStatus;
  readonly caseId: string;
  /** The appeal that it was issued for; absent for one of the case's decision. */
  readonly appealId?: string | undefined;
  /** The authorization that it continues while that appeal is open; absent for an approval. */
  readonly continues?: string | undefined;
  readonly memberId: string;
  readonly drug: string;
  readonly lineOfBusiness: LineOfBusiness;
  /** The approved period, even if it ended early. */
  readonly period: Period;
  /** The last covered day of one that ended early. */
  readonly endedOn: CalendarDate | null;
  readonly endReason: AuthorizationEnding | null;
  readonly issuedAt: Date;
  readonly dosing: Dosing;
  readonly warnings: readonly Warning[];
  /** The renewal review of this authorization, once open. */
  readonly continuationCaseId: string | null;
  /** The authorization that follows this one. */
  readonly renewedBy: string | null;
  readonly nextStepAt: Date | null;
}

export interface RenewalReminder {
  readonly authorization: string;
  readonly daysBefore: number;
  readonly dueAt: Date;
  readonly sentAt: Date | null;
}
