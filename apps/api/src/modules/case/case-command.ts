import type { CaseCommand } from '@assent/application';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../../http/authentication';
import { commandKey } from '../../http/command-key';
import { fromRequest } from '../../http/from-request';
import { expectedVersion } from '../../http/input';
import { caseIdOf } from '../../http/path';

/** The `CaseCommand` of a call: its case, person, version and key. */
export const OnCase = fromRequest((request: FastifyRequest): CaseCommand => {
  const version = expectedVersion(request);
  const caseId = caseIdOf(request);
  const actor = callerOf(request);
  const command = commandKey(request);
  return { caseId, actor, ...(version !== undefined && { version }), ...(command && { command }) };
});
