import type { CompactDetermination, Facts } from '@assent/criteria';
import type {
  Actor,
  CalendarDate,
  CaseStatus,
  Channel,
  Decision,
  InformationRequest,
  LineOfBusiness,
  RequestType,
  Review,
  Snooze,
  Stuck,
  Urgency,
  WithoutCoverSince,
} from '@assent/domain';

export interface Member {
  readonly memberId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CalendarDate;
}

/** A member as the record has them. */
export interface KnownMember extends Member {
  /** Another after each change of who they are, and of what is approved, ended or denied. */
  readonly version: number;
  /** Every request under the number was routed elsewhere: nobody has looked at who they are. */
  readonly isRoutedOnly: boolean;
}

export interface Prescriber {
  readonly npi: string;
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
}

export interface GuidelineVersion {
  readonly id: string;
  readonly version: string;
  /** SHA-256 of the guideline's content, in hexadecimal. */
  readonly digest: string;
}

/** Why a person looks at a case first, beside the contradictions that its guideline holds. */
export interface CaseHold {
  readonly id:
    | 'start-far-ahead'
    | 'over-already'
    | 'ended-before'
    | 'denied-before'
    | 'renewal-open'
    | 'already-covered'
    | 'another-person'
    | 'unread-drug';
  /** For people, as the end of a sentence. */
  readonly message: string;
  /** The authorization that it is about. */
  readonly authorization: string | null;
}

/** A case as the record holds it. */
export interface CaseRecord {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly status: CaseStatus;
  readonly requestType: RequestType;
  readonly urgency: Urgency;
  readonly lineOfBusiness: LineOfBusiness;
  readonly channel: Channel;
  /** The drug as it was asked for. */
  readonly drugText: string;
  /** The guideline's drug, or the text asked for where no guideline governs it. */
  readonly drug: string;
  readonly member: Member;
  readonly prescriber: Prescriber;
  readonly receivedAt: Date;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** The payer's calendar date of receipt: what every date of the request is held against. */
  readonly asOf: CalendarDate;
  readonly requestedStart: CalendarDate;
  readonly facts: Facts;
  readonly guideline: GuidelineVersion | null;
  readonly determination: CompactDetermination;
  /** SHA-256 of the facts, guideline and `asOf` that the determination was made from. */
  readonly evaluationDigest: string;
  /** What keeps software from approving it, as found with the determination. */
  readonly holds: readonly CaseHold[];
  /** When the decision is due; null where no clock runs. */
  readonly dueAt: Date | null;
  /** When a case that waits for information goes to a person. */
  readonly informationDueAt: Date | null;
  /** The instant at which the workflow has to do something next; null when nothing is planned. */
  readonly nextStepAt: Date | null;
  readonly assignee: string | null;
  readonly review: Review | null;
  readonly informationRequest: InformationRequest | null;
  readonly decision: Decision | null;
  /**
   * The authorization that this continuation would renew as it was opened; once it is approved, the one
   * that it renewed. Null for an initiation, and where there is none.
   */
  readonly renews: string | null;
  /** The case that the facts were carried over from. */
  readonly carriedFrom: string | null;
  readonly withoutCoverSince: WithoutCoverSince;
  /** Who put the case out of the queues, and until when; it may be over already. */
  readonly snoozed: Snooze | null;
  /** What held it up when it was last compared with its workflow; not a part of its version. */
  readonly stuck: Stuck | null;
}

/** What happened to a case; the words are for people, the type for software. */
export interface CaseEvent {
  readonly caseId: string;
  readonly at: Date;
  readonly type: CaseEventType;
  readonly actor: Actor;
  readonly details: Readonly<Record<string, unknown>>;
}

export type CaseEventType =
  | 'case-opened'
  | 'continuation-opened'
  | 'information-given'
  | 'determined'
  | 'information-requested'
  | 'handed-to-review'
  | 'escalated'
  | 'approved'
  | 'denied'
  | 'withdrawn'
  | 'routed'
  | 'notice-sent'
  | 'notice-undeliverable'
  | 'cover-lapsed'
  | 'cover-restored'
  | 'coverage-moved'
  | 'authorization-ended'
  | 'assigned'
  | 'released'
  | 'snoozed'
  | 'unsnoozed'
  | 'document-added'
  | 'prescriber-changed'
  | 'reminded'
  | 'repaired';
