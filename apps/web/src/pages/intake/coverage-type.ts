import {
  COVERAGE_TYPES_OF,
  LINES_OF_BUSINESS,
  valueAt,
  type CoverageType,
  type Members,
} from '@assent/vocabulary';
import { withValue } from './request';

/** The coverage types of a request's line of business, the usual one first. */
export function coverageTypesOf(request: Members): readonly CoverageType[] {
  const stated = valueAt(request, 'lineOfBusiness');
  const line = LINES_OF_BUSINESS.find((each) => each === stated);
  return line ? COVERAGE_TYPES_OF[line] : [];
}

/** A request without a coverage type of another line of business. */
export function withFitCoverageType(request: Members): Members {
  const type = valueAt(request, 'coverageType');
  if (type === undefined || coverageTypesOf(request).some((each) => each === type)) return request;
  return withValue(request, 'coverageType', undefined);
}
