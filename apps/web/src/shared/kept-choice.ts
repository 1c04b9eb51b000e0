import { createAtom, type Readable } from '@tanstack/react-store';
import { keep, kept } from './kept';

/** A choice of how the app looks or behaves, kept in this browser. Never holds member data. */
export interface KeptChoice<Value extends string> extends Readable<Value> {
  choose(value: Value): void;
}

/** @param name its storage key; a value outside `values` counts as the `fallback` */
export function keptChoice<Value extends string>(
  name: string,
  values: readonly Value[],
  fallback: Value,
): KeptChoice<Value> {
  const first = values.find((value) => value === kept(name)) ?? fallback;
  const { get, set, subscribe } = createAtom<Value>(first);
  return {
    get,
    subscribe,
    choose: (value) => {
      set(value);
      keep(name, value);
    },
  };
}
