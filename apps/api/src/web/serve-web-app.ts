import type { SignInJson } from '@assent/contracts';
import { ConfigError, type WebConfig } from '@assent/platform';
import serveFiles, { type SendOptions } from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { answeringUnder } from '../http/security-headers';
import { pagePolicy } from './content-security-policy';

/** The web app's build is beside this one. */
const OWN_BUILD = join(__dirname, '..', '..', '..', 'web', 'dist');
const PAGE = 'index.html';

const NOT_BUILT = `The web app is not built. Build it with \`npm run build\` and start again.
The API works without it; \`/openapi.json\` describes it.
`;

/** Addresses of the API: never a page. */
const OF_THE_API = /^\/(?:v1|dev)(?:\/|$)/;

/**
 * Serves the staff web app beside the API: its page at every browser address that no call has, and
 * its files, whose names change with their content.
 */
export async function serveWebApp(
  server: FastifyInstance,
  signIn: SignInJson,
  { root, identityOrigins }: Pick<WebConfig, 'root' | 'identityOrigins'>,
): Promise<void> {
  const folder = root ?? OWN_BUILD;
  const answerAsPage = answeringUnder(pagePolicy(signIn, identityOrigins));
  // Answers only with pages and files; the routes below are all public.
  await server.register(serveFiles, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    suppressWarning: true,
  });

  const page = (request: FastifyRequest, reply: FastifyReply) => {
    if (!isPage(request)) {
      reply.callNotFound();
      return reply;
    }
    answerAsPage(reply);
    if (existsSync(join(folder, PAGE))) return reply.sendFile(PAGE);
    return reply.status(404).type('text/plain; charset=utf-8').send(NOT_BUILT);
  };
  const file = (keeping: SendOptions) => (request: FastifyRequest, reply: FastifyReply) =>
    reply.sendFile(pathOf(request), { cacheControl: true, ...keeping });

  const open = { config: { isWebFile: true } } as const;
  server.get('/', open, page);
  server.get('/*', open, page);
  server.get('/assets/*', open, file({ maxAge: '1y', immutable: true }));
  server.get('/icon.svg', open, file({ maxAge: '1d' }));
}

/** @throws ConfigError when a configured folder has no web app. */
export function requireWebApp({ root }: WebConfig): void {
  if (root === null || existsSync(join(root, PAGE))) return;
  const problem = `holds no web app: there is no \`${PAGE}\` in it`;
  throw new ConfigError([{ variable: 'WEB_ROOT', problem }]);
}

function isPage(request: FastifyRequest): boolean {
  const accepts = request.headers.accept ?? '';
  return !OF_THE_API.test(pathOf(request)) && accepts.includes('text/html');
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? '/';
}
