import { z } from 'zod';

export const health = z.strictObject({ status: z.literal('alive') });

const dependencyState = z.enum(['up', 'down']);

/** `degraded`: commands still work; `down`: nothing can be stored or read. */
export const readiness = z.strictObject({
  status: z.enum(['ready', 'degraded', 'down']),
  dependencies: z.record(z.string(), dependencyState).meta({
    examples: [{ postgres: 'up', temporal: 'up' }],
  }),
});

export const openApiAnswer = z
  .record(z.string(), z.unknown())
  .meta({ description: 'An OpenAPI 3.1 document' });

export type ReadinessJson = z.infer<typeof readiness>;
