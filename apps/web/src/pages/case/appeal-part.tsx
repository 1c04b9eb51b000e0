import type { Case } from '../../client';
import { useGuideline } from '../../facts/guideline';
import { Problem } from '../../shared/problem';
import { NumberField } from '../../ui/number-field';
import { isUnread, type Unread } from '../../ui/reading';
import { faultOf } from './appeal-form';
import { readDosing } from './drafts';
import { OtherTerms, type Terms } from './other-terms';
import { text } from './text';

const words = text.appeals.decide;

/** What a partial approval states; what stays empty is as asked. */
export interface Part extends Terms {
  readonly months: number | Unread | null;
}

export const NO_PART: Part = { months: null, start: null, dosing: {} };

/** What approves a part; null until one of its terms is known, and nothing if it is no part. */
export function approved(isPart: boolean, part: Part) {
  if (!isPart) return {};
  const { months, start } = part;
  if (isUnread(months) || isUnread(start)) return null;
  const approve = {
    ...(months !== null && { months }),
    ...(start !== null && { start }),
    ...readDosing(part),
  };
  return Object.keys(approve).length === 0 ? null : { approve };
}

export function partPaths({ dosing }: Part): readonly string[] {
  return ['months', 'start', ...Object.keys(dosing)].map((name) => `approve.${name}`);
}

interface PartFieldsProps {
  readonly case: Case;
  readonly part: Part;
  readonly onChange: (change: (now: Part) => Part) => void;
  readonly error: unknown;
}

export function PartFields({ case: of, part, onChange, error }: PartFieldsProps) {
  const guideline = useGuideline(of.determination.guideline?.id ?? null).data;
  return (
    <>
      <NumberField
        isWhole
        min={1}
        max={120}
        label={words.months}
        description={words.monthsHint}
        value={part.months}
        onChange={(months) => onChange((now) => ({ ...now, months }))}
        error={faultOf(error, 'approve.months')}
      />
      <OtherTerms
        case={of}
        guideline={guideline}
        draft={part}
        problem={error instanceof Problem ? error : null}
        onChange={onChange}
      />
    </>
  );
}
