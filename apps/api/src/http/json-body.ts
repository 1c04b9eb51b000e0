import { needsBody, readJson, withoutByteOrderMark, type Operation } from '@assent/contracts';
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { HttpProblem, invalid } from './http-problem';

/** A parameter of the media type that names another charset than JSON's (RFC 8259, 8.1). */
const OTHER_CHARSET = /;\s*charset\s*=(?!\s*"?utf-?8"?\s*(?:;|$))/i;

/** Bodies are JSON in UTF-8, or a form of texts where the call takes one; nothing else is read. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    ({ headers, routeOptions }, bytes, done) => {
      try {
        refuseCodings(headers['content-encoding']);
        refuseOtherCharsets(headers['content-type']);
        const isLeftOut = bytes.length === 0 && !isNeeded(routeOptions.config.operation);
        done(null, isLeftOut ? undefined : parseBody(bytes));
      } catch (error) {
        done(error instanceof Error ? error : null);
      }
    },
  );
  // Calls that take no such form have refused it before.
  server.addContentTypeParser<Buffer>(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, bytes, done) => {
      done(null, Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))));
    },
  );
}

/** Some clients always name a type, even with an empty body. */
function isNeeded(operation: Operation | undefined): boolean {
  return operation !== undefined && needsBody(operation);
}

/** @throws HttpProblem when the bytes are not JSON, or JSON with faults */
export function parseBody(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new HttpProblem('malformed-request', 'the body is not UTF-8 text');
  const read = readJson(withoutByteOrderMark(bytes.toString('utf8')));
  if (!read) throw new HttpProblem('malformed-request', 'the body is not well-formed JSON');
  if (read.faults.length > 0) throw invalid(read.faults);
  return read.value;
}

function refuseCodings(coding = 'identity'): void {
  if (coding.trim().toLowerCase() === 'identity') return;
  throw new HttpProblem(
    'unsupported-media-type',
    'compressed bodies are not supported; send the body without `Content-Encoding`',
  );
}

function refuseOtherCharsets(type = ''): void {
  if (!OTHER_CHARSET.test(type)) return;
  throw new HttpProblem(
    'unsupported-media-type',
    'the body must be in UTF-8; send `Content-Type: application/json` without another charset',
  );
}
