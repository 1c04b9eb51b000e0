import { appealRuleOf, rowsFor, type ClockScope } from '@assent/domain';
import type { CaseRecord } from '../ports/case-record';
import type { LetterContent } from '../ports/letter-content';
import type { LetterElement } from '../ports/letter-elements';
import type { Settings } from '../ports/ports';
import { renewsCoverage } from './renews-coverage';

/*
 * What the letters of a denial have to say by the rules of its plan and its state, for both recipients.
 */

/** What a letter lacks that has to be signed by name. */
export const LACKS_PHYSICIAN = 'the name and the signature of the physician who decided';

/** What every denial says, whatever the plan's table has. */
const ALWAYS: readonly LetterElement[] = [
  'reason',
  'criteria',
  'appeal',
  'appeal-deadline',
  'peer-to-peer',
  'guideline-copy',
  'case-file-copy',
];

/** The elements that the letters of a denial must have. */
export function requiredElements(
  { letterElements }: Pick<Settings, 'letterElements'>,
  scope: ClockScope,
): ReadonlySet<LetterElement> {
  const asked = rowsFor(letterElements, scope).flatMap(({ elements }) => elements);
  return new Set([...ALWAYS, ...asked.map(({ element }) => element)]);
}

/** What the letters of a denial are compared with, besides the reason and the criteria. */
export interface PlanElements {
  readonly required: ReadonlySet<LetterElement>;
  /** Null where we don't know. */
  readonly expeditedHours: number | null;
  /** Whether we know who reviews a decision after an appeal. */
  readonly hasNextReview: boolean;
  /** How long coverage can be asked to continue, in days from the letter; null if it was no renewal. */
  readonly continued: { readonly days: number | null } | null;
  /** The name of who denied; null if it was not given. */
  readonly physician: string | null;
}

/** What the letters of a denial have to say by the rules of its plan. */
export function planElements(record: CaseRecord, settings: Settings): PlanElements {
  const rule = appealRuleOf(settings.appeals, record);
  return {
    required: requiredElements(settings, record),
    expeditedHours: rule?.decision.expedited.hours ?? null,
    hasNextReview: rule !== undefined,
    continued: renewsCoverage(record) ? { days: rule?.continued?.inTime?.days ?? null } : null,
    physician: record.decision?.license?.name ?? null,
  };
}

/** Whether a letter ends with the name of a person. */
export function isSignedBy(
  name: string | null,
  { blocks }: Pick<LetterContent, 'blocks'>,
): boolean {
  const last = blocks.at(-1);
  return name !== null && last?.type === 'signature' && last.text.includes(name);
}
