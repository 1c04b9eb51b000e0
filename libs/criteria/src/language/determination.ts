import type { CalendarDate, LineOfBusiness, Outcome, RequestType } from '@assent/domain';
import type { Combine, Verdict } from './verdict';

/** The facts of a request, nested by the dots of their paths. An absent or null fact is unknown. */
export type Facts = Readonly<Record<string, unknown>>;

/** What an evaluation reads of a request. Fact dates are calendar dates, not after `asOf`. */
export interface EvaluationRequest {
  readonly requestType: RequestType;
  readonly lineOfBusiness: LineOfBusiness;
  readonly facts: Facts;
}

/** One clause in the trace: a leaf names the facts it reads, a group how its children combine. */
export type ClauseNode = LeafNode | GroupNode;

export interface LeafNode {
  readonly id: string;
  readonly verdict: Verdict;
  readonly title: string;
  readonly facts: readonly string[];
  readonly children: readonly [];
}

export interface GroupNode {
  readonly id: string;
  readonly verdict: Verdict;
  readonly title: string;
  readonly combine: Combine;
  readonly children: readonly ClauseNode[];
}

/** `required`: no approval without it. `conditional`: it matters only for some answers. */
export type Need = 'required' | 'conditional';

export interface MissingFact {
  readonly fact: string;
  readonly need: Need;
  /** The unsettled clauses that read the fact. */
  readonly clauses: readonly string[];
  readonly question: string;
}

/** A hold or an advisory: its id and its words. */
export interface Note {
  readonly id: string;
  readonly message: string;
  /** The criteria that it touches; absent if none. */
  readonly clauses?: readonly string[];
}

/** Where a request goes if the guideline does not decide. */
export const ROUTING_TARGETS = ['prime-therapeutics', 'fep', 'sao', 'no-guideline'] as const;
export type RoutingTarget = (typeof ROUTING_TARGETS)[number];

export interface Routing {
  readonly to: RoutingTarget;
  readonly reason: string;
}

export interface GuidelineReference {
  readonly id: string;
  readonly version: string;
}

/**
 * What an evaluation returns. `guideline` is null when none governs the drug; `clauses` and
 * `approvalMonths` are null and the lists empty when the outcome is `not-applicable`.
 */
export interface Determination {
  readonly outcome: Outcome;
  readonly guideline: GuidelineReference | null;
  readonly requestType: RequestType;
  readonly asOf: CalendarDate;
  readonly approvalMonths: number | null;
  readonly clauses: ClauseNode | null;
  readonly missing: readonly MissingFact[];
  readonly holds: readonly Note[];
  readonly advisories: readonly Note[];
  readonly routing: Routing | null;
}

const NO_GUIDELINE: Routing = Object.freeze({
  to: 'no-guideline',
  reason: 'No guideline applies to the requested drug.',
});

/** The determination of a request whose drug has no guideline, or that another payer decides. */
export function notApplicable(
  guideline: GuidelineReference | null,
  requestType: RequestType,
  asOf: CalendarDate,
  routing: Routing = NO_GUIDELINE,
): Determination {
  return {
    outcome: 'not-applicable',
    guideline,
    requestType,
    asOf,
    approvalMonths: null,
    clauses: null,
    missing: [],
    holds: [],
    advisories: [],
    routing,
  };
}
