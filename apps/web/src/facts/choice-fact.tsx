import { RadioGroup } from '../ui/radio-group';
import type { FactWidgetProps } from './fact-widget';
import { FlagRow } from './flag-row';
import { text } from './text';

export function FlagFact({ frame, value, onChange }: FactWidgetProps) {
  const flag = value === null || typeof value === 'boolean' ? value : undefined;
  return <FlagRow {...frame} value={flag} onChange={onChange} />;
}

/** One of the words that the guideline knows. */
export function WordFact({ fact, frame, value, onChange }: FactWidgetProps) {
  return (
    <RadioGroup
      {...frame}
      value={value === null ? '' : typeof value === 'string' ? value : null}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
      options={[...(fact.words ?? []), { value: '', label: text.answer.notDocumented }]}
    />
  );
}
