import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HttpProblem, invalid } from './http-problem';

const uuid = z.uuid();
const named = z.record(z.string(), z.unknown());
const guidelinePath = z.object({ guidelineId: z.string() });
const calendarPath = z.object({ secret: z.string() });
const authorizationPath = z.object({ number: z.string().regex(/^[\x21-\x7e]{1,64}$/) });

/** The id of the case in the address; @throws HttpProblem when no case can have it */
export function caseId(request: FastifyRequest): string {
  const none = () => new HttpProblem('case-not-found', 'there is no case with this id');
  return uuidIn(request, 'id', none);
}

/** Our id of the member in the address; @throws HttpProblem when no member can have it */
export function memberPathId(request: FastifyRequest): string {
  const none = () => new HttpProblem('member-not-found', 'there is no member with this id');
  return uuidIn(request, 'member', none);
}

/** An id in the address that the caller made; @throws HttpProblem when it is no UUID */
export function ownId(request: FastifyRequest, name: 'viewId' | 'draftId'): string {
  const none = () => invalid([{ path: name, code: 'invalid', message: 'must be a UUID' }]);
  return uuidIn(request, name, none);
}

/** The id of the document in the address; @throws HttpProblem when no document can have it */
export function documentId(request: FastifyRequest): string {
  const none = () => new HttpProblem('document-not-found', 'the case has no document with this id');
  return uuidIn(request, 'documentId', none);
}

/** A UUID in the address, in small letters. */
function uuidIn({ params }: FastifyRequest, name: string, none: () => HttpProblem): string {
  const id = uuid.safeParse(named.parse(params)[name]);
  if (id.success) return id.data.toLowerCase();
  throw none();
}

/** The id of the guideline in the address; any text may stand there. */
export function guidelineId({ params }: FastifyRequest): string {
  return guidelinePath.parse(params).guidelineId;
}

/** The secret in the address of a calendar; any text may stand there. */
export function calendarSecret({ params }: FastifyRequest): string {
  return calendarPath.parse(params).secret;
}

/** The number of the authorization in the address, in whatever case it was typed; @throws HttpProblem when none can have it */
export function authorizationNumber({ params }: FastifyRequest): string {
  const parsed = authorizationPath.safeParse(params);
  if (parsed.success) return parsed.data.number.toUpperCase();
  throw noSuchAuthorization();
}

export function noSuchAuthorization(): HttpProblem {
  return new HttpProblem('authorization-not-found', 'there is no authorization with this number');
}
