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

/** The dose of before, which a lower one was approved instead of. */
export interface ContinuedDosing {
  readonly dosing: Dosing;
  /** Null while the appeal is open. */
  readonly lastDay: CalendarDate | null;
}

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
  /** The dose that is covered while an appeal of this one is open; absent for most. */
  readonly continuedDosing?: ContinuedDosing | undefined;
  readonly warnings: readonly Warning[];
  /** The renewal review of this authorization, once open. */
  readonly continuationCaseId: string | null;
  /** The authorization that follows this one. */
  readonly renewedBy: string | null;
  /** What follows it only continues its coverage while an appeal is open; absent for a renewal. */
  readonly isContinued?: true | undefined;
  readonly nextStepAt: Date | null;
}

export interface RenewalReminder {
  readonly authorization: string;
  readonly daysBefore: number;
  readonly dueAt: Date;
  readonly sentAt: Date | null;
}
