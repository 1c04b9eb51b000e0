import {
  CHANNELS,
  COVERAGE_TYPES,
  LETTER_LANGUAGES,
  LINES_OF_BUSINESS,
  RECEIPT_EVIDENCE,
  optionsOf,
  REQUEST_TYPES,
  URGENCIES,
} from '../../work/words';

/** The options of the members with a choice. */
export const CHOICES = {
  requestType: optionsOf(REQUEST_TYPES),
  lineOfBusiness: optionsOf(LINES_OF_BUSINESS),
  coverageType: optionsOf(COVERAGE_TYPES),
  urgency: optionsOf(URGENCIES),
  channel: optionsOf(CHANNELS),
  'receipt.evidence': optionsOf(RECEIPT_EVIDENCE),
  'member.language': optionsOf(LETTER_LANGUAGES),
};
