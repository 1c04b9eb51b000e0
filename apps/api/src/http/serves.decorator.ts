import type { Operation } from '@assent/contracts';
import {
  applyDecorators,
  Delete,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  UseInterceptors,
} from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/internal';
import { RouteConfig } from '@nestjs/platform-fastify';
import { EntityTagInterceptor } from './entity-tag.interceptor';

/**
 * Serves a call of the contract: its method and path, its status, its entity tag and, above all,
 * its permission. A route without it does not start.
 */
export function Serves(operation: Operation): MethodDecorator {
  const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
  return applyDecorators(
    METHODS[operation.method](path),
    HttpCode(operation.status),
    RouteConfig({ operation }),
    ...(operation.answerHeaders?.includes('ETag') ? [UseInterceptors(EntityTagInterceptor)] : []),
    readInOrder,
  );
}

const METHODS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete } as const;

/**
 * Reads parameters in their written order, so that the first wrong one refuses the call. Nest reads
 * the last one first, as TypeScript runs their decorators.
 */
function readInOrder(controller: object, method: string | symbol): void {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller.constructor, method) as
    Readonly<Record<string, { readonly index: number }>> | undefined;
  const inOrder = Object.entries(parameters ?? {}).sort(([, a], [, b]) => a.index - b.index);
  const sorted = Object.fromEntries(inOrder);
  Reflect.defineMetadata(ROUTE_ARGS_METADATA, sorted, controller.constructor, method);
}
