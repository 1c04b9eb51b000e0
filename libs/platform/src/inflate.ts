import type { Inflate } from '@assent/domain';
import { constants, inflateSync } from 'node:zlib';

/** Expands what it can of data that breaks off. */
export const inflate: Inflate = (compressed, maxBytes) => {
  try {
    return inflateSync(compressed, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: Math.max(1, maxBytes),
    });
  } catch {
    return null;
  }
};
