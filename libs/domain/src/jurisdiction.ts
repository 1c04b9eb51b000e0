import type { LicensingState, LineOfBusiness } from '@assent/vocabulary';
import type { ClockRule } from './clock-ledger';
import type { CalendarDate } from './dates';

type Sourced = Pick<ClockRule, 'source' | 'confidence'>;

/** A state in which reviewers record their own findings before they see results of the engine. */
export interface FindingsFirstRule extends Sourced {
  readonly state: LicensingState;
  readonly linesOfBusiness: readonly LineOfBusiness[];
  /** The first day of receipt that it applies to. */
  readonly from: CalendarDate;
}

/** What a plan sets about the law of its cases. */
export interface JurisdictionSettings {
  /** The state of a member whose request names none; null for none. */
  readonly state: LicensingState | null;
  readonly findingsFirst: readonly FindingsFirstRule[];
}

/** The state whose law a case is under, with its rule as it was when the case was opened. */
export interface Jurisdiction {
  readonly state: LicensingState;
  readonly from: 'member' | 'plan';
  /** Null where reviewers may see the engine's results at once. */
  readonly findingsFirst: Sourced | null;
}

/** The jurisdiction of a request; null if neither the member nor the plan names a state. */
export function jurisdictionOf(
  plan: JurisdictionSettings,
  request: {
    readonly memberState: LicensingState | undefined;
    readonly lineOfBusiness: LineOfBusiness;
    readonly asOf: CalendarDate;
  },
): Jurisdiction | null {
  const { memberState, lineOfBusiness, asOf } = request;
  const state = memberState ?? plan.state;
  if (state === null) return null;
  const rule = plan.findingsFirst.find(
    (each) =>
      each.state === state && each.linesOfBusiness.includes(lineOfBusiness) && each.from <= asOf,
  );
  return {
    state,
    from: memberState === undefined ? 'plan' : 'member',
    findingsFirst: rule ? { source: rule.source, confidence: rule.confidence } : null,
  };
}
