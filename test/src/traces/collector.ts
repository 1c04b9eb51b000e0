import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '@assent/local';
import { z } from 'zod';

const attributes = z
  .array(
    z.object({
      key: z.string(),
      value: z.union([
        z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
        z.object({ intValue: z.coerce.number() }).transform(({ intValue }) => intValue),
        z.unknown(),
      ]),
    }),
  )
  .default([])
  .transform((all) => Object.fromEntries(all.map(({ key, value }) => [key, value])));

const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().default(''),
              name: z.string(),
              attributes,
              links: z.array(z.object({ traceId: z.string() })).default([]),
              status: z.object({ code: z.number().default(0) }).default({ code: 0 }),
            }),
          ),
        }),
      ),
    }),
  ),
});

type Exported = z.output<typeof exported>;

/** A span as it arrives, with the service that sent it. */
export type ReceivedSpan =
  Exported['resourceSpans'][number]['scopeSpans'][number]['spans'][number] & {
    readonly service: unknown;
  };

/** Something that takes OTLP over HTTP, as JSON. */
export interface Collector {
  /** What the standard variables say to send to it. */
  readonly variables: Readonly<Record<string, string>>;
  readonly spans: readonly ReceivedSpan[];
  /** All that was sent, as it came. */
  text(): string;
  /** Waits for the first span with this name, of a given trace if one is named. */
  span(name: string, traceId?: string): Promise<ReceivedSpan>;
  stop(): Promise<void>;
}

/** @param isSilent takes all and answers nothing */
export async function startCollector(isSilent = false): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  const texts: string[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      texts.push(text);
      if (isSilent) return;
      spans.push(...spansOf(exported.parse(JSON.parse(text))));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    variables: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    },
    spans,
    text: () => texts.join('\n'),
    async span(name, traceId) {
      const find = () =>
        spans.find(
          (each) => each.name === name && (traceId === undefined || each.traceId === traceId),
        );
      await until(() => find() !== undefined, { timeoutMs: 20_000, everyMs: 50 });
      const found = find();
      if (found) return found;
      const names = spans.filter((each) => each.traceId === traceId).map((each) => each.name);
      throw new Error(`no span \`${name}\` arrived, but ${names.join(', ')}`);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function spansOf({ resourceSpans }: Exported): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({ ...span, service: resource.attributes['service.name'] })),
    ),
  );
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
