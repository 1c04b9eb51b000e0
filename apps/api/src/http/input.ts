import { faultsOf } from '@assent/criteria';
import { nothing } from '@assent/contracts';
import type { Fault } from '@assent/domain';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { HttpProblem, invalid } from './http-problem';

/**
 * What was sent, as the schema reads it.
 * @param otherFaults what the schema cannot check, always reported
 * @throws HttpProblem naming every fault
 */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  sent: unknown,
  otherFaults: (sent: unknown, found: readonly Fault[]) => readonly Fault[] = () => [],
): z.output<Schema> {
  const parsed = schema.safeParse(sent ?? null, { reportInput: true });
  const found = parsed.error ? faultsOf(parsed.error) : [];
  const others = otherFaults(sent, found);
  if (parsed.success && others.length === 0) return parsed.data;
  throw invalid([...found, ...others]);
}

/** Accepts only an empty body, or none; @throws HttpProblem for any other */
export function readNothing({ body }: Pick<FastifyRequest, 'body'>): void {
  read(nothing, body === undefined ? {} : body);
}

/** The part of a request with the command's options. */
type Sent = Pick<FastifyRequest, 'headers'>;

const KEY = /^[\x20-\x7e]{1,255}$/;

/** The command's key, undefined if none; @throws HttpProblem when it is malformed */
export function idempotencyKey({ headers }: Sent): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw badHeader('Idempotency-Key', 'must be 1 to 255 printable ASCII characters');
}

/** The key of a command that needs one; @throws HttpProblem when it is missing */
export function requiredIdempotencyKey(request: Sent): string {
  const key = idempotencyKey(request);
  if (key !== undefined) return key;
  throw new HttpProblem(
    'idempotency-key-missing',
    'send the header `Idempotency-Key` with a key you choose, so that sending the request again changes nothing',
    { errors: [{ path: 'Idempotency-Key', code: 'required', message: 'is required' }] },
  );
}

/** A version as an entity tag, or bare; a version that no case will ever have is still one. */
const VERSION = /^(?:W\/)?"([1-9]\d*)"$|^([1-9]\d*)$/;

/** The version that the caller saw, undefined if not stated. */
export function expectedVersion({ headers }: Sent): number | undefined {
  const stated = headers['if-match'];
  if (stated === undefined) return undefined;
  const match = VERSION.exec(stated.trim());
  if (match) return Number(match[1] ?? match[2]);
  throw badHeader('If-Match', 'must be a version from the ETag of an answer, such as `"3"`');
}

/** The version that a command needs; @throws HttpProblem when it is missing */
export function requiredVersion(request: Sent, of: 'case' | 'appeal' | 'letters' = 'case'): number {
  const version = expectedVersion(request);
  if (version !== undefined) return version;
  throw new HttpProblem(
    'version-required',
    `send the header \`If-Match\` with the ETag of the ${of} you read`,
    { errors: [{ path: 'If-Match', code: 'required', message: 'is required' }] },
  );
}

const EVENT_ID = /^\d{1,18}$/;

/** The event after which a stream resumes; null when it begins now. */
export function lastEventId({ headers }: Sent): bigint | null {
  const id = headers['last-event-id'];
  if (id === undefined || id === '') return null;
  if (typeof id === 'string' && EVENT_ID.test(id)) return BigInt(id);
  throw badHeader('Last-Event-ID', 'must be the id of an event of the stream');
}

/** The entity tag of a case's version (RFC 9110, 8.8.3). */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/** The header is sent in a form that it can't have. */
export function badHeader(path: string, message: string): HttpProblem {
  return new HttpProblem('invalid-header', `the header \`${path}\` ${message}`, {
    errors: [{ path, code: 'invalid', message }],
  });
}
