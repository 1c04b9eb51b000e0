import type { FastifyInstance } from 'fastify';

/**
 * Headers for browsers on every answer (OWASP, REST security): it is data for software, never
 * cached or sniffed, shown in no frame and read by no other site.
 */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
};

/** A file from another person is neither shown nor run on our origin. */
export const ANSWER_AS_FILE = {
  'content-security-policy': `${HEADERS['content-security-policy']}; sandbox`,
};

export function secureAnswers(server: FastifyInstance): void {
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(HEADERS);
    done();
  });
}
