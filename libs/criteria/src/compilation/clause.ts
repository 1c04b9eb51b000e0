import type { LeafNode } from '../language/determination';
import type { Combine } from '../language/verdict';
import type { Atom } from './atom';

/** A compiled condition: a test, or all or any of several. */
export type Rule =
  { readonly atom: Atom } | { readonly combine: Combine; readonly rules: readonly Rule[] };

/** A clause in reading order; `parent` is the position of the clause above it, -1 at the root. */
export type Clause = LeafClause | GroupClause;

export interface LeafClause {
  readonly kind: 'leaf';
  readonly id: string;
  readonly parent: number;
  readonly facts: readonly string[];
  readonly rule: Rule;
  /** The place of its test among those of the program. */
  readonly test: number;
  /** The node of the trace for each value: independent of the request. */
  readonly nodes: readonly [LeafNode, LeafNode, LeafNode];
}

export interface GroupClause {
  readonly kind: 'group';
  readonly id: string;
  readonly parent: number;
  readonly title: string;
  readonly combine: Combine;
  /** Positions of the children, all after this clause. */
  readonly children: readonly number[];
}
