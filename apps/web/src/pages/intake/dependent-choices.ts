import {
  CHANNELS,
  COVERAGE_TYPES_OF,
  EVIDENCE_OF_CHANNEL,
  LINES_OF_BUSINESS,
  valueAt,
  type CoverageType,
  type Members,
  type ReceiptEvidenceKind,
} from '@assent/vocabulary';
import { withValue } from './request';

/*
 * Choices that belong to another one, and go with it.
 */

/** The coverage types of a request's line of business, the usual one first. */
export function coverageTypesOf(request: Members): readonly CoverageType[] {
  const stated = valueAt(request, 'lineOfBusiness');
  const line = LINES_OF_BUSINESS.find((each) => each === stated);
  return line ? COVERAGE_TYPES_OF[line] : [];
}

/** A request without a coverage type of another line of business. */
function withFitCoverageType(request: Members): Members {
  const type = valueAt(request, 'coverageType');
  if (type === undefined || coverageTypesOf(request).some((each) => each === type)) return request;
  return withValue(request, 'coverageType', undefined);
}

/** What can show when a request was received, by its channel. */
export function evidenceFor(request: Members): readonly ReceiptEvidenceKind[] {
  const stated = valueAt(request, 'channel');
  const by = CHANNELS.find((each) => each === stated);
  return by ? EVIDENCE_OF_CHANNEL[by] : [];
}

/** A request without evidence of a receipt by another channel. */
function withFitEvidence(request: Members): Members {
  const kind = valueAt(request, 'receipt.evidence');
  const isFit = evidenceFor(request).some((each) => each === kind);
  return isFit || request['receipt'] === undefined
    ? request
    : withValue(request, 'receipt', undefined);
}

/** A request in which what depends on the member at a path fits it. */
export function withFitChoices(request: Members, path: string): Members {
  if (path === 'lineOfBusiness') return withFitCoverageType(request);
  return path === 'channel' ? withFitEvidence(request) : request;
}
