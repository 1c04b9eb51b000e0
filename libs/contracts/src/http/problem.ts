import type { RefusalCode } from '@assent/domain';
import { z } from 'zod';

/** Problems of HTTP itself, beside the refusals of the use cases. */
export type TransportCode =
  | 'malformed-request'
  | 'invalid-header'
  | 'idempotency-key-missing'
  | 'version-required'
  | 'unauthenticated'
  | 'not-found'
  | 'method-not-allowed'
  | 'unsupported-media-type'
  | 'request-refused'
  | 'body-timed-out'
  | 'too-many-requests'
  | 'too-many-streams'
  | 'host-not-served'
  | 'unavailable'
  | 'guideline-missing'
  | 'document-store-unavailable'
  | 'document-content-missing'
  | 'issuer-unavailable'
  | 'work-not-done'
  | 'check-under-way'
  | 'defect';

export type ProblemCode = RefusalCode | TransportCode;

export interface ProblemKind {
  readonly title: string;
  readonly status: number;
}

/** What each code is called and answered with. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = {
  invalid: { status: 422, title: 'The request is not valid' },
  'case-not-found': { status: 404, title: 'There is no such case' },
  'authorization-not-found': { status: 404, title: 'There is no such authorization' },
  'case-closed': { status: 409, title: 'The case is closed' },
  'case-waits-for-information': { status: 409, title: 'The case waits for information' },
  'case-changed': { status: 412, title: 'The case has changed meanwhile' },
  'duplicate-case': { status: 409, title: 'An open case asks for the same' },
  'duplicate-authorization': { status: 409, title: 'An authorization answers this already' },
  'authorization-over': { status: 409, title: 'The authorization is over' },
  'idempotency-key-reused': {
    status: 422,
    title: 'The idempotency key was used for something else',
  },
  'case-assigned': { status: 409, title: 'Somebody else has the case' },
  'document-not-found': { status: 404, title: 'There is no such document' },
  'view-of-another': { status: 403, title: 'The view belongs to somebody else' },
  'draft-not-found': { status: 404, title: 'There is no such draft' },
  'draft-changed': { status: 412, title: 'The draft has changed meanwhile' },
  'calendar-not-found': { status: 404, title: 'There is no such calendar' },
  'member-not-found': { status: 404, title: 'There is no such member' },
  'guideline-not-found': { status: 404, title: 'There is no such guideline' },
  'document-refused': { status: 422, title: 'The document cannot be kept' },
  'role-not-allowed': { status: 403, title: 'The role does not allow it' },
  'role-unknown': { status: 409, title: "The person's role is not known yet" },
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'invalid-header': { status: 400, title: 'A header is not valid' },
  'idempotency-key-missing': { status: 400, title: 'An idempotency key is needed' },
  'version-required': { status: 428, title: "The case's version is needed" },
  unauthenticated: { status: 401, title: 'A valid token is needed' },
  'not-found': { status: 404, title: 'Nothing is here' },
  'method-not-allowed': { status: 405, title: 'The address does not answer this method' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': {
    status: 415,
    title: 'The body has another media type than the call takes',
  },
  'request-refused': { status: 400, title: 'The request was refused' },
  'body-timed-out': { status: 408, title: 'The body did not arrive in time' },
  'too-many-requests': { status: 429, title: 'There are too many requests' },
  'too-many-streams': { status: 429, title: 'Too many event streams are open' },
  'host-not-served': { status: 421, title: 'This host name is not served here' },
  unavailable: { status: 503, title: 'The record cannot be reached' },
  'guideline-missing': { status: 503, title: 'The guideline of the case is not installed' },
  'document-store-unavailable': { status: 503, title: 'The document store cannot be reached' },
  'document-content-missing': { status: 503, title: 'The file of the document is missing' },
  'issuer-unavailable': { status: 503, title: 'The identity provider cannot be reached' },
  'work-not-done': { status: 503, title: 'Work that is due is not done' },
  'check-under-way': { status: 409, title: 'Another check is in progress' },
  defect: { status: 500, title: 'Something went wrong here' },
};

/** The URI that names a kind of problem (RFC 9457, `type`). */
export function problemType(code: ProblemCode): string {
  return `urn:assent:problem:${code}`;
}

/** RFC 9457 problem details, as every refused call answers. */
export const problem = z
  .strictObject({
    type: z.string().meta({ examples: ['urn:assent:problem:invalid'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().meta({ description: 'The last part of `type`, for software' }),
    requestId: z.string().meta({ description: 'As in the header X-Request-Id and in the log' }),
    caseId: z.uuid().optional().meta({ description: 'The case that stands in the way' }),
    authorization: z
      .string()
      .optional()
      .meta({ description: 'The number of the authorization that stands in the way' }),
    errors: z
      .array(
        z.strictObject({
          path: z.string().meta({ examples: ['facts.priorTherapies.0.agents'] }),
          code: z.string(),
          message: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'Everything that is wrong with what was sent' }),
  })
  .meta({ description: 'Problem details (RFC 9457)' });

export type ProblemJson = z.infer<typeof problem>;
