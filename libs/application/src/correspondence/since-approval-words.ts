import type { ChangedFact } from '@assent/domain';
import { guidelineDescription } from '@assent/guidelines';
import { dayWords } from '../member-coverage/words';
import type { CaseRecord } from '../ports/case-record';

/** A longer text is not repeated. */
const MAX_TEXT = 200;

/**
 * The facts of a denied renewal that changed since the approval it renews, each in a few words; null
 * if nothing was compared, empty if nothing changed.
 */
export function sinceApprovalWords({ decision, guideline }: CaseRecord): readonly string[] | null {
  const since = decision?.sinceApproval;
  if (!since) return null;
  const described = (guideline && guidelineDescription(guideline.id, guideline.version)) ?? null;
  return since.changes.map(({ after, before, fact }: ChangedFact) => {
    const known = described?.facts.find(({ path }) => path === fact);
    const { label = fact, unit = null, words = null } = known ?? {};
    const [now, then] = [after, before].map((value) => said(value, unit, words));
    return now === undefined || then === undefined || now === then
      ? `${label}: not the same as before`
      : `${label}: ${now} now, ${then} then`;
  });
}

type Words = readonly { readonly value: string; readonly label: string }[] | null;

/** Undefined for what can't be said in a few words. */
function said(value: unknown, unit: string | null, words: Words): string | undefined {
  if (value === null) return 'not documented';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return unit === null ? String(value) : `${value} ${unit}`;
  if (typeof value === 'string') return textSaid(value, words);
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((each) => typeof each === 'string');
  if (texts.length < value.length) return undefined;
  return texts.length === 0 ? 'none' : textSaid(texts.join(' + '), null);
}

function textSaid(text: string, words: Words): string | undefined {
  const label = words?.find(({ value }) => value === text)?.label;
  if (label !== undefined) return label.charAt(0).toLowerCase() + label.slice(1);
  if (text.length > MAX_TEXT) return undefined;
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayWords(text) : text;
}
