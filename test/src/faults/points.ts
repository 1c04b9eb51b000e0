import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** The borders between steps at which a program can be held; `preload.ts` reports them. */
export const POINTS = [
  /** A use case is about to commit its change. */
  'before-commit',
  /** Its change is committed, and no one knows yet. */
  'committed',
  /** The relay is about to look for messages. */
  'relay',
  /** A message has reached its workflow, and is still in the outbox. */
  'message-sent',
  /** A workflow task runs, and with it a step that has not done anything yet. */
  'step-begun',
  /** A step is done, and Temporal does not know yet. */
  'step-done',
  /** A mail server has a letter, and the record does not know yet. */
  'letter-handed-over',
] as const;
export type Point = (typeof POINTS)[number];

const arrival = z.strictObject({
  point: z.enum(POINTS),
  program: z.enum(['api', 'worker']),
  pid: z.int(),
  /** The program's own clock, in milliseconds since 1970. */
  now: z.number(),
  /** The zone that the program's host has. */
  zone: z.string(),
  /** Ids that it is about, and the name of a step or the topic of a message. */
  about: z.array(z.string()),
});

/** A program that came to a point. */
export type Arrival = z.infer<typeof arrival>;

/** How a program goes on after a point; `again` delivers a message once more. */
type GoesOn = 'on' | 'again';

/** A program that stands at a point until it is let go, or killed. */
export interface Held extends Arrival {
  letGo(): void;
}

export interface Points {
  /** What programs are started with, so that they report to this. */
  readonly variables: Readonly<Record<string, string>>;
  /**
   * Holds the next program that comes to a point, if it fits.
   * @returns it once it is there
   */
  hold(point: Point, fits?: (arrival: Arrival) => boolean): Promise<Held>;
  /** The next that comes to a point, which is not held. */
  next(fits: (arrival: Arrival) => boolean): Promise<Arrival>;
  /** From now on each message is delivered twice; returns how often that has happened. */
  repeatMessages(): { readonly times: () => number; stop(): void };
  /** Lets everything go on, and forgets who waits for what. */
  clear(): void;
  stop(): Promise<void>;
}

interface Watcher {
  readonly point: Point | null;
  readonly fits: (arrival: Arrival) => boolean;
  readonly holds: boolean;
  readonly came: (held: Held) => void;
}

/** Serves programs that ask at each point whether they may go on. */
export async function openPoints(): Promise<Points> {
  const watchers = new Set<Watcher>();
  const held = new Set<() => void>();
  let repeated: number | null = null;

  const goOn = (response: ServerResponse, how: GoesOn): void => void response.end(how);

  function arrived(at: Arrival, response: ServerResponse): void {
    const letGo = (): void => {
      held.delete(letGo);
      goOn(response, 'on');
    };
    const found = [...watchers].find(
      ({ point, fits }) => (point ?? at.point) === at.point && fits(at),
    );
    if (found) {
      watchers.delete(found);
      found.came({ ...at, letGo });
    }
    if (found?.holds) {
      held.add(letGo);
    } else if (repeated !== null && at.point === 'message-sent') {
      repeated += 1;
      goOn(response, 'again');
    } else {
      goOn(response, 'on');
    }
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () =>
      arrived(arrival.parse(JSON.parse(Buffer.concat(parts).toString())), response),
    );
    response.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const watch = (watcher: Omit<Watcher, 'came'>): Promise<Held> =>
    new Promise((came) => watchers.add({ ...watcher, came }));
  const clear = (): void => {
    watchers.clear();
    repeated = null;
    for (const letGo of [...held]) letGo();
  };
  return {
    variables: { POINTS_ADDRESS: `http://127.0.0.1:${port}` },
    hold: (point, fits = () => true) => watch({ point, fits, holds: true }),
    next: (fits) => watch({ point: null, fits, holds: false }),
    repeatMessages() {
      repeated = 0;
      let times = 0;
      return {
        times: () => (times = Math.max(times, repeated ?? 0)),
        stop: () => {
          times = Math.max(times, repeated ?? 0);
          repeated = null;
        },
      };
    },
    clear,
    stop: async () => {
      clear();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
