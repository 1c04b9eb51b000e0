import { accessTo, operations, rolesFor, type Operation } from '@assent/contracts';
import { z } from 'zod';
import { startApi, type ApiServer } from './api-server';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const ROLES = ['intake', 'pharmacist', 'medical-director', 'auditor', 'admin'];
const guarded = Object.values<Operation>(operations).filter(
  (operation) => accessTo(operation).may !== 'public',
);

/** An address that the call answers, for a case and an authorization that are not there. */
function addressOf({ path }: Operation): string {
  return path.replace('{id}', '01a205be-2122-7257-a0f1-a80b45bcc7a4').replace('{number}', 'AU-2');
}

const PERMITTED: readonly (readonly [string, string, readonly string[]])[] = guarded.map(
  (operation) => [operation.method, addressOf(operation), rolesFor(accessTo(operation))],
);

test.each(PERMITTED)('%s %s is allowed for %j only', async (method, path, permitted) => {
  const answers = await Promise.all(
    ROLES.map(async (role) => {
      const { status, body } = await api.fetch(method, path, { role });
      await body?.cancel();
      return { role, allowed: status !== 403 };
    }),
  );
  expect(answers).toEqual(ROLES.map((role) => ({ role, allowed: permitted.includes(role) })));
});

test.each(PERMITTED)('%s %s requires a token before it reads anything', async (method, path) => {
  const response = await fetch(`${api.url}${path}`, {
    method,
    ...(method === 'POST' && { body: '{"half', headers: { 'content-type': 'application/json' } }),
  });
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toContain('Bearer');
});

test.each(['/healthz', '/readyz', '/openapi.json'])('%s needs no token', async (path) => {
  expect((await fetch(`${api.url}${path}`)).status).toBe(200);
});

test('the description names every call that is served', async () => {
  const { body } = await api.call('GET', '/openapi.json');
  const { paths } = z.object({ paths: z.record(z.string(), z.looseObject({})) }).parse(body);
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const served = Object.values(operations).map(({ method, path }) => `${method} ${path}`);
  expect(described.sort()).toEqual(served.sort());
});
