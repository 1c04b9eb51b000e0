import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { HttpProblem } from './http-problem';

/**
 * The media type that a call accepts best (RFC 9110, 12.5.1).
 * @param offered with parameters if they have any; the first where the caller has no preference
 * @param what is offered, as in `a letter`
 * @throws HttpProblem when the call accepts none
 */
export function acceptedType<Type extends string>(
  request: FastifyRequest,
  offered: readonly Type[],
  what: string,
): Type {
  const [best] = new Negotiator(request.raw).mediaTypes([...offered]);
  const type = offered.find((each) => each === best);
  if (type !== undefined) return type;
  const names = offered.map((each) => each.replace(/;.*/, ''));
  throw new HttpProblem(
    'not-acceptable',
    `${what} is available as ${new Intl.ListFormat('en-US', { type: 'disjunction' }).format(names)}`,
  );
}
