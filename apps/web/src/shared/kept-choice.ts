import { keep, kept } from './kept';

/** A choice of how the app looks or behaves, kept in this browser. Never holds member data. */
export interface KeptChoice<Value extends string> {
  current(): Value;
  choose(value: Value): void;
  subscribe(listener: () => void): () => void;
}

/** @param name its storage key; a value outside `values` counts as the `fallback` */
export function keptChoice<Value extends string>(
  name: string,
  values: readonly Value[],
  fallback: Value,
): KeptChoice<Value> {
  const listeners = new Set<() => void>();
  let current = values.find((value) => value === kept(name)) ?? fallback;
  return {
    current: () => current,
    choose: (value) => {
      current = value;
      keep(name, value);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
