import { useRef, useState, type ReactNode } from 'react';
import { Button } from '../ui/button';
import type { FieldWords } from '../ui/field';
import { useChanging } from '../ui/use-newest';
import { FactGroup } from './fact-group';
import styles from './facts.module.css';
import { Instead } from './instead';
import { isSame } from './same';

/** A change to apply to the newest entry. */
export type ChangeEntry<Entry> = (change: (entry: Entry) => Entry) => void;

/** The name of an entry, such as `Therapy 1`, and its buttons' labels. */
interface EntryWords {
  readonly entry: (given: { readonly number: number }) => string;
  readonly remove: (given: { readonly number: number }) => string;
  readonly addFirst: string;
  readonly addAnother: string;
}

interface EntriesFieldProps<Entry> {
  readonly frame: FieldWords & { readonly isRequired?: boolean };
  readonly words: EntryWords;
  readonly value: unknown;
  readonly entries: readonly Entry[];
  readonly empty: Entry;
  readonly onChange: (value: unknown) => void;
  readonly children: (entry: Entry, change: ChangeEntry<Entry>, position: number) => ReactNode;
}

interface Line<Entry> {
  readonly id: number;
  readonly entry: Entry;
}

/** A column of entries, each with several fields. */
export function EntriesField<Entry>({
  frame,
  words,
  value,
  entries,
  empty,
  onChange,
  children,
}: EntriesFieldProps<Entry>) {
  // Lines keep their identity while others come and go, so that the focus stays in place.
  const [lines, changeLines] = useChanging<readonly Line<Entry>[]>(() =>
    entries.map((entry, id) => ({ id, entry })),
  );
  const [nextId, setNextId] = useState(entries.length);
  const [added, setAdded] = useState<number | null>(null);
  const adding = useRef<HTMLButtonElement>(null);
  /** The lines that another answer replaced. */
  const left = useRef(lines);
  const answer = (change: (lines: readonly Line<Entry>[]) => readonly Line<Entry>[]) => {
    let before = lines;
    const next = changeLines((all) => {
      before = all;
      return change(all);
    });
    if (next === before) return;
    // An empty line is not an entry.
    const written = next.filter(({ entry }) => !isSame(entry, empty));
    onChange(written.length === 0 ? undefined : written.map(({ entry }) => entry));
  };
  // A field that settles while its line is removed changes nothing.
  const changeEntry = (id: number, change: (entry: Entry) => Entry) =>
    answer((all) =>
      all.some((line) => line.id === id)
        ? all.map((line) => (line.id === id ? { id, entry: change(line.entry) } : line))
        : all,
    );
  return (
    <FactGroup {...frame}>
      {lines.map(({ id, entry }, position) => (
        <fieldset key={id} ref={id === added ? focusFirst : null} className={styles['entry']}>
          <legend>{words.entry({ number: position + 1 })}</legend>
          {children(entry, (change) => changeEntry(id, change), position)}
          <Button
            look="quiet"
            size="small"
            icon="close"
            onPress={() => {
              answer((all) => all.filter((line) => line.id !== id));
              adding.current?.focus();
            }}
          >
            {words.remove({ number: position + 1 })}
          </Button>
        </fieldset>
      ))}
      <div className={styles['below']}>
        <Button
          ref={adding}
          size="small"
          icon="plus"
          // Without a line, the answer begins here.
          data-begins-answer={lines.length === 0 || undefined}
          onPress={() => {
            setNextId(nextId + 1);
            setAdded(nextId);
            answer((all) => [...all, { id: nextId, entry: empty }]);
          }}
        >
          {lines.length === 0 ? words.addFirst : words.addAnother}
        </Button>
        <Instead
          label={frame.label}
          value={value}
          onChange={(next) => {
            const isTakenBack = Array.isArray(next) && next.length > 0;
            changeLines((all) => {
              if (all.length > 0) left.current = all;
              return isTakenBack ? left.current : [];
            });
            onChange(next);
          }}
          none={[]}
        />
      </div>
    </FactGroup>
  );
}

/** Focuses a line once added. */
function focusFirst(line: HTMLElement | null): void {
  line?.querySelector<HTMLElement>('input')?.focus();
}
