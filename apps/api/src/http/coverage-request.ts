import type { CoverageRequest, Ports } from '@assent/application';
import { parseRequest } from '@assent/contracts';
import { invalid } from './http-problem';

/** Reads a request body; @throws HttpProblem naming every fault */
export interface CoverageRequestReader {
  /** To open a case: it cannot have come in later than now. */
  toOpen(body: unknown): Promise<CoverageRequest>;
  /** To evaluate alone, as on a day that may lie ahead. */
  toEvaluate(body: unknown): Promise<CoverageRequest>;
}
export const COVERAGE_REQUESTS = Symbol('coverage request reader');

export function coverageRequestReader({ clock, settings }: Ports): CoverageRequestReader {
  const reading = (mayBeAhead: boolean) => async (body: unknown) => {
    const receipt = { now: await clock.now(), zone: settings.timeZone, mayBeAhead };
    const parsed = parseRequest(body, receipt);
    if (!parsed.ok) throw invalid(parsed.faults);
    return parsed.request;
  };
  return { toOpen: reading(false), toEvaluate: reading(true) };
}
