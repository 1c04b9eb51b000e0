import { evaluate } from '@assent/criteria';
import type { Warning } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import { determinationOf, newestReadingOf } from './evaluation';

const RENEWAL_WARNING: Warning = {
  id: 'W.renewal',
  message:
    'Based on the information for this approval, the renewal criteria are not met: a renewal will go to clinical review.',
};

/**
 * Warnings that an authorization carries from its first day: what will block its renewal. The
 * continuation is evaluated as if the treatment went well, on the facts of the approval; whatever
 * is not met even so is reported now and not when coverage ends.
 */
export function renewalWarnings(approved: CaseRecord): readonly Warning[] {
  const guideline = newestReadingOf(approved);
  if (!guideline) return [];
  const advised = determinationOf(approved)
    .advisories.filter(({ id }) => guideline.renewal.advisories.includes(id))
    .map(({ id, message }) => ({ id, message }));
  // Where findings come first, software foretells no result of a renewal.
  if (advised.length > 0 || approved.jurisdiction?.findingsFirst) return advised;
  const renewal = evaluate(
    guideline,
    {
      requestType: 'continuation',
      lineOfBusiness: approved.lineOfBusiness,
      facts: { ...approved.facts, ...guideline.renewal.foreseen },
    },
    approved.asOf,
  );
  return renewal.outcome === 'criteria-not-met' ? [RENEWAL_WARNING] : [];
}
