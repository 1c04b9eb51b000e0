import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem';

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
  const isForm = FORM.test(headers['content-type'] ?? '');
  const takesForm = operation.upload === true;
  if (isForm === takesForm) return null;
  return takesForm
    ? new HttpProblem(
        'unsupported-media-type',
        'the document must be sent as a form, with `Content-Type: multipart/form-data` and its boundary',
      )
    : new HttpProblem(
        'unsupported-media-type',
        'the body must be JSON, with `Content-Type: application/json`',
      );
}
