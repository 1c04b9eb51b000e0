/**
 * The same function with at most `limit` calls under way; the others wait for their turn.
 */
export function atMost<Input, Outcome>(
  limit: number,
  perform: (input: Input) => Promise<Outcome>,
): (input: Input) => Promise<Outcome> {
  const waiting: (() => void)[] = [];
  let free = limit;
  return async (input) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await perform(input);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
