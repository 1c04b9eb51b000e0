import type { Operation } from '@assent/contracts';
import { applyDecorators, Delete, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';

/**
 * Serves a call of the contract: its method and path, its status and, above all, the permission it
 * takes. A route without it does not start.
 */
export function Serves(operation: Operation): MethodDecorator {
  const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
  return applyDecorators(
    METHODS[operation.method](path),
    HttpCode(operation.status),
    RouteConfig({ operation }),
  );
}

const METHODS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete } as const;
