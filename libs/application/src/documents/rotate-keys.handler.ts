import { isContentLost, type DocumentRecord } from '../ports/document-store';
import type {
  KeyRotation,
  KeyRotationRecord,
  Rewrapped,
  RewrappingStore,
} from '../ports/key-rotation';
import type { Clock } from '../ports/ports';

export interface RotationPorts {
  readonly rotations: KeyRotationRecord;
  readonly store: RewrappingStore;
  /** The id of the key that everything moves to. */
  readonly keyId: string;
  readonly clock: Clock;
}

/** What one step did. */
export interface RotationStep {
  /** How many documents it looked at. */
  readonly count: number;
  /** Whether more may be waiting. */
  readonly isMore: boolean;
  /** The ids of those that could not be read. */
  readonly unreadable: readonly string[];
}

/** How many documents one step looks at. */
const STEP = 20;

/** In milliseconds: what is younger may not be committed yet. */
const SETTLED_MS = 5 * 60_000;

/**
 * Moves the next contents of documents to the newest key, the oldest first, and encrypts those that
 * had no encryption. A step that is cut short is done again, which changes nothing. Documents that come
 * later are looked at too, because another copy of the software may still encrypt with an older key.
 * @param again whether to look at all of them again if some could not be read
 * @returns null when another process does it at this moment
 * @throws RecordUnavailable
 * @throws DocumentStoreUnavailable
 */
export function rotateKeys({ rotations, store, keyId, clock }: RotationPorts) {
  return async (again = false): Promise<RotationStep | null> => {
    const now = await clock.now();
    return rotations.alone(async (turn) => {
      const kept = await turn.rotation(keyId);
      const isNew = !kept || (again && kept.unreadable > 0);
      let rotation = isNew ? begun(keyId, now) : kept;
      const settled = new Date(now.getTime() - SETTLED_MS);
      const documents = await turn.documents(rotation.after, settled, STEP);
      const unreadable: string[] = [];
      for (const document of documents) {
        const outcome = await moved(store, document);
        if (outcome === 'unreadable') unreadable.push(document.id);
        rotation = counted(rotation, document, outcome, now);
      }
      if (isNew || documents.length > 0) await turn.keep(rotation);
      return { count: documents.length, isMore: documents.length === STEP, unreadable };
    });
  };
}

function begun(keyId: string, now: Date): KeyRotation {
  const none = { current: 0, rewrapped: 0, encrypted: 0, unreadable: 0 };
  return { keyId, startedAt: now, movedAt: now, after: null, ...none };
}

type Outcome = Exclude<Rewrapped, 'changed'> | 'unreadable';

/** What was put anew meanwhile is looked at again; what has gone is found to be lost. */
async function moved(store: RewrappingStore, document: DocumentRecord): Promise<Outcome> {
  try {
    let outcome = await store.rewrap(document);
    while (outcome === 'changed') outcome = await store.rewrap(document);
    return outcome;
  } catch (error) {
    if (isContentLost(error)) return 'unreadable';
    throw error;
  }
}

function counted(
  rotation: KeyRotation,
  { id, uploadedAt }: DocumentRecord,
  outcome: Outcome,
  movedAt: Date,
): KeyRotation {
  const after = { id, uploadedAt };
  return { ...rotation, movedAt, after, [outcome]: rotation[outcome] + 1 };
}
