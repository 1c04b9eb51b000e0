import { trace, TraceFlags } from '@opentelemetry/api';
import { type DestinationStream, pino } from 'pino';
import type { LogLevel } from './config';

/**
 * What a log line may hold besides its sentence: ids, codes and measures. A member's
 * name, date of birth, facts or free text have no field to go in.
 */
export interface LogFields {
  readonly requestId?: string;
  readonly caseId?: string;
  readonly authorization?: string;
  readonly documentId?: string;
  readonly workflowId?: string;
  readonly activity?: string;
  readonly method?: string;
  /** The route's pattern, never the address that was called. */
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly attempt?: number;
  readonly count?: number;
  readonly errorClass?: string;
  readonly errorCode?: string;
  /** Functions and files. */
  readonly thrownAt?: string;
}

/** Logs one fixed sentence with fields. The sentence must not be built from input. */
export interface Logger {
  debug(sentence: string, fields?: LogFields): void;
  info(sentence: string, fields?: LogFields): void;
  warn(sentence: string, fields?: LogFields): void;
  error(sentence: string, fields?: LogFields): void;
}

const allowed = {
  requestId: true,
  caseId: true,
  authorization: true,
  documentId: true,
  workflowId: true,
  activity: true,
  method: true,
  route: true,
  status: true,
  durationMs: true,
  attempt: true,
  count: true,
  errorClass: true,
  errorCode: true,
  thrownAt: true,
} as const satisfies Record<keyof LogFields, true>;

/**
 * A logger that writes JSON lines (UTC instants) and drops every field not listed above, whatever
 * object it gets. A line that is written within a recorded trace names it.
 * @param name the process, such as `api`.
 * @param destination standard output when absent.
 */
export function logger(name: string, level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    name,
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: currentTrace,
  };
  const sink = destination === undefined ? pino(options) : pino(options, destination);
  return {
    debug: (sentence, fields) => sink.debug(onlyAllowed(fields), sentence),
    info: (sentence, fields) => sink.info(onlyAllowed(fields), sentence),
    warn: (sentence, fields) => sink.warn(onlyAllowed(fields), sentence),
    error: (sentence, fields) => sink.error(onlyAllowed(fields), sentence),
  };
}

/** As OpenTelemetry names it in logs of other formats than its own. */
function currentTrace(): object {
  const current = trace.getActiveSpan()?.spanContext();
  const isRecorded = current && (current.traceFlags & TraceFlags.SAMPLED) !== 0;
  return isRecorded ? { trace_id: current.traceId } : {};
}

/**
 * The class and code of an error, the only parts that may be logged: driver messages quote the
 * values they choked on. Of the codes of its causes, the innermost says most: that of Postgres,
 * say, which Prisma wraps in its own.
 */
export function errorFields(error: unknown): Pick<LogFields, 'errorClass' | 'errorCode'> {
  if (!(error instanceof Error)) return { errorClass: typeof error };
  const code = innermostCode(error);
  return { errorClass: error.name, ...(code === undefined ? {} : { errorCode: code }) };
}

interface Coded {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly cause?: unknown;
  readonly meta?: { readonly driverAdapterError?: unknown };
}

/** The code of what caused an error first, or its own. */
function innermostCode(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 10) return undefined;
  const { code, originalCode, cause, meta }: Coded = error;
  const inner = innermostCode(cause ?? meta?.driverAdapterError, depth + 1);
  return inner ?? [originalCode, code].find((each) => typeof each === 'string');
}

function onlyAllowed(fields: LogFields = {}): object {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => isAllowed(name, value)),
  );
}

function isAllowed(name: string, value: unknown): boolean {
  return Object.hasOwn(allowed, name) && (typeof value === 'string' || typeof value === 'number');
}
