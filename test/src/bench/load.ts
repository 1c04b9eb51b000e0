import { connect, type Socket } from 'node:net';

/*
 * The load generator: a process of its own, so that it takes no turns from what it measures, and on
 * bare sockets, because a whole HTTP client would take a good part of two cores.
 */

/** What to send, and how. */
export interface Load {
  readonly port: number;
  /** POST if absent. */
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bodies to send in turn, each with `@member@` where the id of a new member goes. */
  readonly bodies: readonly string[];
  /** How many requests in all, and how many at once. */
  readonly count: number;
  readonly atOnce: number;
  /** The status of a good answer. */
  readonly status: number;
}

export interface LoadResult {
  readonly milliseconds: number;
  /** Milliseconds from request to answer, the middle one and the slowest of a hundred. */
  readonly medianAnswer: number;
  readonly slowAnswer: number;
}

const HEAD_END = '\r\n\r\n';
let members = 0;

/** Sends the whole load. @throws if an answer is not a success */
async function send(load: Load): Promise<LoadResult> {
  const answers: number[] = [];
  let begun = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(load.atOnce, load.count) }, async () => {
      const connection = await open(load.port);
      while (begun < load.count) {
        const request = requestOf(load, begun);
        begun += 1;
        const sent = performance.now();
        const status = await connection.ask(request);
        if (status !== load.status) throw new Error(`${load.path} answered ${status}`);
        answers.push(performance.now() - sent);
      }
      connection.close();
    }),
  );
  const milliseconds = performance.now() - started;
  answers.sort((a, b) => a - b);
  const at = (share: number) => answers[Math.floor(answers.length * share)] ?? NaN;
  return { milliseconds, medianAnswer: at(0.5), slowAnswer: at(0.99) };
}

function requestOf({ method = 'POST', path, headers, bodies }: Load, index: number): string {
  members += 1;
  const member = `BENCH-${process.pid}-${members}`;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}`;
  if (method === 'GET') return `${head}\r\n`;
  const sample = index % bodies.length;
  const body = bodies[sample]?.replace('@member@', member) ?? '';
  return `${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nidempotency-key: ${member}\r\nx-sample: ${sample}\r\n\r\n${body}`;
}

interface KeptAlive {
  /** Sends a request and returns the status of its answer, once all of that has arrived. */
  ask(request: string): Promise<number>;
  close(): void;
}

async function open(port: number): Promise<KeptAlive> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    ask: (request) => ask(socket, request),
    close: () => socket.destroy(),
  };
}

function ask(socket: Socket, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let head = '';
    let status = 0;
    let missing = Infinity;
    const done = (finish: () => void) => {
      socket.off('data', take).off('close', fail);
      finish();
    };
    const fail = () => done(() => reject(new Error('the connection was closed')));
    const take = (chunk: Buffer) => {
      if (missing !== Infinity) missing -= chunk.length;
      else {
        head += chunk.toString('latin1');
        const end = head.indexOf(HEAD_END);
        if (end < 0) return;
        status = Number(head.slice(9, 12));
        const length = /\r\ncontent-length: *(\d+)/i.exec(head.slice(0, end))?.[1];
        missing = Number(length) - (head.length - end - HEAD_END.length);
      }
      if (missing <= 0) done(() => resolve(status));
      else if (Number.isNaN(missing)) fail();
    };
    socket.on('data', take).on('close', fail);
    socket.write(request);
  });
}

process.on('message', (load: Load) => {
  send(load).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ failure: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
