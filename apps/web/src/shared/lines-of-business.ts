import type { LineOfBusiness } from '@assent/vocabulary';

/** The name of each line of business. */
export const LINE_NAMES: Readonly<Record<LineOfBusiness, string>> = {
  commercial: 'Commercial',
  'medicare-advantage': 'Medicare Advantage',
  'medicare-part-d': 'Medicare Part D',
  'federal-employee-program': 'Federal Employee Program',
  'state-account-organization': 'State Account Organization',
};
