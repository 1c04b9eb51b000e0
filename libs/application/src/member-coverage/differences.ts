import { treatmentDifferences } from '@assent/criteria';
import type { CalendarDate } from '@assent/domain';
import { guidelineDescription } from '@assent/guidelines';
import { newestReadingOf } from '../evaluation/evaluation';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import type { Moment } from './moment';
import { dayWords } from './words';

/** How an initiation differs from an authorization that covers its days, in a few words each. */
export function differencesFrom(
  record: CaseRecord,
  { number, period }: AuthorizationRecord,
  start: CalendarDate,
  { coverage }: Moment,
): readonly string[] {
  const approved = coverage.approvedOn.get(number);
  const earlier = start < period.start ? [`coverage from ${dayWords(start)} on`] : [];
  const guideline = newestReadingOf(record);
  if (!guideline || !approved) return earlier;
  const differences = treatmentDifferences(guideline, approved, record.facts);
  if (differences.length === 0) return earlier;
  const described = guidelineDescription(guideline.id, guideline.version)?.facts ?? [];
  return [
    ...earlier,
    ...differences.map(({ fact, before, after }) => {
      const { label = fact, unit = null } = described.find(({ path }) => path === fact) ?? {};
      const lower = label.charAt(0).toLowerCase() + label.slice(1);
      return `${lower} ${valueWords(after, unit)} instead of ${valueWords(before, unit)}`;
    }),
  ];
}

export function valueWords(value: unknown, unit: string | null): string {
  if (value === undefined) return 'not documented';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(' + ');
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return unit === null ? words : `${words} ${unit}`;
}
