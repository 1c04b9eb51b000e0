import { ComboBox } from '../ui/combo-box';
import { isUnread } from '../ui/reading';
import { codeNote, codeWords, fittingCodes, isCode, plainCode } from './code-words';
import type { FactWidgetProps } from './fact-widget';
import styles from './facts.module.css';
import { Instead } from './instead';
import { readText, textOf } from './readings';
import { takenByEnter } from './taking';
import { text as words } from './text';
import { useWriting } from './use-writing';

/** An ICD-10-CM code: one of the guideline's, found by code or title, or any other. */
export function CodeFact({ fact, frame, value, onChange, codes, day }: FactWidgetProps) {
  const known = isUnread(value) ? value : (readText(value) ?? '');
  const { text, write, choose, finishing, isAskedWhich } = useWriting(known, onChange, (typed) =>
    isCode(codes, typed) ? typed : { unread: typed },
  );
  const chosen = codes.find(({ code }) => plainCode(code) === plainCode(text));
  const note = codeNote(codes, textOf(known), day);
  const options = fittingCodes(codes, text, day).map((code) => ({
    value: code.code,
    label: code.code,
    description: codeWords(code, day),
  }));
  const error = isAskedWhich
    ? words.code.severalFit({ typed: text })
    : isUnread(known)
      ? (note ?? undefined)
      : frame.error;
  return (
    <>
      <div {...finishing((typed) => takenByEnter(typed, options, isCode(codes, typed)))}>
        <ComboBox
          {...frame}
          error={error}
          inputValue={text}
          onInputChange={write}
          value={chosen?.code ?? null}
          onChange={choose}
          options={options}
          allowsOther
        />
      </div>
      {note === null || isUnread(known) ? null : (
        <p className={styles['note']} aria-live="polite">
          {note}
        </p>
      )}
      <Instead label={fact.label} value={value} onChange={onChange} />
    </>
  );
}
