import type { Operation } from '@assent/contracts';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem';

/** A form of texts (WHATWG URL, 5.1). */
const TEXTS = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
const FORM = /^multipart\/form-data\s*;.*\bboundary=/i;

/**
 * Only calls that take an upload read forms, and they read nothing else. A form may have one file
 * more than allowed, and one field, so that the answer can say that they are too much.
 */
export function takeUploads(server: FastifyInstance): void {
  server.addHook('preParsing', (request, _reply, _payload, done) => {
    done(misplacedBody(request) ?? undefined);
  });
  void server.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: Infinity, files: 2, fields: 1, fieldSize: 1_000, headerPairs: 20 },
  });
}

function misplacedBody({ headers, routeOptions }: FastifyRequest): HttpProblem | null {
  const { operation } = routeOptions.config;
  if (!operation || operation.method === 'GET') return null;
  const type = headers['content-type'] ?? '';
  if (TEXTS.test(type) !== (operation.form === true)) return wrongType(operation);
  const isForm = FORM.test(type);
  const takesForm = operation.upload === true;
  if (isForm === takesForm) return null;
  return wrongType(operation);
}

function wrongType({ form, upload }: Operation): HttpProblem {
  return new HttpProblem('unsupported-media-type', expected(form, upload));
}

function expected(form: Operation['form'], upload: Operation['upload']): string {
  if (form)
    return 'the body must be a form, with `Content-Type: application/x-www-form-urlencoded`';
  return upload
    ? 'the document must be sent as a form, with `Content-Type: multipart/form-data` and its boundary'
    : 'the body must be JSON, with `Content-Type: application/json`';
}
