import { isWorthRepeating } from '../shared/problem';
import type { commandKey } from './api';

type Key = ReturnType<typeof commandKey>;

/** In milliseconds: how long to wait before resending a command whose answer was lost. */
const AGAIN_AFTER_MS = [1_000, 2_000];

/** Resends a command under its key until an answer comes: it is done once. */
export async function answered<Answer>(
  call: (key: Key) => Promise<Answer>,
  key: Key,
): Promise<Answer> {
  for (const pause of AGAIN_AFTER_MS) {
    try {
      return await call(key);
    } catch (error) {
      if (!isWorthRepeating(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return call(key);
}
