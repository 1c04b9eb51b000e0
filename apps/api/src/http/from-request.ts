import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const WholeRequest = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<FastifyRequest>(),
);

/** A parameter decorator: passes on what `reader` returns, and refuses with what it throws. */
export function fromRequest(
  reader: (request: FastifyRequest) => unknown,
): () => ParameterDecorator {
  const pipe = { transform: reader };
  return () => WholeRequest(pipe);
}
