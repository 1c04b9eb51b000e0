import type { EnginePartWord, Outcome, ReviewerFinding } from '@assent/vocabulary';

/** A finding beside the engine's result. */
export interface ComparedFinding {
  readonly criterion: string;
  readonly finding: ReviewerFinding;
  /** What the reviewer made of it once they saw the result; null if they kept it. */
  readonly changedTo: ReviewerFinding | null;
  readonly engine: 'met' | 'not-met' | 'unknown';
}

/** What part the engine had in a denial. */
export interface EnginePart {
  readonly part: EnginePartWord;
  readonly guideline: { readonly id: string; readonly version: string } | null;
  readonly outcome: Outcome;
  /** The findings of who denied; empty where they did not come first. */
  readonly compared: readonly ComparedFinding[];
}
