import type { CaseCommand, CaseView } from '@assent/application';
import type { CaseJson } from '@assent/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../../http/authentication';
import { commandKey } from '../../http/command-key';
import { entityTag, expectedVersion } from '../../http/input';
import { caseId } from '../../http/path';
import { toCaseJson } from './case.mapper';

/** The parts that every command on a case has: which case, who, and from which version. */
export function caseCommand(request: FastifyRequest): CaseCommand {
  const version = expectedVersion(request);
  return {
    caseId: caseId(request),
    actor: callerOf(request),
    ...(version !== undefined && { version }),
    ...commandKey(request),
  };
}

/** A case as a command answers with it. */
export function answered(view: CaseView, reply: FastifyReply): CaseJson {
  reply.header('etag', entityTag(view.record.version));
  return toCaseJson(view, view);
}
