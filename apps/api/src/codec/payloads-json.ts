import type { Payload } from '@assent/platform';
import { z } from 'zod';

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));

/** Payloads in protobuf's JSON, as Temporal's web interface sends them. */
export const payloadsJson = z.object({
  payloads: z.array(
    z
      .object({ metadata: z.record(z.string(), bytes).nullish(), data: bytes.nullish() })
      .transform(({ metadata, data }): Payload => ({
        metadata: metadata ?? {},
        data: data ?? null,
      })),
  ),
});

export function toJson({ metadata, data }: Payload): object {
  const entries = Object.entries(metadata ?? {});
  return {
    metadata: Object.fromEntries(entries.map(([name, value]) => [name, base64(value)])),
    data: base64(data ?? new Uint8Array()),
  };
}

function base64(value: Uint8Array): string {
  return Buffer.from(value).toString('base64');
}
