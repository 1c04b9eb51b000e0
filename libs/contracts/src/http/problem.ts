import type { RefusalCode } from '@assent/domain';
import { z } from 'zod';

/** Problems of HTTP itself, in addition to the refusals of the use cases. */
export type TransportCode =
  | 'malformed-request'
  | 'invalid-header'
  | 'idempotency-key-missing'
  | 'version-required'
  | 'unauthenticated'
  | 'logout-token-refused'
  | 'only-people'
  | 'not-found'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'unsupported-media-type'
  | 'request-refused'
  | 'body-timed-out'
  | 'too-many-requests'
  | 'too-many-streams'
  | 'host-not-served'
  | 'overloaded'
  | 'unavailable'
  | 'guideline-missing'
  | 'document-store-unavailable'
  | 'document-content-missing'
  | 'document-content-unreadable'
  | 'issuer-unavailable'
  | 'work-not-done'
  | 'check-under-way'
  | 'audit-not-checkable'
  | 'defect';

export type ProblemCode = RefusalCode | TransportCode;

export interface ProblemKind {
  readonly title: string;
  readonly status: number;
}

/** The title and status of each code. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = {
  invalid: { status: 422, title: 'The request is not valid' },
  'case-not-found': { status: 404, title: 'Case not found' },
  'authorization-not-found': { status: 404, title: 'Authorization not found' },
  'case-closed': { status: 409, title: 'The case is closed' },
  'case-waits-for-information': { status: 409, title: 'The case is waiting for information' },
  'case-changed': { status: 412, title: 'The case has changed' },
  'already-expedited': { status: 409, title: 'The case is already expedited' },
  'already-extended': { status: 409, title: 'The deadline was already extended' },
  'extension-barred': { status: 409, title: 'The deadline cannot be extended' },
  'deadline-passed': { status: 409, title: 'The deadline has passed' },
  'no-case-waits': { status: 404, title: 'No case is waiting for you' },
  'case-undecided': { status: 409, title: 'The case is not decided yet' },
  'clock-unchanged': { status: 409, title: 'No clock would change' },
  'no-clock': { status: 409, title: 'The plan has no clock for this' },
  'peer-to-peer-not-found': { status: 404, title: 'Peer-to-peer request not found' },
  'peer-to-peer-over': { status: 409, title: 'The peer-to-peer request has ended' },
  'peer-to-peer-not-due': { status: 409, title: 'The time of the peer-to-peer call has not come' },
  'appeal-not-found': { status: 404, title: 'Appeal not found' },
  'appeal-changed': { status: 412, title: 'The appeal has changed' },
  'appeal-closed': { status: 409, title: 'The appeal is closed' },
  'appeal-undecided': { status: 409, title: 'The appeal is not decided yet' },
  'appeal-not-forwarded': { status: 409, title: 'The appeal was not forwarded' },
  'nothing-to-accept': { status: 409, title: 'Nothing is waiting for review' },
  'benefits-not-available': { status: 409, title: 'Continued coverage cannot be added' },
  'duplicate-appeal': { status: 409, title: 'There is already an open appeal of this case' },
  'not-appealable': { status: 409, title: 'This case cannot be appealed' },
  'dismissal-final': { status: 409, title: 'This dismissal is final' },
  'took-part': { status: 403, title: 'You worked on this case before' },
  'own-case': { status: 403, title: 'You opened this case' },
  'second-person-needed': { status: 409, title: 'A second person has to agree' },
  'findings-needed': { status: 409, title: 'Your own findings come first' },
  'findings-not-needed': { status: 409, title: 'This case needs no findings' },
  'letter-changed': { status: 409, title: 'The letter has changed' },
  'letter-templates-changed': { status: 412, title: 'The letters have changed' },
  'letter-incomplete': { status: 409, title: 'The letter is incomplete' },
  'documents-not-opened': { status: 409, title: 'You have not opened all documents' },
  'unseen-information': { status: 409, title: 'Information came in that you have not seen' },
  'duplicate-case': { status: 409, title: 'There is already an open case for this request' },
  'duplicate-authorization': { status: 409, title: 'The member already has an authorization' },
  'authorization-over': { status: 409, title: 'The authorization has ended' },
  'idempotency-key-reused': {
    status: 422,
    title: 'The idempotency key was already used',
  },
  'already-handed-up': { status: 409, title: 'The case is already handed up' },
  'not-handed-up': { status: 409, title: 'The case is not handed up' },
  'opinion-not-found': { status: 404, title: 'Opinion not found' },
  'opinion-answered': { status: 409, title: 'The opinion was already given' },
  'case-assigned': { status: 409, title: 'The case is assigned to another person' },
  'document-not-found': { status: 404, title: 'Document not found' },
  'letter-not-found': { status: 404, title: 'Letter not found' },
  'letter-not-sent': { status: 404, title: 'The letter has not been sent' },
  'letter-not-to-print': { status: 409, title: 'The letter does not wait to be mailed' },
  'view-of-another': { status: 403, title: 'The view belongs to another person' },
  'draft-not-found': { status: 404, title: 'Draft not found' },
  'draft-changed': { status: 412, title: 'The draft has changed' },
  'calendar-not-found': { status: 404, title: 'Calendar not found' },
  'member-not-found': { status: 404, title: 'Member not found' },
  'guideline-not-found': { status: 404, title: 'Guideline not found' },
  'document-refused': { status: 422, title: 'The document cannot be added' },
  'document-held': { status: 409, title: 'The document waits for its virus scan' },
  'document-infected': { status: 409, title: 'The document is infected' },
  'case-documents-full': { status: 413, title: 'The case has no room for this document' },
  'daily-uploads-exceeded': { status: 429, title: 'You have added too many documents today' },
  'role-not-allowed': { status: 403, title: 'Your role does not allow this' },
  'another-line': { status: 403, title: 'The case belongs to another line of business' },
  'access-not-needed': { status: 409, title: 'You can open this case without a reason' },
  'role-unknown': { status: 409, title: "The person's role is unknown" },
  'only-people': { status: 403, title: 'Only a person may do this' },
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'invalid-header': { status: 400, title: 'A header is not valid' },
  'idempotency-key-missing': { status: 400, title: 'An idempotency key is required' },
  'version-required': { status: 428, title: 'The version is required' },
  unauthenticated: { status: 401, title: 'Sign-in required' },
  'logout-token-refused': { status: 400, title: 'The logout token was refused' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'not-acceptable': { status: 406, title: 'No accepted format is available' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
  },
  'request-refused': { status: 400, title: 'The request was refused' },
  'body-timed-out': { status: 408, title: 'The body did not arrive in time' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'too-many-streams': { status: 429, title: 'Too many event streams are open' },
  'host-not-served': { status: 421, title: 'Unknown host name' },
  overloaded: { status: 503, title: 'The service is busy' },
  unavailable: { status: 503, title: 'The database cannot be reached' },
  'guideline-missing': { status: 503, title: 'The guideline of the case is not installed' },
  'document-store-unavailable': { status: 503, title: 'The document store cannot be reached' },
  'document-content-missing': { status: 503, title: 'The file of the document is lost' },
  'document-content-unreadable': { status: 503, title: 'The file of the document cannot be read' },
  'issuer-unavailable': { status: 503, title: 'The identity provider cannot be reached' },
  'work-not-done': { status: 503, title: 'Scheduled work is not finished' },
  'check-under-way': { status: 409, title: 'Another check is in progress' },
  'audit-not-checkable': { status: 409, title: 'The audit cannot be checked here' },
  defect: { status: 500, title: 'Something went wrong' },
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
    code: z.string().meta({ description: 'The last part of `type`, for programs' }),
    requestId: z
      .string()
      .meta({ description: 'The same as in the header X-Request-Id and in the log' }),
    caseId: z.uuid().optional().meta({ description: 'The case that prevents this' }),
    appealId: z.uuid().optional().meta({ description: 'The appeal that prevents this' }),
    authorization: z
      .string()
      .optional()
      .meta({ description: 'The number of the authorization that prevents this' }),
    documents: z
      .array(z.strictObject({ id: z.uuid(), name: z.string() }))
      .optional()
      .meta({ description: 'The documents of the case that have to be opened first' }),
    errors: z
      .array(
        z.strictObject({
          path: z.string().meta({ examples: ['facts.priorTherapies.0.agents'] }),
          code: z.string(),
          message: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'Every error in the request' }),
  })
  .meta({ description: 'Problem details (RFC 9457)' });

export type ProblemJson = z.infer<typeof problem>;
