import { RecordUnavailable } from './ports';

/** Said by an attempt that somebody else came before: it is made again on what is so now. */
export const AGAIN = Symbol('again');

const ATTEMPTS = 10;

/**
 * Makes an attempt until it comes first.
 * @throws RecordUnavailable when others keep coming first
 */
export async function untilFirst<Value>(
  attempt: () => Promise<Value | typeof AGAIN>,
): Promise<Value> {
  for (let count = 1; count <= ATTEMPTS; count += 1) {
    const value = await attempt();
    if (value !== AGAIN) return value;
  }
  throw new RecordUnavailable('others are changing the same record at this moment');
}
