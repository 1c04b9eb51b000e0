import { useSyncExternalStore } from 'react';

/** A value that several parts of the page share. */
export interface Store<Value> {
  current(): Value;
  set(value: Value): void;
  subscribe(listener: () => void): () => void;
}

export function storeOf<Value>(first: Value): Store<Value> {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    current: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value, kept up to date. */
export function useStored<Value>({
  subscribe,
  current,
}: Pick<Store<Value>, 'subscribe' | 'current'>): Value {
  return useSyncExternalStore(subscribe, current);
}
