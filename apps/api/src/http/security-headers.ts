import type { FastifyInstance, FastifyReply } from 'fastify';
import helmet, { contentSecurityPolicy } from 'helmet';

/** What a page may load, by directive (CSP Level 3). */
export type PolicyDirectives = Readonly<Record<string, readonly string[]>>;

/** An answer is data for software: it loads nothing and is shown in no frame. */
export const NOTHING: PolicyDirectives = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

/** Headers for browsers on every answer (OWASP, REST security). */
export function secureAnswers(server: FastifyInstance): void {
  const secure = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: NOTHING },
    xFrameOptions: { action: 'deny' },
  });
  server.addHook('onRequest', ({ raw }, reply, done) => {
    reply.header('cache-control', 'no-store');
    secure(raw, reply.raw, (error) => done(error instanceof Error ? error : undefined));
  });
}

/** Gives an answer this policy in place of everyone's. */
export function answeringUnder(directives: PolicyDirectives): (reply: FastifyReply) => void {
  const secure = contentSecurityPolicy({ useDefaults: false, directives });
  return ({ request, raw }) =>
    secure(request.raw, raw, (error) => {
      if (error) throw error;
    });
}

/** A file from another person is neither shown nor run on our origin. */
export const answerAsFile = answeringUnder({ ...NOTHING, sandbox: [] });
