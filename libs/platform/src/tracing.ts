import type { TracesConfig } from './config';
import type { Logger } from './logger';

/** The sending of a process's spans. */
export interface Tracing {
  /** Sends the spans that are left; false if that takes too long, and they are lost. */
  stop(): Promise<boolean>;
}

/**
 * Sends the spans of this process, if that is configured; otherwise loads nothing of the SDK.
 * @param service its name, unless OTEL_SERVICE_NAME is set
 */
export async function startTracing(
  traces: TracesConfig | null,
  service: string,
  log: Logger,
): Promise<Tracing> {
  if (!traces) return { stop: () => Promise.resolve(true) };
  const { sendSpans } = await import('./span-sender.js');
  return sendSpans(traces, service, log);
}
