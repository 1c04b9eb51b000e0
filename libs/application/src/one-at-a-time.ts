/**
 * Runs one after another, however many ask: who asks while one runs shares the next with all who ask
 * until then. So everybody gets what a run found that began after they asked, and two runs answer all
 * who ask at a moment.
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
