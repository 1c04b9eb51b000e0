import type { DecisionClocks, LetterHours, TimeZone } from '@assent/domain';
import type { CaseRepository } from './case-repository';

/** The one source of time. Instants are UTC. */
export interface Clock {
  now(): Promise<Date>;
}

/** Where new identifiers come from; none of them says anything about a member. */
export interface Identifiers {
  /** A time-ordered UUID. */
  id(): string;
  /** A case number that can be read out on the telephone. */
  caseNumber(): string;
  /** An authorization number that can be read out on the telephone. */
  authorizationNumber(): string;
}

/** How readers of letters reach the plan. */
export interface Letterhead {
  /** On one line. */
  readonly address: string;
  readonly phone: string;
  readonly fax: string | null;
  readonly portal: string | null;
}

/** What a payer sets. */
export interface Settings {
  /** The zone of calendar dates and of the ends of days. */
  readonly timeZone: TimeZone;
  readonly clocks: DecisionClocks;
  /** The payer's name, as it stands in prior authorizations of its own. */
  readonly payerName: string;
  readonly letterhead: Letterhead;
  /** When letters go out that no clock presses. */
  readonly letterHours: LetterHours;
}

/** What every use case works with. */
export interface Ports {
  readonly clock: Clock;
  readonly ids: Identifiers;
  readonly records: CaseRepository;
  readonly settings: Settings;
}
