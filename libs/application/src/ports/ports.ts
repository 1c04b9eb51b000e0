import type {
  AppealRule,
  DecisionClocks,
  DocumentLimits,
  ExceptionLimits,
  JurisdictionSettings,
  LetterHours,
  PeerToPeerRule,
  TimeZone,
} from '@assent/domain';
import type { CaseRepository } from './case-repository';
import type { LetterElementRule } from './letter-elements';
import type { LetterSettingVersion } from './letter-setting';
import type { Letterhead } from './letterhead';

export type { Letterhead };

/** The one source of time. Instants are UTC. */
export interface Clock {
  now(): Promise<Date>;
}

/** Makes new identifiers; none of them reveals anything about a member. */
export interface Identifiers {
  /** A time-ordered UUID. */
  id(): string;
  /** A case number that is easy to read out on the phone. */
  caseNumber(): string;
  /** An appeal number of the same kind. */
  appealNumber(): string;
  /** An authorization number that is easy to read out on the phone. */
  authorizationNumber(): string;
}

/** A plan's own wording of a criterion, which letters quote. */
export interface CriterionWording {
  readonly en: string;
  /** Without it, a letter in Spanish has the guideline's own words. */
  readonly es?: string;
}

/** By the id and the version of a guideline, with a blank between them, then by the ids of criteria. */
export type CriterionWordings = ReadonlyMap<string, ReadonlyMap<string, CriterionWording>>;

/** What a payer sets. */
export interface Settings {
  /** The zone of calendar dates and of the ends of days. */
  readonly timeZone: TimeZone;
  readonly clocks: DecisionClocks;
  readonly peerToPeer: PeerToPeerRule;
  readonly appeals: readonly AppealRule[];
  /** What the letters of a denial have to say. */
  readonly letterElements: readonly LetterElementRule[];
  readonly jurisdiction: JurisdictionSettings;
  /** The payer's name, as its own prior authorizations state it. */
  readonly payerName: string;
  readonly letterhead: Letterhead;
  /** How long a person has a case that they opened with a reason, in hours. */
  readonly accessHours: number;
  /** When letters without a tight deadline go. */
  readonly letterHours: LetterHours;
  readonly exceptions: ExceptionLimits;
  /** Whether documents are held until a virus scanner has seen them; absent if there is none. */
  readonly documentsAreScanned?: boolean;
  /** How much is kept of documents; the usual if absent. */
  readonly documentLimits?: DocumentLimits;
  /** Criteria without one are named in the guideline's words. */
  readonly criterionWordings?: CriterionWordings;
  /** What the plan changed in its letters; absent if it changed nothing. */
  readonly letters?: Pick<LetterSettingVersion, 'version' | 'hours' | 'closing' | 'paragraphs'>;
}

/** What every use case works with. */
export interface Ports {
  readonly clock: Clock;
  readonly ids: Identifiers;
  readonly records: CaseRepository;
  readonly settings: Settings;
}
