import type { Operation } from '@assent/contracts';
import { applyDecorators, Get, HttpCode, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';

/**
 * Serves a call of the contract: its method and path, its status and, above all, the permission it
 * takes. A route without it does not start.
 */
export function Serves(operation: Operation): MethodDecorator {
  const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
  return applyDecorators(
    operation.method === 'GET' ? Get(path) : Post(path),
    HttpCode(operation.status),
    RouteConfig({ operation }),
  );
}
