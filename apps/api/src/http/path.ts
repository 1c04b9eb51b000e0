import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HttpProblem, invalid } from './http-problem';

const casePath = z.object({ id: z.uuid() });
const guidelinePath = z.object({ guidelineId: z.string() });
const calendarPath = z.object({ secret: z.string() });
const memberPath = z.object({ member: z.uuid() });
const documentPath = z.object({ documentId: z.uuid() });
const authorizationPath = z.object({ number: z.string().regex(/^[\x21-\x7e]{1,64}$/) });

/** The id of the case in the address; @throws HttpProblem when no case can have it */
export function caseId({ params }: FastifyRequest): string {
  const parsed = casePath.safeParse(params);
  if (parsed.success) return parsed.data.id.toLowerCase();
  throw new HttpProblem('case-not-found', 'there is no case with this id');
}

/** Our id of the member in the address; @throws HttpProblem when no member can have it */
export function memberPathId({ params }: FastifyRequest): string {
  const parsed = memberPath.safeParse(params);
  if (parsed.success) return parsed.data.member.toLowerCase();
  throw new HttpProblem('member-not-found', 'there is no member with this id');
}

/** An id in the address that the caller made; @throws HttpProblem when it is no UUID */
export function ownId({ params }: FastifyRequest, name: 'viewId' | 'draftId'): string {
  const parsed = z.object({ [name]: z.uuid() }).safeParse(params);
  const id = parsed.data?.[name];
  if (id !== undefined) return id.toLowerCase();
  throw invalid([{ path: name, code: 'invalid', message: 'must be a UUID' }]);
}

/** The id of the document in the address; @throws HttpProblem when no document can have it */
export function documentId({ params }: FastifyRequest): string {
  const parsed = documentPath.safeParse(params);
  if (parsed.success) return parsed.data.documentId.toLowerCase();
  throw new HttpProblem('document-not-found', 'the case has no document with this id');
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
