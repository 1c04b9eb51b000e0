/** Nested members, such as the facts of a request; a dotted path leads to each. */
export type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path such as `diagnosis.code`; undefined if there is none. */
export function valueAt(members: Members, path: string): unknown {
  let value: unknown = members;
  for (const name of path.split('.')) {
    if (!isMembers(value)) return undefined;
    value = value[name];
  }
  return value;
}

/** Whether a dotted path names a whole, or something in it. */
export function isAtOrIn(path: string, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`);
}
