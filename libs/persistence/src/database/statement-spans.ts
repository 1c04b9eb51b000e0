import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { SqlDriverAdapter, SqlQueryable } from '@prisma/driver-adapter-utils';

const tracer = trace.getTracer('@assent/persistence');

/** Gives each statement of a connection a span within the current one, transactions included. */
export function traceStatements(adapter: SqlDriverAdapter): void {
  traceQueries(adapter);
  const start = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolation) => {
    const transaction = await start(isolation);
    traceQueries(transaction);
    return transaction;
  };
}

function traceQueries(queryable: SqlQueryable): void {
  const query = queryable.queryRaw.bind(queryable);
  const execute = queryable.executeRaw.bind(queryable);
  queryable.queryRaw = (statement) => inSpan(statement.sql, () => query(statement));
  queryable.executeRaw = (statement) => inSpan(statement.sql, () => execute(statement));
}

/** Polls and checks belong to no trace, and begin none. */
async function inSpan<Value>(sql: string, send: () => Promise<Value>): Promise<Value> {
  if (trace.getActiveSpan()?.isRecording() !== true) return send();
  const name = statementName(sql);
  const span = tracer.startSpan(name, {
    kind: SpanKind.CLIENT,
    attributes: { 'db.system.name': 'postgresql', 'db.query.summary': name },
  });
  try {
    return await send();
  } catch (error) {
    // An error may quote the values of its statement.
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** What a statement does, and the first table or function that it names, such as `SELECT pa_case`. */
export function statementName(sql: string): string {
  const verb = /[a-z]+/i.exec(sql)?.[0].toUpperCase() ?? 'SQL';
  const target = /\b(?:FROM|INTO|UPDATE)\s+(?:"public"\.)?"?([a-z_]+)\b/i.exec(sql)?.[1];
  return target === undefined ? verb : `${verb} ${target}`;
}
