import { freePort, listen } from '@assent/local';
import { connect, createServer, type Socket } from 'node:net';

/** A connection between two processes that a test can break. */
export interface Link {
  readonly port: number;
  /** How often it broke something since the last call of a method below. */
  readonly injected: () => number;
  /** Ends every connection, and every new one at once. */
  cut(): void;
  /** Passes everything on so many milliseconds late. */
  delay(milliseconds: number): void;
  /** Passes requests on, and ends a connection instead of the next reply. */
  loseReplies(): void;
  /**
   * As `loseReplies`, for the reply to a request that ends in a text; others are answered.
   * @param ending as latin1
   */
  loseRepliesTo(ending: string): void;
  /** Keeps connections open and passes nothing on. */
  hang(): void;
  /** Answers every connection with a text, and ends it. */
  answer(text: string): void;
  /** Passes everything on again; what hung before is ended. */
  mend(): void;
  stop(): Promise<void>;
}

type Fault =
  | { readonly kind: 'none' | 'cut' | 'lose-replies' | 'hang' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'lose-replies-to'; readonly ending: string }
  | { readonly kind: 'answer'; readonly text: string };

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  isAnswered: boolean;
}

/** @param target the port on 127.0.0.1 that it leads to */
export async function openLink(target: number): Promise<Link> {
  let fault: Fault = { kind: 'none' };
  let injected = 0;
  const pairs = new Set<Pair>();

  function end(pair: Pair): void {
    pair.client.destroy();
    pair.server.destroy();
    pairs.delete(pair);
  }

  function pass(pair: Pair, to: Socket, chunk: Buffer): void {
    if (fault.kind === 'hang') {
      injected += 1;
    } else if (fault.kind === 'delay') {
      injected += 1;
      setTimeout(() => to.write(chunk), fault.milliseconds);
    } else {
      to.write(chunk);
    }
  }

  const isLost = (pair: Pair): boolean =>
    fault.kind === 'lose-replies' || (fault.kind === 'lose-replies-to' && !pair.isAnswered);

  const server = createServer((client) => {
    client.on('error', () => undefined);
    if (fault.kind === 'cut' || fault.kind === 'answer') {
      injected += 1;
      client.end(fault.kind === 'answer' ? fault.text : '');
      if (fault.kind === 'cut') client.destroy();
      return;
    }
    const pair: Pair = { client, server: connect(target, '127.0.0.1'), isAnswered: true };
    pairs.add(pair);
    for (const socket of [client, pair.server]) {
      socket.on('error', () => undefined).on('close', () => end(pair));
    }
    client.on('data', (chunk: Buffer) => {
      if (fault.kind === 'lose-replies-to') {
        pair.isAnswered = !chunk.toString('latin1').endsWith(fault.ending);
      }
      pass(pair, pair.server, chunk);
    });
    pair.server.on('data', (chunk: Buffer) => {
      if (isLost(pair)) {
        injected += 1;
        end(pair);
      } else {
        pass(pair, client, chunk);
      }
    });
  });
  const { port } = await freePort();
  await listen(server, port, 'a link');

  function become(next: Fault): void {
    if (fault.kind === 'hang') for (const pair of [...pairs]) end(pair);
    fault = next;
    injected = 0;
    if (fault.kind !== 'cut' && fault.kind !== 'answer') return;
    injected += pairs.size;
    for (const pair of [...pairs]) end(pair);
  }

  return {
    port,
    injected: () => injected,
    cut: () => become({ kind: 'cut' }),
    delay: (milliseconds) => become({ kind: 'delay', milliseconds }),
    loseReplies: () => become({ kind: 'lose-replies' }),
    loseRepliesTo: (ending) => become({ kind: 'lose-replies-to', ending }),
    hang: () => become({ kind: 'hang' }),
    answer: (text) => become({ kind: 'answer', text }),
    mend: () => become({ kind: 'none' }),
    stop: async () => {
      for (const pair of [...pairs]) end(pair);
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
