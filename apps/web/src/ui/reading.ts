/** What a field made of its text. */
export type Reading<Value> =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'read';
      readonly value: Value;
      /** The value in words; null if the text itself says it. */
      readonly echo: string | null;
    }
  | {
      readonly kind: 'unread';
      /** What cannot be read and what to write, as a sentence. */
      readonly why: string;
      /** More typing may make it readable: no message before the field is left. */
      readonly isUnfinished: boolean;
    };

/**
 * Input that no field could read: kept as is until the person corrects it. It is not an answer, and
 * is never sent as one.
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

/** The answer in a text: null while empty. */
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
