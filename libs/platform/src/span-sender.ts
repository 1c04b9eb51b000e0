import { setTimeout as pause } from 'node:timers/promises';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { TracesConfig } from './config';
import { errorFields, type Logger } from './logger';
import type { Tracing } from './tracing';

/** How long the last spans may take when a process ends, in milliseconds. */
const LAST_SPANS_MS = 3_000;

/**
 * Sends spans in the background. The SDK reads address, headers, sampler and batch sizes from the
 * standard variables. Of what callers send along, only the trace is taken over, no baggage.
 */
export function sendSpans({ protocol }: TracesConfig, service: string, log: Logger): Tracing {
  setGlobalErrorHandler((error) => log.warn('spans could not be sent', errorFields(error)));
  const exporter = protocol === 'http/json' ? new JsonExporter() : new ProtobufExporter();
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': service }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register({ propagator: new W3CTraceContextPropagator() });
  return {
    async stop() {
      const tooLate = pause(LAST_SPANS_MS, false, { ref: false });
      const sent = provider.shutdown().then(
        () => true,
        () => false,
      );
      const isSent = await Promise.race([sent, tooLate]);
      if (!isSent) log.warn('the last spans were not sent in time');
      return isSent;
    },
  };
}
