import type { DeterminationJson } from '@assent/contracts';
import type { ClauseNode, WithheldClause } from '@assent/criteria';
import { LRUCache } from 'lru-cache';

/** A trace is about 10 kB. */
const KEPT_TRACES = 500;

/** Appears once in a determination without a trace: a text escapes quotation marks. */
const NO_TRACE = '"clauses":null';

/**
 * Writes determinations as JSON in UTF-8, byte for byte like `JSON.stringify`. Nearly all of it is
 * the trace, and all of a trace but its verdicts is the guideline's: it caches bytes by verdicts.
 */
export function determinationWriter(): (determination: DeterminationJson) => Buffer {
  const traces = new LRUCache<string, Buffer>({ max: KEPT_TRACES });

  function bytesOf(key: string, trace: ClauseNode | WithheldClause): Buffer {
    const kept = traces.get(key);
    if (kept) return kept;
    const bytes = Buffer.from(JSON.stringify(trace));
    traces.set(key, bytes);
    return bytes;
  }

  return (determination) => {
    const { guideline, requestType, clauses } = determination;
    const frame = JSON.stringify({ ...determination, clauses: null });
    if (!guideline || !clauses) return Buffer.from(frame);
    const key = `${guideline.id} ${guideline.version} ${requestType} ${verdictsOf(clauses)}`;
    const end = frame.indexOf(NO_TRACE) + NO_TRACE.length;
    return Buffer.concat([
      Buffer.from(frame.slice(0, end - 'null'.length)),
      bytesOf(key, clauses),
      Buffer.from(frame.slice(end)),
    ]);
  };
}

/** The verdicts of a trace by first letter, each clause before those below it. */
function verdictsOf({ verdict, children }: ClauseNode | WithheldClause): string {
  let verdicts = verdict.charAt(0);
  for (const child of children) verdicts += verdictsOf(child);
  return verdicts;
}
