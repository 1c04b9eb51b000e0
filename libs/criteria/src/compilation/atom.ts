import type { ClauseTest } from '../language/definition';
import type { Value } from '../language/verdict';
import type { Slots } from './fact-readers';
import type { LaidFact } from './layout';

/** Reads a value from a request's facts. */
export type Reading = (slots: Slots) => Value;

/** A test of one fact, compiled. */
export interface Atom {
  readonly test: ClauseTest;
  readonly fact: LaidFact;
  readonly read: Reading;
}
