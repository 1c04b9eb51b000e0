import { useState, type ReactNode } from 'react';
import { Button } from '../ui/button';
import type { FieldWords } from '../ui/field';
import { FactGroup } from './fact-group';
import styles from './facts.module.css';
import { Instead } from './instead';

interface EntriesFieldProps<Entry> {
  readonly frame: FieldWords & { readonly isRequired?: boolean };
  /** What one entry is called, such as `therapy`. */
  readonly noun: string;
  readonly article: 'a' | 'an';
  readonly value: unknown;
  readonly entries: readonly Entry[];
  readonly empty: Entry;
  readonly onChange: (value: unknown) => void;
  readonly children: (entry: Entry, change: (entry: Entry) => void, position: number) => ReactNode;
}

interface Line<Entry> {
  readonly id: number;
  readonly entry: Entry;
}

/** Entries one below the other, each of several fields. */
export function EntriesField<Entry>({
  frame,
  noun,
  article,
  value,
  entries,
  empty,
  onChange,
  children,
}: EntriesFieldProps<Entry>) {
  // Lines keep their identity while others come and go, so that the focus stays in its own.
  const [lines, setLines] = useState<readonly Line<Entry>[]>(() =>
    entries.map((entry, id) => ({ id, entry })),
  );
  const [nextId, setNextId] = useState(entries.length);
  const [added, setAdded] = useState<number | null>(null);
  const answer = (next: readonly Line<Entry>[]) => {
    setLines(next);
    // A line in which nothing stands yet is no entry.
    const written = next.filter(({ entry }) => JSON.stringify(entry) !== JSON.stringify(empty));
    onChange(written.length === 0 ? undefined : written.map(({ entry }) => entry));
  };
  return (
    <FactGroup {...frame}>
      {lines.map(({ id, entry }, position) => (
        <fieldset key={id} ref={id === added ? focusFirst : null} className={styles['entry']}>
          <legend>
            {noun} {position + 1}
          </legend>
          {children(
            entry,
            (changed) =>
              answer(lines.map((line) => (line.id === id ? { id, entry: changed } : line))),
            position,
          )}
          <Button
            look="quiet"
            size="small"
            icon="close"
            onPress={() => answer(lines.filter((line) => line.id !== id))}
          >
            {`Remove ${noun.toLowerCase()} ${position + 1}`}
          </Button>
        </fieldset>
      ))}
      <div className={styles['below']}>
        <Button
          size="small"
          icon="plus"
          // Without a line, this is where the answer begins.
          data-begins-answer={lines.length === 0 || undefined}
          onPress={() => {
            setNextId(nextId + 1);
            setAdded(nextId);
            answer([...lines, { id: nextId, entry: empty }]);
          }}
        >
          {lines.length === 0
            ? `Add ${article} ${noun.toLowerCase()}`
            : `Add another ${noun.toLowerCase()}`}
        </Button>
        <Instead
          label={frame.label}
          value={value}
          onChange={(next) => {
            setLines([]);
            onChange(next);
          }}
          none={[]}
        />
      </div>
    </FactGroup>
  );
}

/** Who adds a line goes on in it. */
function focusFirst(line: HTMLElement | null): void {
  line?.querySelector<HTMLElement>('input')?.focus();
}
