import { Param, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HttpProblem, invalid } from './http-problem';

const uuid = z.uuid();
const named = z.record(z.string(), z.unknown());
const number = z.string().regex(/^[\x21-\x7e]{1,64}$/);

/** A UUID in the address, in lower case; @throws HttpProblem when it is not one */
class UuidPipe implements PipeTransform<unknown, string> {
  constructor(private readonly none: () => HttpProblem) {}

  transform(text: unknown): string {
    const id = uuid.safeParse(text);
    if (id.success) return id.data.toLowerCase();
    throw this.none();
  }
}

const caseIds = new UuidPipe(
  () => new HttpProblem('case-not-found', 'there is no case with this id'),
);
const memberIds = new UuidPipe(
  () => new HttpProblem('member-not-found', 'there is no member with this id'),
);
const documentIds = new UuidPipe(
  () => new HttpProblem('document-not-found', 'the case has no document with this id'),
);
const peerToPeerIds = new UuidPipe(
  () => new HttpProblem('peer-to-peer-not-found', 'there is no peer-to-peer request with this id'),
);
const opinionIds = new UuidPipe(
  () => new HttpProblem('opinion-not-found', 'the case has no request for an opinion with this id'),
);
const appealIds = new UuidPipe(
  () => new HttpProblem('appeal-not-found', 'there is no appeal with this id'),
);
const letterIds = new UuidPipe(
  () => new HttpProblem('letter-not-found', 'there is no letter with this id'),
);
const authorizationNumbers: PipeTransform<unknown, string> = {
  transform(text) {
    const parsed = number.safeParse(text);
    if (parsed.success) return parsed.data.toUpperCase();
    throw noSuchAuthorization();
  },
};

/** The id of the case in the address. */
export const CaseId = () => Param('id', caseIds);

/** Our id of the member in the address. */
export const MemberId = () => Param('member', memberIds);

/** The id of the document in the address. */
export const DocumentId = () => Param('documentId', documentIds);

/** The id of the peer-to-peer request in the address. */
export const PeerToPeerId = () => Param('id', peerToPeerIds);

/** The id of the second opinion in the address. */
export const OpinionId = () => Param('opinionId', opinionIds);

/** The id of the appeal in the address. */
export const AppealId = () => Param('id', appealIds);

/** The id of the letter in the address. */
export const LetterId = () => Param('letterId', letterIds);

/** The authorization number in the address, in any letter case. */
export const AuthorizationNumber = () => Param('number', authorizationNumbers);

/** An id in the address, made by the caller. */
export function OwnId(name: 'viewId' | 'draftId'): ParameterDecorator {
  const none = () => invalid([{ path: name, code: 'invalid', message: 'must be a UUID' }]);
  return Param(name, new UuidPipe(none));
}

/** The id of the case, from an address; @throws HttpProblem when no case can have it */
export function toCaseId(text: unknown): string {
  return caseIds.transform(text);
}

/** The id of the case in the address; @throws HttpProblem when no case can have it */
export function caseIdOf({ params }: FastifyRequest): string {
  return toCaseId(named.parse(params)['id']);
}

/** The id of the appeal in the address; @throws HttpProblem when no appeal can have it */
export function appealIdOf({ params }: FastifyRequest): string {
  return appealIds.transform(named.parse(params)['id']);
}

export function noSuchAuthorization(): HttpProblem {
  return new HttpProblem('authorization-not-found', 'there is no authorization with this number');
}
