import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { clerkAt, tokenAt, tourFile, type Clerk } from '../stack/clerk';
import { startStack, type RunningStack } from '../stack/running-stack';
import { startCollector, type Collector } from './collector';

/** A whole system that sends its spans to a collector of the test. */
export interface TracedStack {
  readonly collector: Collector;
  readonly stack: RunningStack;
  readonly clerk: Clerk;
  /** A call as from a client with its own traces. */
  call(traceparent: string, method: string, path: string, body?: unknown): Promise<Response>;
  /** The log lines of API and worker about a call. */
  logged(requestId: string | null): readonly Readonly<Record<string, unknown>>[];
  stop(): Promise<void>;
}

export async function startTracedStack(verb: 'start' | 'sandbox'): Promise<TracedStack> {
  const collector = await startCollector();
  const stack = await startStack(verb, undefined, collector.variables);
  const token = await tokenAt(stack, { role: 'intake', subject: 'clerk' });
  return {
    collector,
    stack,
    clerk: await clerkAt(stack),
    call: (traceparent, method, path, body) =>
      fetch(`${stack.addresses.api}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          traceparent,
          'idempotency-key': randomUUID(),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    logged: (requestId) =>
      stack.printed
        .flatMap((line) => {
          const [, json] = /^(?:api|worker) +\| (\{.*\})$/.exec(line) ?? [];
          return json === undefined ? [] : [logLine.parse(JSON.parse(json))];
        })
        .filter((line) => line['requestId'] === requestId),
    async stop() {
      await stack.stop();
      stack.remove();
      await collector.stop();
    },
  };
}

const logLine = z.record(z.string(), z.unknown());

/** Words of a member that must stay in the record and the letters. */
export const CANARIES = ['Quillfeather', 'Zebulon', 'FB77', '1961-04-17', 'neuropathy', 'office@'];

const tour = z.looseObject({ facts: z.looseObject({}) });
let members = 0;

/** The request of the tour for a new member. */
export function requestOf(facts: Readonly<Record<string, unknown>> = {}): unknown {
  members += 1;
  const request = tour.parse(tourFile('request.json'));
  return {
    ...request,
    facts: { ...request.facts, ...facts },
    member: {
      memberId: `FB77${String(members).padStart(5, '0')}`,
      givenName: 'Zebulon',
      familyName: 'Quillfeather',
      birthDate: '1961-04-17',
    },
  };
}

/** The trace that a client calls in. */
export function clientTrace({ isSampled = true } = {}) {
  const traceId = randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-0${isSampled ? 1 : 0}` };
}
