/** What one function remembers at most: it then forgets all, and begins again. */
const MAX_REMEMBERED = 4096;

/**
 * Makes the same of inputs with the same key, once: for results that depend on the key alone, of
 * which there are few. They are shared, so they must be immutable.
 */
export function remembered<Input, Made>(
  keyOf: (input: Input) => string | number,
  make: (input: Input) => Made,
): (input: Input) => Made {
  const made = new Map<string | number, Made>();
  return (input) => {
    const key = keyOf(input);
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(input);
    if (made.size >= MAX_REMEMBERED) made.clear();
    made.set(key, fresh);
    return fresh;
  };
}
