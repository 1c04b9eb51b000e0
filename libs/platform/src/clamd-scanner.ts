import { ScannerUnavailable, type DocumentScanner, type ScanResult } from '@assent/application';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface ClamdAddress {
  readonly host: string;
  readonly port: number;
}

/** How long a scanner may be silent, in milliseconds. */
export interface ClamdTimeouts {
  readonly connecting: number;
  /** While it takes a content, and until it answers. */
  readonly silence: number;
}

const USUAL: ClamdTimeouts = { connecting: 5_000, silence: 60_000 };

/** In bytes; the protocol allows more, but a piece is in memory twice. */
const CHUNK = 64 * 1024;

/** No answer is longer. */
const MAX_ANSWER = 1_000;

/** What a scanner says, and the name in it. Names are of its own database. */
const FOUND = /^stream: ([ -~]{1,200}) FOUND$/;

/**
 * ClamAV's scanner over TCP, by its command INSTREAM (clamd(8)): pieces with their length before them,
 * then a length of zero; the answer ends with a zero byte.
 */
export function clamdScanner(
  address: ClamdAddress,
  timeouts: ClamdTimeouts = USUAL,
): DocumentScanner {
  return {
    scan: async (content) => {
      const socket = await connected(address, timeouts.connecting);
      try {
        socket.setTimeout(timeouts.silence, () =>
          socket.destroy(new Error('the virus scanner does not answer')),
        );
        const answer = answerOf(socket);
        answer.catch(() => undefined);
        await send(socket, content, answer);
        return resultOf(await answer);
      } finally {
        socket.destroy();
      }
    },
  };
}

async function connected({ host, port }: ClamdAddress, timeout: number): Promise<Socket> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(timeout) });
    return socket;
  } catch (error) {
    socket.destroy();
    throw new ScannerUnavailable('the virus scanner cannot be reached', { cause: error });
  }
}

/** Sends it all, unless the scanner answers before that: it does when a content is too long for it. */
async function send(
  socket: Socket,
  content: AsyncIterable<Uint8Array>,
  answer: Promise<string>,
): Promise<void> {
  let hasAnswered = false as boolean;
  const answered = answer.then(
    () => (hasAnswered = true),
    () => (hasAnswered = true),
  );
  const write = async (bytes: Uint8Array) => {
    if (hasAnswered || socket.write(bytes)) return;
    await Promise.race([once(socket, 'drain').catch(() => undefined), answered]);
  };
  await write(Buffer.from('zINSTREAM\0'));
  for await (const piece of content) {
    for (let start = 0; start < piece.length; start += CHUNK) {
      const chunk = piece.subarray(start, start + CHUNK);
      await write(lengthOf(chunk.length));
      await write(chunk);
    }
    if (hasAnswered) return;
  }
  await write(lengthOf(0));
}

function lengthOf(bytes: number): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** @throws ScannerUnavailable when the connection ends without an answer */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    let failure: Error | undefined;
    socket.on('data', (piece: Buffer) => {
      answer += piece.toString('latin1');
      const end = answer.indexOf('\0');
      if (end >= 0) resolve(answer.slice(0, end));
      else if (answer.length > MAX_ANSWER) socket.destroy();
    });
    socket.on('error', (error) => (failure = error));
    socket.on('close', () =>
      reject(
        new ScannerUnavailable('the virus scanner ended the connection without a result', {
          cause: failure,
        }),
      ),
    );
  });
}

/** @throws ScannerUnavailable for any other answer, such as an error */
function resultOf(answer: string): ScanResult {
  if (answer === 'stream: OK') return { found: null };
  const found = FOUND.exec(answer)?.[1];
  if (found !== undefined) return { found };
  throw new ScannerUnavailable(
    answer.includes('size limit exceeded')
      ? 'the document is larger than StreamMaxLength of the virus scanner'
      : 'the virus scanner answered with an error',
  );
}
