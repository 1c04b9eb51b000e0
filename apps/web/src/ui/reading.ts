/** What a field made of the text that stands in it. */
export type Reading<Value> =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'read';
      readonly value: Value;
      /** What was read, in words; null where the text itself says it. */
      readonly echo: string | null;
    }
  | {
      readonly kind: 'unread';
      /** What cannot be read and what to write, as a sentence. */
      readonly why: string;
      /** It may become readable by typing on, so that nothing is said before the field is left. */
      readonly isUnfinished: boolean;
    };

/**
 * What a person typed and no field could read: kept as it stands until they correct it. It is no
 * answer, and is never sent as one.
 */
export interface Unread {
  readonly unread: string;
}

export function isUnread(value: unknown): value is Unread {
  return (
    typeof value === 'object' &&
    value !== null &&
    'unread' in value &&
    typeof value.unread === 'string'
  );
}

/** What a text says as an answer: null while nothing is written. */
export function meaningOf<Value>(text: string, reading: Reading<Value>): Value | Unread | null {
  switch (reading.kind) {
    case 'empty':
      return null;
    case 'read':
      return reading.value;
    case 'unread':
      return { unread: text };
  }
}
