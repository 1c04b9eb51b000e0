/**
 * Runs one call at a time. Callers who arrive during a run share the next one, so each gets the
 * result of a run that began after they asked, and two runs serve all callers of a moment.
 */
export function oneAtATime<Value>(run: () => Promise<Value>): () => Promise<Value> {
  let underWay: Promise<Value> | null = null;
  let next: Promise<Value> | null = null;

  function begin(): Promise<Value> {
    next = null;
    const own = run().finally(() => {
      underWay = null;
    });
    underWay = own;
    return own;
  }

  return () => {
    if (next) return next;
    if (!underWay) return begin();
    next = underWay.then(begin, begin);
    return next;
  };
}
