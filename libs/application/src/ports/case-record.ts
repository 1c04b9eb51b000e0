import type { CompactDetermination, Facts } from '@assent/criteria';
import type {
  Actor,
  CalendarDate,
  CaseClock,
  CaseStatus,
  Channel,
  CoverageType,
  Decision,
  HandUp,
  InformationRequest,
  Jurisdiction,
  LicensingState,
  LineOfBusiness,
  PeerToPeer,
  ReceiptEvidence,
  RecordedFindings,
  RequestType,
  Review,
  SecondOpinion,
  Snooze,
  Stuck,
  Urgency,
  WithoutCoverSince,
} from '@assent/domain';
import type { LetterLanguage } from './letter-content';

/** Where a printed letter is mailed, in the United States. */
export interface PostalAddress {
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly city: string;
  /** By its postal code. */
  readonly state: LicensingState;
  readonly postalCode: string;
}

export interface Member {
  readonly memberId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CalendarDate;
  /** The language of letters to the member; English if absent. */
  readonly language?: LetterLanguage;
  /** Where letters to the member go; without it, they are printed. */
  readonly email?: string;
  /** Where printed letters go; without it, the mailroom finds it by the member ID. */
  readonly address?: PostalAddress;
  /** The state whose law applies. */
  readonly state?: LicensingState;
}

/** A member as the record has them. */
export interface KnownMember extends Member {
  /** Changes when who they are changes, and with each approval, end or denial. */
  readonly version: number;
  /** All requests with the member ID were routed elsewhere: no one has checked who they are. */
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

/** Why a person reviews a case first, besides the contradictions that its guideline finds. */
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
  /** The authorization that it concerns. */
  readonly authorization: string | null;
}

/** A case as the record has it. */
export interface CaseRecord {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly status: CaseStatus;
  readonly requestType: RequestType;
  readonly urgency: Urgency;
  readonly lineOfBusiness: LineOfBusiness;
  /** Null where another payer decides, and for cases from before this was kept. */
  readonly coverageType: CoverageType | null;
  readonly channel: Channel;
  /** What shows when it was received; null for none, as by the portal. */
  readonly receiptEvidence: ReceiptEvidence | null;
  /** The drug as requested. */
  readonly drugText: string;
  /** The guideline's drug, or the requested text if no guideline governs it. */
  readonly drug: string;
  readonly member: Member;
  readonly prescriber: Prescriber;
  readonly receivedAt: Date;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** The payer's calendar date of receipt, to which every date of the request is compared. */
  readonly asOf: CalendarDate;
  readonly requestedStart: CalendarDate;
  readonly facts: Facts;
  readonly guideline: GuidelineVersion | null;
  readonly determination: CompactDetermination;
  /** SHA-256 of the facts, guideline and `asOf` that the determination was made from. */
  readonly evaluationDigest: string;
  /** What keeps software from approving it, as found with the determination. */
  readonly holds: readonly CaseHold[];
  /** When the decision is due; null if no clock runs. */
  readonly dueAt: Date | null;
  /** What `dueAt` comes from; empty for a case opened before the record kept its clocks. */
  readonly clocks: readonly CaseClock[];
  /** Requests of the prescriber for a call, oldest first. */
  readonly peerToPeer: readonly PeerToPeer[];
  /** The state whose law it is under; null if none was known, or it was opened before that was kept. */
  readonly jurisdiction: Jurisdiction | null;
  /** What reviewers found by themselves, oldest first; only added to. */
  readonly findings: readonly RecordedFindings[];
  /**
   * Where findings come first: whether an appeal of it awaits the plan's decision; absent elsewhere, and if it
   * never had one. The record keeps it.
   */
  readonly underAppeal?: boolean;
  /** When a case that waits for information goes to a person. */
  readonly informationDueAt: Date | null;
  /** When the workflow must act next; null when nothing is planned. */
  readonly nextStepAt: Date | null;
  readonly assignee: string | null;
  /** Null if unassigned, and for an assignment from before this was kept. */
  readonly assignedAt: Date | null;
  readonly review: Review | null;
  readonly informationRequest: InformationRequest | null;
  readonly decision: Decision | null;
  /**
   * The authorization that this continuation would renew when opened; after approval, the one that
   * it renewed. Null for an initiation, and when there is none.
   */
  readonly renews: string | null;
  /** The case that the facts were copied from. */
  readonly carriedFrom: string | null;
  readonly withoutCoverSince: WithoutCoverSince;
  /** Who hid the case from the queues, and until when; may be over already. */
  readonly snoozed: Snooze | null;
  /** Who left it to the medical directors; null if no one did, or once it was handed back. */
  readonly handedUp: HandUp | null;
  /** Opinions that other reviewers were asked for, oldest first. */
  readonly opinions: readonly SecondOpinion[];
  /** What held it up at the last comparison with its workflow; not part of its version. */
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
  | 'expedited'
  | 'deadline-extended'
  | 'oral-notice-given'
  | 'receipt-evidence-added'
  | 'clock-stopped'
  | 'clock-resumed'
  | 'clock-rule-applied'
  | 'peer-to-peer-requested'
  | 'peer-to-peer-agreed'
  | 'peer-to-peer-due'
  | 'peer-to-peer-escalated'
  | 'peer-to-peer-outcome'
  | 'appeal-opened'
  | 'appeal-expedited'
  | 'appeal-escalated'
  | 'appeal-cause-accepted'
  | 'appeal-authority-proven'
  | 'appeal-dismissed'
  | 'appeal-dismissal-vacated'
  | 'appeal-decided'
  | 'appeal-withdrawn'
  | 'appeal-forwarded'
  | 'appeal-outcome'
  | 'benefits-requested'
  | 'benefits-continued'
  | 'benefits-refused'
  | 'benefits-ended'
  | 'findings-recorded'
  | 'appeal-findings-recorded'
  | 'approved'
  | 'denied'
  | 'withdrawn'
  | 'routed'
  | 'notice-sent'
  | 'notice-undeliverable'
  | 'member-letter-sent'
  | 'member-letter-to-print'
  | 'member-letter-mailed'
  | 'letter-delivered'
  | 'letter-bounced'
  | 'cover-lapsed'
  | 'cover-restored'
  | 'coverage-moved'
  | 'authorization-ended'
  | 'assigned'
  | 'released'
  | 'snoozed'
  | 'unsnoozed'
  | 'handed-up'
  | 'handed-back'
  | 'opinion-asked'
  | 'opinion-given'
  | 'document-added'
  | 'document-scanned'
  | 'opened-with-reason'
  | 'prescriber-changed'
  | 'member-contact-changed'
  | 'reminded'
  | 'repaired';
