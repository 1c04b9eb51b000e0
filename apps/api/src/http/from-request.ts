import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const WholeRequest = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<FastifyRequest>(),
);

/** A decorator of parameters that takes what `reader` finds in the request, or refuses with what it throws. */
export function fromRequest(
  reader: (request: FastifyRequest) => unknown,
): () => ParameterDecorator {
  const pipe = { transform: reader };
  return () => WholeRequest(pipe);
}
