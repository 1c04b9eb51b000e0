import { useRef, useState, type KeyboardEvent } from 'react';
import { Button as AriaButton, Tag, TagGroup, TagList } from 'react-aria-components';
import { announce } from '../shared/announcements';
import { ComboBox } from '../ui/combo-box';
import { cx } from '../ui/cx';
import type { FieldWords } from '../ui/field';
import { focusFirst } from '../ui/focus';
import { Icon } from '../ui/icon';
import { isUnread } from '../ui/reading';
import { isRecognized } from './agent-names';
import styles from './facts.module.css';
import { textOf, type WrittenName } from './readings';
import { useKnownAgents, useSuggestedAgents } from './suggested-agents';
import { takenByEnter } from './taking';
import { text as words } from './text';
import { Unrecognized } from './unrecognized';

type Names = readonly WrittenName[];

interface AgentsFieldProps extends FieldWords {
  readonly agents: Names;
  /** Gets a change to apply to the newest list. */
  readonly onChange: (change: (agents: Names) => Names) => void;
  readonly isRequired?: boolean;
}

/**
 * Several drugs, each chosen from the suggestions or typed; Enter or a comma adds one, and
 * Backspace, pressed again in the empty field, removes the last one. A name that is in no guideline
 * counts once the person keeps it.
 */
export function AgentsField({ agents, onChange, ...frame }: AgentsFieldProps) {
  const [typed, setTyped] = useState('');
  // Closes the list after a choice.
  const [lastAdded, setLastAdded] = useState<string | null>(null);
  const [isAskedWhich, askWhich] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const known = useKnownAgents();
  const { options, isLoading } = useSuggestedAgents(typed);
  const names = agents.map(textOf);
  const offered = options.filter(({ value }) => !names.includes(value));
  const add = (added: Names) => {
    setTyped('');
    askWhich(false);
    const fresh = added.filter((each) => textOf(each) !== '' && !names.includes(textOf(each)));
    setLastAdded(fresh.map(textOf).at(-1) ?? null);
    if (fresh.length > 0) onChange((now) => onceEach([...now, ...fresh]));
  };
  const addTyped = (text: string) =>
    add(
      text
        .split(',')
        .map((each) => each.trim())
        .map((each) => (isRecognized(each, known) ? each : { unread: each })),
    );
  const takeOver = (event: KeyboardEvent<HTMLElement>) => {
    const { target, key } = event;
    // Holding a key to clear the field should not remove choices.
    const isEmptied = !(target instanceof HTMLInputElement) || target.value === '';
    if (event.repeat && isEmptied && (key === 'Backspace' || key === 'Delete')) {
      event.stopPropagation();
      return;
    }
    if (!(target instanceof HTMLInputElement)) return;
    const last = names.at(-1);
    if (key === 'Backspace' && target.value === '' && last !== undefined) {
      onChange((now) => now.slice(0, -1));
      announce(words.drugs.removed({ name: last }));
    } else if (key === 'Enter' && typed.trim() !== '' && !isListed(target)) {
      event.preventDefault();
      event.stopPropagation();
      const taken = takenByEnter(typed.trim(), offered, isRecognized(typed, known));
      if (taken.kind === 'several') askWhich(true);
      else add([taken.value]);
    }
  };
  return (
    <div
      ref={field}
      className={styles['agents']}
      data-takes-enter={typed.trim() !== '' || undefined}
      onKeyDownCapture={takeOver}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) addTyped(typed);
      }}
    >
      <ComboBox
        {...frame}
        error={isAskedWhich ? words.drugs.severalFit({ typed }) : frame.error}
        inputValue={typed}
        onInputChange={(text) => {
          askWhich(false);
          if (text.includes(',')) {
            addTyped(text);
            return;
          }
          setTyped(text);
          if (text !== '') setLastAdded(null);
        }}
        value={lastAdded}
        onChange={(agent) => {
          if (agent !== null && agent !== lastAdded) add([agent]);
        }}
        options={offered}
        isLoading={isLoading}
        allowsOther
      />
      {agents.length === 0 ? null : (
        <TagGroup
          aria-label={words.drugs.chosen({ label: frame.label })}
          onRemove={(removed) => {
            onChange((now) => now.filter((agent) => !removed.has(textOf(agent))));
            // Removing the last one removes its button, too.
            if (names.every((name) => removed.has(name)) && field.current)
              focusFirst(field.current);
          }}
        >
          <TagList className={cx(styles['tags'])}>
            {agents.map((agent) => (
              <Tag
                key={textOf(agent)}
                id={textOf(agent)}
                textValue={textOf(agent)}
                className={cx(styles['tag'], isUnread(agent) && styles['unsettled'])}
              >
                {textOf(agent)}
                <AriaButton slot="remove" className={cx(styles['remove'])}>
                  <Icon name="close" size="small" />
                </AriaButton>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
      <Unrecognized
        names={agents}
        onSettle={(written, settled) =>
          onChange((now) =>
            onceEach(now.map((agent) => (textOf(agent) === textOf(written) ? settled : agent))),
          )
        }
      />
    </div>
  );
}

function onceEach(names: Names): Names {
  return names.filter((name, place) => names.map(textOf).indexOf(textOf(name)) === place);
}

/** Whether an option of an open list is marked, for Enter to choose. */
function isListed(input: Element): boolean {
  return input.hasAttribute('aria-activedescendant');
}
