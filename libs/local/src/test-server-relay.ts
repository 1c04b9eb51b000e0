import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { listen } from './free-port';
import { withoutField } from './protobuf-fields';

/** A relay in front of Temporal's test server. */
export interface TestServerRelay {
  stop(): Promise<void>;
}

const COMPLETION = '/temporal.api.workflowservice.v1.WorkflowService/RespondWorkflowTaskCompleted';
/** `sticky_attributes` of a RespondWorkflowTaskCompletedRequest. */
const STICKY_ATTRIBUTES = 4;
/** A gRPC message comes after a byte, 1 when it is compressed, and its length in four. */
const PREFIX_BYTES = 5;
/** Tasks in progress hold their histories. */
const SESSION_OPTIONS = { maxSessionMemory: 200 };

/**
 * Passes every gRPC call on `port` of 127.0.0.1 to the test server on `serverPort`, except that
 * workers cannot ask for a sticky queue. Temporal takes back a task in the queue of a dead worker;
 * the test server never does, so the workflows of a killed worker would stop for good, and the
 * clock with them. Workers keep their caches all the same: a task then brings its whole history,
 * and they skip what they know.
 * Each connection is passed on as its own and ends with it, so that the server notices when no one
 * waits for a poll.
 */
export async function startTestServerRelay(
  port: number,
  serverPort: number,
): Promise<TestServerRelay> {
  const sessions = new Set<ServerHttp2Session>();
  const relay = createServer(SESSION_OPTIONS);
  relay.on('session', (session) => {
    sessions.add(session);
    const onward = connect(`http://127.0.0.1:${serverPort}`, SESSION_OPTIONS);
    const end = (): void => {
      sessions.delete(session);
      session.destroy();
      onward.destroy();
    };
    session.on('error', end).on('close', end);
    onward.on('error', end).on('close', end);
    session.on('stream', (call, headers) => pass(call, headers, onward));
  });
  await listen(relay, port, 'Temporal');
  return {
    stop: () =>
      new Promise<void>((resolve) => {
        relay.close(() => resolve());
        for (const session of sessions) session.destroy();
      }),
  };
}

/** Passes one call on, and returns its answer. */
function pass(
  call: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  onward: ClientHttp2Session,
): void {
  const drop = (): void => call.close(constants.NGHTTP2_CANCEL);
  call.on('error', drop);
  bytesOf(call)
    .then((sent) => (headers[':path'] === COMPLETION ? withoutStickiness(sent) : sent))
    .then((sent) => {
      if (onward.destroyed) throw new Error('the test server is gone');
      const passed = onward.request(passedOn(headers));
      call.on('close', () => passed.close(constants.NGHTTP2_CANCEL));
      passed.on('error', drop);
      passed.end(sent);
      return answer(call, passed);
    })
    .catch(drop);
}

/** Calls have one message each way, so an answer is returned when complete. */
async function answer(call: ServerHttp2Stream, passed: ClientHttp2Stream): Promise<void> {
  let head: IncomingHttpHeaders = {};
  let trailers: IncomingHttpHeaders = {};
  passed.on('response', (received) => (head = received));
  passed.on('trailers', (received: IncomingHttpHeaders) => (trailers = received));
  const [body] = await Promise.all([
    bytesOf(passed),
    new Promise((resolve) => passed.once('close', resolve)),
  ]);
  if (call.destroyed || head[':status'] === undefined) {
    call.close(constants.NGHTTP2_CANCEL);
    return;
  }
  // An error consists of headers alone.
  if (Object.keys(trailers).length === 0) {
    call.respond(passedOn(head), { endStream: true });
    return;
  }
  call.respond(passedOn(head), { waitForTrailers: true });
  call.once('wantTrailers', () => call.sendTrailers(trailers));
  call.end(body);
}

/** The headers without those of one connection. */
function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { ':authority': _authority, ':scheme': _scheme, 'content-length': _, ...passed } = headers;
  return passed;
}

async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function withoutStickiness(sent: Buffer): Promise<Buffer> {
  const message = sent.subarray(PREFIX_BYTES);
  const plain = sent[0] === 1 ? await promisify(gunzip)(message) : message;
  const passed = withoutField(plain, STICKY_ATTRIBUTES);
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(passed.length, 1);
  return Buffer.concat([prefix, passed]);
}
