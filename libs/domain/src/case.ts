import {
  OPEN_STATUSES,
  type CaseStatus,
  type LicensingState,
  type Outcome,
  type ReviewReason,
  type Role,
} from '@assent/vocabulary';
import type { CalendarDate } from './dates';
import type { EnginePart } from './engine-part';
import type { Fault } from './refusal';

/** Who acts: a signed-in person, or the software itself. */
export interface Actor {
  readonly subject: string;
  readonly role: Role | 'software';
}

export interface Review {
  readonly reason: ReviewReason;
  readonly since: Date;
  /** When the case was escalated because its deadline passed in review; else null. */
  readonly escalatedAt: Date | null;
}

/** A license to practice, as its holder or their identity provider states it. */
export interface License {
  readonly number: string;
  readonly state: LicensingState;
  readonly specialty: string;
  /** The name on it, for letters that a state wants signed; absent if it was not given. */
  readonly name?: string;
}

/** A term of an approval that is not as it was asked for. */
export interface ModifiedTerm {
  /** `months`, `start`, or the name of a number of the dose. */
  readonly term: string;
  /** Null for a dose that was not documented. */
  readonly asked: string | number | null;
  readonly approved: string | number;
}

/** What a reviewer approved otherwise than asked, and why. */
export interface Modification {
  readonly reason: string;
  readonly terms: readonly ModifiedTerm[];
}

/** A fact of a renewal that is not as it was when the authorization was approved. */
export interface ChangedFact {
  /** Its path. */
  readonly fact: string;
  readonly before: unknown;
  /** Null if it is not documented any more. */
  readonly after: unknown;
}

/** How the information of a renewal compares with that of the approval it renews. */
export interface SinceApproval {
  /** The authorization that was approved. */
  readonly authorization: string;
  readonly approvedAt: Date;
  /** Of the facts behind the decision; empty if all of them are the same. */
  readonly changes: readonly ChangedFact[];
}

export interface Decision {
  readonly decision: 'approve' | 'deny';
  readonly by: Actor;
  readonly at: Date;
  readonly rationale: string;
  /** The same for the member, in their language; absent if only the rationale was given. */
  readonly memberReason?: string;
  /** The clauses that a person's decision is based on; empty if software approved. */
  readonly clauses: readonly string[];
  /** Of who denied; null for an approval, and for a denial from before it was kept. */
  readonly license: License | null;
  /** What the decider of a denial saw, in hexadecimal; null where `license` is. */
  readonly letterDigest: string | null;
  /** Null for a denial, and for an approval as asked. */
  readonly modification: Modification | null;
  /** Null for an approval, and for a denial from before it was kept. */
  readonly enginePart: EnginePart | null;
  /** Only of a denied renewal, and only if there is something to compare. */
  readonly sinceApproval?: SinceApproval;
  /**
   * Of the information that a reviewer saw, in hexadecimal; absent for other decisions, and for those
   * from before it was kept.
   */
  readonly seenDigest?: string;
}

/** A reviewer's own question to the provider office, in addition to the missing facts. */
export interface InformationRequest {
  readonly by: Actor;
  readonly at: Date;
  readonly rationale: string;
  /** Asked without the missing facts, which were withheld from who asks. */
  readonly isAlone?: true;
  /** Of the information that they saw, in hexadecimal; absent for a question from before it was kept. */
  readonly seenDigest?: string;
}

/** A coverage gap: the first day on which no authorization covers the drug. */
export type WithoutCoverSince = CalendarDate | null;

export function isOpen(status: CaseStatus): boolean {
  return OPEN_STATUSES.some((open) => open === status);
}

/** The part of an evaluation that decides the life cycle. */
export interface Finding {
  readonly outcome: Outcome;
  /** Contradictory facts block an approval by software (ruling R13). */
  readonly held: boolean;
  /** As `isWithReviewer`: what meets the criteria now waits for that person. */
  readonly isWithReviewer?: boolean;
}

/**
 * The status after a finding. If the case went to a person because no answer came in time, it stays
 * with that person while its information is incomplete.
 */
export function statusAfter(finding: Finding, review: Review | null): CaseStatus {
  switch (finding.outcome) {
    case 'criteria-met':
      return finding.held || finding.isWithReviewer ? 'in-review' : 'approved';
    case 'criteria-not-met':
      return 'in-review';
    case 'information-needed':
      return review?.reason === 'information-overdue' ? 'in-review' : 'pending-information';
    case 'not-applicable':
      return 'routed';
  }
}

/** Why a finding sends a case to a person. */
export function reviewReasonFor(finding: Finding): ReviewReason {
  if (finding.outcome === 'information-needed') return 'information-overdue';
  if (finding.outcome !== 'criteria-met') return 'criteria-not-met';
  return finding.held ? 'hold' : 'criteria-met';
}

/** What is wrong with a denial that names no clause. */
export const NO_GROUNDS: Fault = {
  path: 'clauses',
  code: 'no-grounds',
  message: 'a denial must list at least one criterion that it is based on',
};

/** The two keys of a denial. Their values are not looked at here. */
export interface DenialKeys {
  readonly letterDigest?: unknown;
  readonly license?: unknown;
}

/** What a denial lacks to be signed: a person must have seen its letter and state their license. */
export function lackingKeys({ letterDigest, license }: DenialKeys): Fault[] {
  return [
    ...(letterDigest === undefined ? [NO_DIGEST] : []),
    ...(license === undefined ? [NO_LICENSE] : []),
  ];
}

const NO_DIGEST: Fault = {
  path: 'letterDigest',
  code: 'required',
  message:
    'is required for a denial; preview the letter first, and send the digest that the preview answers',
};

const NO_LICENSE: Fault = {
  path: 'license',
  code: 'required',
  message:
    'is required for a denial; preview the letter first, and send the number, state and specialty of your license',
};
