import { createServer, type AddressInfo, type Socket } from 'node:net';

/** The file that each scanner reports, as EICAR publishes it; in two parts, so that none reports this one. */
export const EICAR = [
  String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$`,
  'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
].join('');

/** How it behaves: as a scanner, or as one that is out of order in some way. */
export type ClamdMood = 'well' | 'silent' | 'hanging-up' | 'failing';

/** A little server that speaks clamd's protocol as clamd(8) describes it. */
export interface Clamd {
  readonly address: { readonly host: string; readonly port: number };
  mood: ClamdMood;
  /** StreamMaxLength, in bytes. */
  maxLength: number;
  /** What it was sent to scan, whole contents only. */
  readonly scanned: Buffer[];
  stop(): Promise<void>;
}

const COMMAND = 'zINSTREAM\0';

export async function startClamd(): Promise<Clamd> {
  const sockets = new Set<Socket>();
  const clamd = { mood: 'well' as ClamdMood, maxLength: 25 * 1024 * 1024, scanned: [] as Buffer[] };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    serve(socket, clamd);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(clamd, {
    address: { host: '127.0.0.1', port },
    stop: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
}

function serve(socket: Socket, clamd: Pick<Clamd, 'mood' | 'maxLength' | 'scanned'>): void {
  let received = Buffer.alloc(0);
  let isCommanded = false;
  let size = 0;
  const content: Buffer[] = [];
  const answer = (words: string) => socket.end(`${words}\0`);
  socket.on('data', (piece: Buffer) => {
    received = Buffer.concat([received, piece]);
    if (!isCommanded) {
      if (received.length < COMMAND.length) return;
      if (received.subarray(0, COMMAND.length).toString() !== COMMAND) {
        answer('UNKNOWN COMMAND');
        return;
      }
      isCommanded = true;
      received = received.subarray(COMMAND.length);
      if (clamd.mood === 'hanging-up') socket.destroy();
    }
    while (received.length >= 4) {
      const length = received.readUInt32BE();
      if (length === 0) {
        const whole = Buffer.concat(content);
        if (clamd.mood === 'silent') return;
        clamd.scanned.push(whole);
        if (clamd.mood === 'failing') answer('stream: Can not allocate memory ERROR');
        else answer(whole.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
        return;
      }
      size += length;
      if (size > clamd.maxLength) {
        answer('INSTREAM size limit exceeded. ERROR');
        return;
      }
      if (received.length < 4 + length) {
        size -= length;
        return;
      }
      content.push(received.subarray(4, 4 + length));
      received = received.subarray(4 + length);
    }
  });
}
