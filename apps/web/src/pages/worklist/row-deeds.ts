import type { CaseSummary } from '../../client';

/** The actions of a list; the same for every row. */
export interface RowDeeds {
  readonly open: (each: CaseSummary) => void;
  readonly toggle: (each: CaseSummary) => void;
  readonly point: (each: CaseSummary) => void;
  readonly assignToMe: (each: CaseSummary) => void;
  readonly assign: (each: CaseSummary) => void;
  readonly release: (each: CaseSummary) => void;
  readonly snooze: (each: CaseSummary) => void;
  readonly wake: (each: CaseSummary) => void;
}
