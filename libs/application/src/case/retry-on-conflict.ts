import { RecordUnavailable } from '../ports/case-repository';

/** Said by an attempt that somebody else came before: it is made again on what is so now. */
export const AGAIN = Symbol('again');

/** How an attempt tells whom it is about, as soon as it knows. */
export type TakeTurn = (memberId: string) => Promise<void>;

const ATTEMPTS = 10;

/** The last in each line, by the member whom the changes are about. */
const lines = new Map<string, Promise<void>>();

/**
 * Makes an attempt until it comes first. Attempts about one member go side by side while they come first;
 * from the first that does not, those of this process stand in line, so that each is made in the end
 * however many there are. Waiting holds nothing: no lock, and no connection.
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
 * Waits for everybody who came before.
 * @returns what to call when leaving the line
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
