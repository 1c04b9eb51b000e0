import type { KeyboardEvent } from 'react';
import { RadioGroup, RadioRow } from '../ui/radio-group';
import type { FactWidgetProps } from './fact-field';

const NOT_KNOWN = { value: '', label: 'Not known' };
const YES_OR_NO = [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }, NOT_KNOWN];

/** Yes, no or not known; the letters Y, N and U choose too. */
export function FlagFact({ fact, frame, value, onChange }: FactWidgetProps) {
  const choose = (chosen: string) => onChange(chosen === '' ? null : chosen === 'yes');
  return (
    <div onKeyDown={(event) => chooseByLetter(event, choose)}>
      <RadioRow
        key={fact.path}
        {...frame}
        value={value === null ? '' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : null}
        onChange={choose}
        options={YES_OR_NO}
      />
    </div>
  );
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['y', 'yes'],
  ['n', 'no'],
  ['u', ''],
]);

function chooseByLetter(event: KeyboardEvent, choose: (chosen: string) => void): void {
  const chosen = LETTERS.get(event.key.toLowerCase());
  if (chosen === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const radio = event.currentTarget.querySelector<HTMLInputElement>(`input[value="${chosen}"]`);
  radio?.focus();
  choose(chosen);
}

/** One of the words that the guideline knows. */
export function WordFact({ fact, frame, value, onChange }: FactWidgetProps) {
  return (
    <RadioGroup
      {...frame}
      value={value === null ? '' : typeof value === 'string' ? value : null}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
      options={[...(fact.words ?? []), NOT_KNOWN]}
    />
  );
}
