import type { AccessOutcome } from '@assent/application';
import { purposeOfUse, type Reads } from '@assent/contracts';
import type { PurposeOfUse } from '@assent/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isIP } from 'node:net';
import type { Access, AccessRecorder } from '../../dependencies';
import { HttpProblem } from '../../http/http-problem';
import { badHeader } from '../../http/input';
import { accessed } from './accessed';
import { programOf } from './program';

const RETRY_SECONDS = '2';

/**
 * Records each call that reads members' data, refused ones too, before its answer goes out. Left out
 * are calls without a person, and those beyond a person's limits, which are refused unread however
 * many come. Register it before the authentication: while no more can be recorded, no call begins.
 */
export function recordReads(server: FastifyInstance, recorder: AccessRecorder): void {
  server.decorateRequest('shown', null);
  server.decorateRequest('reader', null);
  server.addHook('onRequest', (request, _reply, done) => {
    done(readsOf(request) && recorder.isFull() ? notRecordable() : undefined);
  });
  server.addHook('preParsing', (request, _reply, payload, done) => {
    const reads = readsOf(request);
    done(reads && purposeOf(request, reads) === null ? unknownPurpose() : null, payload);
  });
  server.addHook('preSerialization', (request, _reply, payload, done) => {
    if (readsOf(request)) request.shown = payload;
    done(null, payload);
  });
  server.addHook('onSend', (request, reply, _payload, done) => {
    const access = accessOf(request, reply);
    if (access) recorder.record(access);
    done();
  });
}

function readsOf({ routeOptions }: FastifyRequest): Reads | null {
  return routeOptions.config.operation?.reads ?? null;
}

/** Null if the call leaves no entry. */
function accessOf(request: FastifyRequest, { statusCode }: FastifyReply): Access | null {
  const { caller, headers, id, ip, params, person, query, reader, routeOptions, shown } = request;
  const reads = readsOf(request);
  const actor = person?.subject ?? reader;
  if (!reads || actor === null || statusCode === TOO_MANY_REQUESTS) return null;
  const outcome = outcomeOf(statusCode);
  return {
    id,
    actor,
    role: person?.roles.find((role) => role === caller?.role) ?? person?.roles[0] ?? null,
    operation: routeOptions.config.operation?.id ?? '',
    outcome,
    purpose: purposeOf(request, reads) ?? reads.purpose,
    ...accessed(reads, { params, query, answer: outcome === 'shown' ? shown : undefined }),
    address: addressOf(ip),
    agent: programOf(headers['user-agent']),
  };
}

const TOO_MANY_REQUESTS = 429;

function outcomeOf(status: number): AccessOutcome {
  if (status < 400) return 'shown';
  return status < 500 ? 'refused' : 'failed';
}

/** Without a zone, which names a network card, and IPv4 as such. */
function addressOf(ip: string): string | null {
  return isIP(ip) === 0 ? null : ip.replace(/%.*/, '').replace(/^::ffff:(?=[\d.]+$)/i, '');
}

/** Why the call is made: what the caller states, or else what such calls are for; null if it is no purpose. */
function purposeOf({ headers }: FastifyRequest, { purpose }: Reads): PurposeOfUse | null {
  const stated = headers['purpose-of-use'];
  if (stated === undefined) return purpose;
  return purposeOfUse.safeParse(stated).data ?? null;
}

function unknownPurpose(): HttpProblem {
  return badHeader('Purpose-Of-Use', `must be one of ${purposeOfUse.options.join(', ')}`);
}

function notRecordable(): HttpProblem {
  return new HttpProblem('unavailable', "members' data can't be shown: the access log is full", {
    headers: { 'retry-after': RETRY_SECONDS },
  });
}
