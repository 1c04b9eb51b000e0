import type { CoverageRequest, Ports } from '@assent/application';
import { parseRequest } from '@assent/contracts';
import { invalid } from './http-problem';

/** Reads a request body; @throws HttpProblem naming every fault */
export type ReadCoverageRequest = (body: unknown) => Promise<CoverageRequest>;
export const READ_COVERAGE_REQUEST = Symbol('read coverage request');

export function coverageRequestReader({ clock, settings }: Ports): ReadCoverageRequest {
  return async (body) => {
    const parsed = parseRequest(body, { now: await clock.now(), zone: settings.timeZone });
    if (!parsed.ok) throw invalid(parsed.faults);
    return parsed.request;
  };
}
