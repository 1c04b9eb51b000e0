import { useState } from 'react';
import { NumberField } from '../ui/number-field';
import { TextField } from '../ui/text-field';
import type { FactWidgetProps } from './fact-widget';
import { Instead } from './instead';
import { readText, readTexts } from './readings';
import { text } from './text';

export function NumberFact({ fact, frame, value, onChange }: FactWidgetProps) {
  return (
    <>
      <NumberField
        {...frame}
        unit={fact.unit ?? undefined}
        value={value}
        onChange={(number) => onChange(number ?? undefined)}
      />
      <Instead label={fact.label} value={value} onChange={onChange} />
    </>
  );
}

export function TextFact({ fact, frame, value, onChange }: FactWidgetProps) {
  return (
    <>
      <TextField
        {...frame}
        isLong
        value={readText(value) ?? ''}
        onChange={(written) => onChange(written === '' ? undefined : written)}
      />
      <Instead label={fact.label} value={value} onChange={onChange} />
    </>
  );
}

/** Several texts, one per line. */
export function TextsFact({ fact, frame, value, onChange }: FactWidgetProps) {
  // Beside the value, since an unfinished line may be empty.
  const [written, setWritten] = useState(() => readTexts(value)?.join('\n') ?? '');
  const answer = (next: unknown) => {
    setWritten(readTexts(next)?.join('\n') ?? '');
    onChange(next);
  };
  return (
    <>
      <TextField
        {...frame}
        description={
          <>
            {frame.description} <span>{text.texts.onePerLine}</span>
          </>
        }
        isLong
        value={written}
        onChange={(typed) => {
          setWritten(typed);
          const lines = linesOf(typed);
          onChange(lines.length === 0 ? undefined : lines);
        }}
      />
      <Instead label={fact.label} value={value} onChange={answer} none={[]} />
    </>
  );
}

function linesOf(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
