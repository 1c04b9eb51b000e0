import { ComboBox } from '../ui/combo-box';
import { codeNote, codeWords, fittingCodes, plainCode } from './code-words';
import type { FactWidgetProps } from './fact-field';
import styles from './facts.module.css';
import { Instead } from './instead';
import { readText } from './readings';
import { useWriting } from './use-writing';

/** An ICD-10-CM code: one of the guideline's, found by code or title, or any other. */
export function CodeFact({ fact, frame, value, onChange, codes, day }: FactWidgetProps) {
  const { text, write, finish, finishing } = useWriting(readText(value) ?? '', onChange);
  const chosen = codes.find(({ code }) => plainCode(code) === plainCode(text));
  const note = codeNote(codes, readText(value) ?? '', day);
  return (
    <>
      <div {...finishing}>
        <ComboBox
          {...frame}
          inputValue={text}
          onInputChange={write}
          value={chosen?.code ?? null}
          onChange={finish}
          options={fittingCodes(codes, text, day).map((code) => ({
            value: code.code,
            label: code.code,
            description: codeWords(code, day),
          }))}
          allowsOther
        />
      </div>
      {note === null ? null : (
        <p className={styles['note']} aria-live="polite">
          {note}
        </p>
      )}
      <Instead label={fact.label} value={value} onChange={onChange} />
    </>
  );
}
