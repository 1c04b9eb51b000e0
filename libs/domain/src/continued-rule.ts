import type { Appellant } from './appellant';
import type { Actor } from './case';
import type { ClockRule } from './clock-ledger';
import type { CalendarDate } from './dates';

/** Whether coverage continues by the rule alone, if someone asks for it, or not at all. */
export const CONTINUED_BY = ['rule', 'request', 'none'] as const;
export type ContinuedBy = (typeof CONTINUED_BY)[number];

interface Sourced {
  readonly source: string;
  readonly confidence: ClockRule['confidence'];
}

/** Calendar days of a rule. */
export interface ContinuedDays extends Sourced {
  readonly days: number;
}

/** What a kind of plan owes of an ongoing course of treatment while an appeal is open. */
export interface ContinuedRule extends Sourced {
  readonly by: ContinuedBy;
  /**
   * How many days from the letter about the decision the appeal, or the request, is in time, if that is
   * later than the last covered day.
   */
  readonly inTime?: ContinuedDays | undefined;
  /** How many days coverage lasts after the decision that keeps the denial; none if absent. */
  readonly after?: ContinuedDays | undefined;
  /** It continues in outside review, too, if that is asked for before coverage is over. */
  readonly outside?: Sourced | undefined;
}

/** Why coverage does not continue. */
export const CONTINUED_REFUSALS = [
  'not-provided',
  'not-ongoing',
  'coverage-over',
  'ended-early',
  'covered',
  'late',
] as const;
export type ContinuedRefusal = (typeof CONTINUED_REFUSALS)[number];

/** What an appeal does for the coverage of an ongoing course of treatment. */
export interface ContinuedBenefits {
  /** The rule as it was when the appeal was opened; null where the plan has none. */
  readonly rule: (Sourced & { readonly by: ContinuedBy }) | null;
  /** The authorization whose coverage continues, or would; null where there is none. */
  readonly of: string | null;
  /** Until when the appeal, or the request, is in time; null while nothing ends that. */
  readonly askBy: Date | null;
  readonly refusal: ContinuedRefusal | null;
  /** Absent until someone asks. */
  readonly request?: {
    readonly by: Appellant;
    readonly receivedAt: Date;
    readonly recordedBy: Actor;
  };
  /** Absent unless coverage continues, or did. */
  readonly given?: {
    readonly authorization: string;
    readonly from: CalendarDate;
    /** The last covered day, once the appeal no longer keeps coverage going. */
    readonly lastDay: CalendarDate | null;
    /** Only the dose of before continues; the days are those of an approval with a lower one. */
    readonly isDose?: true;
    /** It was asked for in outside review, too. */
    readonly outside?: true;
  };
}
