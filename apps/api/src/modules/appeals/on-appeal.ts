import type { AppealCommand } from '@assent/application';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../../http/authentication';
import { commandKey } from '../../http/command-key';
import { fromRequest } from '../../http/from-request';
import { requiredVersion } from '../../http/input';
import { appealIdOf } from '../../http/path';

/** The `AppealCommand` of a call: its appeal, person, key, and the version that it needs. */
export const OnAppeal = fromRequest((request: FastifyRequest): AppealCommand => {
  const id = appealIdOf(request);
  const version = requiredVersion(request, 'appeal');
  const command = commandKey(request);
  return { id, actor: callerOf(request), version, ...(command && { command }) };
});
