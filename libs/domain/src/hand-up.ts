import type { Actor } from './case';

/** A case that a pharmacist left to the medical directors, until one of them hands it back. */
export interface HandUp {
  readonly by: Actor;
  readonly at: Date;
  readonly reason: string;
}
