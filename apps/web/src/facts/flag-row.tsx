import type { KeyboardEvent } from 'react';
import type { FieldWords } from '../ui/field';
import { RadioRow } from '../ui/radio-group';
import { text } from './text';

interface FlagRowProps extends FieldWords {
  /** Null means not documented; undefined means unanswered. */
  readonly value: boolean | null | undefined;
  readonly onChange: (value: boolean | null) => void;
  readonly isRequired?: boolean;
}

/** Yes, no or not documented; the letters Y, N and U choose too. */
export function FlagRow({ value, onChange, ...frame }: FlagRowProps) {
  const choose = (chosen: string) => onChange(chosen === 'unknown' ? null : chosen === 'yes');
  return (
    <div onKeyDown={(event) => chooseByLetter(event, choose)}>
      <RadioRow {...frame} value={wordOf(value)} onChange={choose} options={OPTIONS} />
    </div>
  );
}

const OPTIONS = [
  { value: 'yes', label: text.answer.yes },
  { value: 'no', label: text.answer.no },
  { value: 'unknown', label: text.answer.notDocumented },
];

function wordOf(value: boolean | null | undefined): string | null {
  if (value === undefined) return null;
  if (value === null) return 'unknown';
  return value ? 'yes' : 'no';
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['y', 'yes'],
  ['n', 'no'],
  ['u', 'unknown'],
]);

function chooseByLetter(event: KeyboardEvent, choose: (chosen: string) => void): void {
  const chosen = LETTERS.get(event.key.toLowerCase());
  if (chosen === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>(`input[value="${chosen}"]`)?.focus();
  choose(chosen);
}
