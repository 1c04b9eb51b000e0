import { memo } from 'react';
import { readText, type WrittenName } from '../facts/readings';
import { takenByEnter } from '../facts/taking';
import { useWriting } from '../facts/use-writing';
import { ComboBox } from '../ui/combo-box';
import { isUnread } from '../ui/reading';
import { STATE_NAMES, stateNamed, statesFor } from './states';
import { text } from './text';

interface StateFieldProps {
  readonly label: string;
  readonly description?: string;
  /** A code, or a text that names no state; anything else counts as blank. */
  readonly value: unknown;
  readonly onChange: (state: WrittenName | undefined) => void;
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
}

/** A state by its code or its name, as far as either is typed. */
export const StateField = memo(function StateField(props: StateFieldProps) {
  const { label, description, value, onChange, error, isRequired = false } = props;
  const known = isUnread(value) ? value : (readText(value) ?? '');
  const {
    text: typed,
    write,
    choose,
    finishing,
    isAskedWhich,
  } = useWriting(known, onChange, (written) => stateNamed(written) ?? { unread: written });
  const chosen = stateNamed(typed);
  const options = statesFor(typed).map((state) => ({
    value: state,
    label: state,
    description: STATE_NAMES[state],
  }));
  const byEnter = (written: string) => {
    const state = stateNamed(written);
    return state === null
      ? takenByEnter(written, options, false)
      : ({ kind: 'taken', value: state } as const);
  };
  return (
    <div {...finishing(byEnter)}>
      <ComboBox
        label={label}
        {...(description !== undefined && { description })}
        inputValue={typed}
        onInputChange={write}
        value={chosen}
        onChange={choose}
        options={options}
        allowsOther
        isRequired={isRequired}
        error={stateFault(typed, isAskedWhich || isUnread(known)) ?? error}
      />
    </div>
  );
});

/** What is wrong with a state that was typed and left. */
function stateFault(typed: string, isFinished: boolean): string | undefined {
  if (!isFinished || typed.trim() === '' || stateNamed(typed) !== null) return undefined;
  return statesFor(typed).length > 1
    ? text.state.several({ typed })
    : text.state.unknown({ typed });
}
