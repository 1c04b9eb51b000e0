import type { CaseCommand } from '@assent/application';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../../http/authentication';
import { commandKey } from '../../http/command-key';
import { fromRequest } from '../../http/from-request';
import { expectedVersion } from '../../http/input';
import { caseIdOf } from '../../http/path';

/** The `CaseCommand` of a call: its case, person, version and key. */
export const OnCase = fromRequest((request: FastifyRequest): CaseCommand => {
  const version = versionOf(request);
  return { caseId: caseIdOf(request), ...version, ...senderOf(request) };
});

/** The same of a call whose address names something that belongs to the case. */
export const OnItsCase = fromRequest((request: FastifyRequest): Omit<CaseCommand, 'caseId'> => ({
  ...versionOf(request),
  ...senderOf(request),
}));

function versionOf(request: FastifyRequest): Pick<CaseCommand, 'version'> {
  const version = expectedVersion(request);
  return version === undefined ? {} : { version };
}

function senderOf(request: FastifyRequest): Pick<CaseCommand, 'actor' | 'command'> {
  const actor = callerOf(request);
  const command = commandKey(request);
  return { actor, ...(command && { command }) };
}
