import type { Operation } from '@assent/contracts';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './http-problem';

/** The longest part of an address; a longer one leads nowhere. */
export const MAX_PATH_PART_LENGTH = 500;

/** The methods that an address answers; none where nothing has it. What answers GET answers HEAD too (RFC 9110, 9.3.2). */
export type MethodsOf = (path: string) => readonly string[];

/** A literal address wins over one with a variable part, as `/v1/cases/search` does. */
export function methodsOf(operations: readonly Operation[]): MethodsOf {
  const written = byPath(operations.filter(({ path }) => !path.includes('{')));
  const patterns = [...byPath(operations.filter(({ path }) => path.includes('{')))].map(
    ([path, methods]) => ({ pattern: patternOf(path), methods }),
  );
  return (path) =>
    written.get(path) ?? patterns.find(({ pattern }) => pattern.test(path))?.methods ?? [];
}

/** Refuses a method that the router would match to an address with a variable part. */
export function refuseOtherMethods(server: FastifyInstance, answering: MethodsOf): void {
  server.addHook('onRequest', ({ method, url, routeOptions }, _reply, done) => {
    const isVariable = routeOptions.config.operation?.path.includes('{') === true;
    const methods = isVariable ? answering(pathOf(url)) : [];
    const isFine = methods.length === 0 || isAnswered(method, methods);
    done(isFine ? undefined : notAllowed(method, methods));
  });
}

/** Whether an address answers a method. */
export function isAnswered(method: string, methods: readonly string[]): boolean {
  return methods.includes(method === 'HEAD' ? 'GET' : method);
}

export function notAllowed(method: string, methods: readonly string[]): HttpProblem {
  return new HttpProblem('method-not-allowed', `this address does not support \`${method}\``, {
    headers: { allow: methods.join(', ') },
  });
}

/** The path of an address, without its query. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

function byPath(operations: readonly Operation[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { path, method } of operations) {
    found.set(path, [...(found.get(path) ?? []), method]);
  }
  return found;
}

function patternOf(path: string): RegExp {
  const variable = `[^/]{1,${MAX_PATH_PART_LENGTH}}`;
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, variable)}$`);
}
