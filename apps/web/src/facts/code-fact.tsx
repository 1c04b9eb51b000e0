import { ComboBox } from '../ui/combo-box';
import { codeNote, codeWords, fittingCodes, plainCode } from './code-words';
import type { FactWidgetProps } from './fact-field';
import styles from './facts.module.css';
import { Instead } from './instead';
import { readText } from './readings';

/** An ICD-10-CM code: one of the guideline's, found by code or title, or any other. */
export function CodeFact({ fact, frame, value, onChange, codes, day }: FactWidgetProps) {
  const typed = readText(value) ?? '';
  const chosen = codes.find(({ code }) => plainCode(code) === plainCode(typed));
  const note = codeNote(codes, typed, day);
  return (
    <>
      <ComboBox
        {...frame}
        inputValue={typed}
        onInputChange={(text) => onChange(text === '' ? undefined : text)}
        value={chosen?.code ?? null}
        onChange={(code) => {
          if (code !== null) onChange(code);
        }}
        options={fittingCodes(codes, typed, day).map((code) => ({
          value: code.code,
          label: code.code,
          description: codeWords(code, day),
        }))}
        allowsOther
      />
      {note === null ? null : (
        <p className={styles['note']} aria-live="polite">
          {note}
        </p>
      )}
      <Instead label={fact.label} value={value} onChange={onChange} />
    </>
  );
}
