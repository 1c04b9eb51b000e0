import { createAtom, useSelector } from '@tanstack/react-store';
import { useEffect } from 'react';
import { useNewest } from '../ui/use-newest';

/** Something that a person can do here, by the palette or by keys. */
export interface Command {
  /** What it does, as a button label. */
  readonly label: string;
  /** Its heading in the palette and the help. */
  readonly group: string;
  /** As `keys.ts` writes them; absent if only the palette offers it. */
  readonly keys?: string;
  /** Other words that find it in the palette. */
  readonly words?: string;
  /** Available by key and in the help, but not in the palette: moving in a list, say. */
  readonly isKeyOnly?: boolean;
  run(): void;
}

interface Registered extends Command {
  readonly id: number;
}

const registered = createAtom<readonly Registered[]>([]);
let lastId = 0;

/** Offers commands until the returned function is called. */
export function offerCommands(commands: readonly Command[]): () => void {
  const offered = commands.map((command) => ({ ...command, id: ++lastId }));
  registered.set((all) => [...all, ...offered]);
  return () => registered.set((all) => all.filter((each) => !offered.includes(each)));
}

/**
 * Offers commands while the component is mounted. Of two with the same keys the newer wins, so that
 * a dialog or a page precedes the shell. `run` always reads the last rendering.
 */
export function useCommands(commands: readonly Command[]): void {
  const newest = useNewest(commands);
  const shape = commands
    .map(({ label, group, keys, words, isKeyOnly }) =>
      [label, group, keys, words, isKeyOnly].join('\u0001'),
    )
    .join('\u0002');
  useEffect(() => {
    return offerCommands(
      newest.current.map((command, position) => ({
        ...command,
        run: () => newest.current[position]?.run(),
      })),
    );
  }, [shape, newest]);
}

/** Every command on offer, newest last. */
export function useOfferedCommands(): readonly (Command & { readonly id: number })[] {
  return useSelector(registered);
}

/** The command for a sequence of strokes, and whether longer ones begin with it. */
export function commandFor(keys: string): {
  readonly command: Command | undefined;
  readonly begins: boolean;
} {
  const all = registered.get();
  return {
    command: all.findLast((each) => each.keys === keys),
    begins: all.some((each) => each.keys?.startsWith(`${keys} `)),
  };
}
