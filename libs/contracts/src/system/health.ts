import { z } from 'zod';

/** `ending`: it was asked to end, and still takes calls. */
export const health = z.strictObject({ status: z.enum(['alive', 'ending']) });

const dependencyState = z.enum(['up', 'down']);

/** `degraded`: commands still work; `down`: nothing can be stored or read; `ending`: as in `health`. */
export const readiness = z.strictObject({
  status: z.enum(['ready', 'degraded', 'down', 'ending']),
  dependencies: z.record(z.string(), dependencyState).meta({
    examples: [{ postgres: 'up', temporal: 'up' }],
  }),
});

export const openApiAnswer = z
  .record(z.string(), z.unknown())
  .meta({ description: 'An OpenAPI 3.1 document' });

export type HealthJson = z.infer<typeof health>;
export type ReadinessJson = z.infer<typeof readiness>;
