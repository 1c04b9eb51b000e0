import type { z } from 'zod';
import type { ProblemCode } from './problem';
import type { Reads } from './reads';

/** A header that a call needs or may carry. */
export interface HeaderUse {
  readonly name: 'Idempotency-Key' | 'If-Match' | 'Last-Event-ID';
  readonly required: boolean;
}

/**
 * One call of the contract: the one place that states its input, answer and requirements. `Sent`
 * and `Answered` are the names of the components that describe bodies and answers.
 */
export interface Operation<Sent extends string = string, Answered extends string = string> {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{…}` for what varies. */
  readonly path: string;
  readonly summary: string;
  readonly query: z.ZodType;
  /** The component that describes the body. */
  readonly body?: Sent;
  readonly headers?: readonly HeaderUse[];
  readonly status: 200 | 201;
  /** How the body is sent, if not as JSON: as a form with one file. */
  readonly upload?: true;
  /** The body is a form of texts (WHATWG URL, 5), as standards of other services ask for. */
  readonly form?: true;
  /** The component that describes the answer. */
  readonly answer: Answered;
  /**
   * The form of the answer if it is not JSON: a file, a PDF, a letter in a format of `LETTER_FORMATS`, a
   * calendar (RFC 5545), or a stream of events (WHATWG HTML, 9.2).
   */
  readonly answerAs?: 'file' | 'pdf' | 'letter' | 'report' | 'calendar' | 'events';
  readonly answerHeaders?: readonly ('Location' | 'ETag' | 'Idempotency-Replayed')[];
  /** What of members' data it shows, for the access log; null if nothing. */
  readonly reads: Reads | null;
  /** Its own refusals, in addition to those of every call. */
  readonly problems: readonly ProblemCode[];
}

export const KEY_OPTIONAL: HeaderUse = { name: 'Idempotency-Key', required: false };
export const VERSION_OPTIONAL: HeaderUse = { name: 'If-Match', required: false };
export const VERSION_REQUIRED: HeaderUse = { name: 'If-Match', required: true };

/** Whether a call has to send a body: one of these says nothing more than the call, or need not. */
export function needsBody({ body }: Pick<Operation, 'body'>): boolean {
  return body !== undefined && body !== 'Nothing' && body !== 'Forwarding';
}

/** Whether a call asks how the process is, which it answers whatever else there is to do. */
export function isHealth({ id }: Pick<Operation, 'id'>): boolean {
  return id === 'checkHealth' || id === 'checkReadiness';
}
