import { isContentLost, type DocumentStore } from '../ports/document-store';
import type { DocumentScanner, ScanQueue } from '../ports/document-scanner';
import type { Ports } from '../ports/ports';

export interface ScanPorts extends Pick<Ports, 'clock'> {
  readonly scans: ScanQueue;
  readonly store: DocumentStore;
  readonly scanner: DocumentScanner;
}

/** What became of a turn: nothing was due, a document was scanned, or could not be. */
export type ScanTurn =
  | { readonly kind: 'none' | 'scanned' }
  | { readonly kind: 'postponed'; readonly caseId: string; readonly error: unknown };

/** In milliseconds: longer than any scan takes. */
const LEASE = 15 * 60_000;

/** How long a document waits after its first failure, and at most, in milliseconds. */
const FIRST_WAIT = 10_000;
const LONGEST_WAIT = 10 * 60_000;

/**
 * Scans the document that is due first. One that could not be scanned is tried again, later each time.
 * @throws RecordUnavailable
 */
export function scanNextDocument({ clock, scans, store, scanner }: ScanPorts) {
  return async (): Promise<ScanTurn> => {
    const now = await clock.now();
    const held = await scans.take(now, new Date(now.getTime() + LEASE));
    if (!held) return { kind: 'none' };
    try {
      const result = await scanner.scan(await store.open(held.id, held.sha256));
      await scans.keep(held.id, result, await clock.now());
      return { kind: 'scanned' };
    } catch (error) {
      const wait = Math.min(FIRST_WAIT * 2 ** (held.attempts - 1), LONGEST_WAIT);
      const until = new Date((await clock.now()).getTime() + wait);
      await scans.postpone(held.id, reasonOf(error), until);
      return { kind: 'postponed', caseId: held.caseId, error };
    }
  };
}

/** Our own words: a store's may name what it keeps. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'ScannerUnavailable') return error.message;
  return isContentLost(error)
    ? 'the store has no content of the document, or another one'
    : 'the content of the document could not be read';
}
