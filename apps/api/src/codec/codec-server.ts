import {
  errorFields,
  listenAt,
  notListening,
  NotDecryptable,
  UnknownEncryptionKey,
  type CodecConfig,
  type Logger,
  type Payload,
} from '@assent/platform';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { HttpProblem } from '../http/http-problem';
import { parseBody } from '../http/json-body';
import { notAllowed, pathOf } from '../http/methods';
import { toProblemJson } from '../http/send-problem';
import { IssuerUnavailable } from '../http/token-keys';
import type { Admit } from './admission';
import { payloadsJson, toJson } from './payloads-json';

/** The largest page of a history, and its base64. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** What Temporal's web interface sends along, and for how long a browser may remember that it may. */
const SENT_HEADERS = 'authorization, authorization-extras, content-type, x-namespace';
const REMEMBERED_SECONDS = '600';

export interface CodecServerOptions {
  readonly codec: {
    /** @throws UnknownEncryptionKey @throws NotDecryptable */
    decode(payloads: Payload[]): Promise<readonly Payload[]>;
  };
  readonly admit: Admit;
  readonly log: Logger;
}

export interface CodecServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `POST /decode` as Temporal's web interface and CLI ask for it (remote codec), and nothing
 * else: it decrypts the payloads that it is sent. Of web pages, only those of the configured origin
 * may ask.
 * @throws ConfigError when the address is unavailable
 */
export async function serveCodec(
  { host, port, origin }: CodecConfig,
  options: CodecServerOptions,
): Promise<CodecServer> {
  const server = createServer((request, response) => {
    const requestId = randomUUID();
    const begun = performance.now();
    answer(request, response, origin, options)
      .catch((error: unknown) => {
        const problem = problemOf(error);
        if (problem.code === 'defect') {
          options.log.error('a call failed', { requestId, ...errorFields(error) });
        }
        refuse(response, problem, requestId);
      })
      .finally(() => {
        options.log.info('answered', {
          requestId,
          ...(request.method !== undefined && { method: request.method }),
          route: pathOf(request.url ?? '') === '/decode' ? '/decode' : 'none',
          status: response.statusCode,
          durationMs: Math.round((performance.now() - begun) * 10) / 10,
        });
      });
  });
  const listening = await listenAt(server, host, port).catch((error: unknown) => {
    throw notListening(error, { host: 'CODEC_HOST', port: 'CODEC_PORT' });
  });
  return {
    port: listening,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  { codec, admit }: CodecServerOptions,
): Promise<void> {
  const { headers, method = '', url = '' } = request;
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('vary', 'origin');
  if (headers.origin === origin) {
    response.setHeader('access-control-allow-origin', origin);
  } else if (headers.origin !== undefined) {
    throw new HttpProblem('request-refused', 'pages of this origin may not read payloads');
  }
  if (pathOf(url) !== '/decode') throw new HttpProblem('not-found', 'nothing is at this address');
  if (method === 'OPTIONS') {
    response
      .writeHead(204, {
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': SENT_HEADERS,
        'access-control-max-age': REMEMBERED_SECONDS,
      })
      .end();
    return;
  }
  if (method !== 'POST') throw notAllowed(method, ['POST']);
  await admit(headers);
  const payloads = await codec.decode(payloadsIn(await bytesOf(request)));
  const body = JSON.stringify({ payloads: payloads.map(toJson) });
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
}

function payloadsIn(bytes: Buffer): Payload[] {
  const parsed = payloadsJson.safeParse(parseBody(bytes));
  if (parsed.success) return parsed.data.payloads;
  throw new HttpProblem('malformed-request', 'the body must be payloads in JSON');
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  // Only once it was read: who still sends does not hear an answer.
  if (size > MAX_BODY_BYTES) {
    throw new HttpProblem('body-too-large', 'the body is larger than 8 MiB');
  }
  return Buffer.concat(chunks);
}

/** That something cannot be decrypted is a fact about what was sent. */
function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof UnknownEncryptionKey || error instanceof NotDecryptable) {
    return new HttpProblem('invalid', error.message);
  }
  if (error instanceof IssuerUnavailable) {
    return new HttpProblem('issuer-unavailable', `${error.message}; try again`);
  }
  return new HttpProblem(
    'defect',
    'this is an error in Assent; it was logged with this request id',
  );
}

function refuse(response: ServerResponse, problem: HttpProblem, requestId: string): void {
  const body = toProblemJson(problem, requestId);
  response
    .writeHead(body.status, {
      'content-type': 'application/problem+json',
      'x-request-id': requestId,
      ...problem.particulars.headers,
    })
    .end(JSON.stringify(body));
}
