import { RecordUnavailable } from '../ports/case-repository';

/** Returned by an attempt that came too late: it runs again on the current state. */
export const AGAIN = Symbol('again');

/** Lets an attempt name the member it is about, as soon as it knows. */
export type TakeTurn = (memberId: string) => Promise<void>;

const ATTEMPTS = 10;

/** The last in each line, by the member that the changes are about. */
const lines = new Map<string, Promise<void>>();

/**
 * Repeats an attempt until it comes first. Attempts about one member run side by side until one
 * comes too late; from then on, those of this process stand in line, so that each succeeds in the
 * end however many there are. Waiting holds nothing: no lock, and no connection.
 * @throws RecordUnavailable when others keep coming first
 */
export async function retryOnConflict<Value>(
  attempt: (takeTurn: TakeTurn) => Promise<Value | typeof AGAIN>,
): Promise<Value> {
  let leave: (() => void) | null = null;
  try {
    for (let count = 1; count <= ATTEMPTS; count += 1) {
      const value = await attempt(async (memberId) => {
        if (leave === null && (count > 1 || lines.has(memberId)))
          leave = await standInLine(memberId);
      });
      if (value !== AGAIN) return value;
    }
  } finally {
    (leave as (() => void) | null)?.();
  }
  throw new RecordUnavailable('other people are changing the same record right now');
}

/**
 * Waits for everyone ahead in the line.
 * @returns a function that leaves the line
 */
async function standInLine(memberId: string): Promise<() => void> {
  const before = lines.get(memberId);
  return new Promise((stands) => {
    const left = new Promise<void>((leave) => {
      void Promise.resolve(before).then(() => {
        stands(leave);
      });
    });
    const mine = Promise.all([before, left]).then(() => {
      if (lines.get(memberId) === mine) lines.delete(memberId);
    });
    lines.set(memberId, mine);
  });
}
