/** Listeners to something. */
export interface Listeners<Message> {
  /** @returns what removes the listener again */
  readonly add: (listener: (message: Message) => void) => () => void;
  readonly tell: (message: Message) => void;
}

export function listenersOf<Message>(): Listeners<Message> {
  const all = new Set<(message: Message) => void>();
  return {
    add: (listener) => {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell: (message) => {
      for (const listener of all) listener(message);
    },
  };
}
