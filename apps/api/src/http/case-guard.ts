import { TOOK_PART, type CaseName, type Ports } from '@assent/application';
import {
  accessTo,
  namedBy,
  PROBLEMS,
  refusalIn,
  type AccessRow,
  type OfOneCase,
} from '@assent/contracts';
import {
  isReadable,
  relationsTo,
  RELATIONS,
  type Actor,
  type CaseTies,
  type LineOfBusiness,
  type ReadableLines,
  type Refusal,
  type RefusalCode,
} from '@assent/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf, signedIn } from './authentication';
import { HttpProblem, refused } from './http-problem';

/** Who calls, in the role that the call takes, with the lines of business that they read. */
export interface Viewer extends Actor {
  readonly role: Exclude<Actor['role'], 'software'>;
  readonly lines: ReadableLines;
}

/** Says why a person may not make a call about a case; null if they may, or there is no such case. */
export type CaseGuard = (
  row: AccessRow,
  viewer: Viewer,
  name: CaseName,
  id: string,
) => Promise<Refusal | null>;

/** The guard of cases, by the table of who may do what. */
export function caseGuard({ clock, records }: Pick<Ports, 'clock' | 'records'>): CaseGuard {
  return async (row, viewer, name, id) => {
    if (isOpenTo(row, viewer)) return null;
    const ties = await records.tiesOf(name, id, viewer.subject);
    if (!ties) return null;
    const code = refusalIn(row, viewer.role, relationsTo(ties, viewer, await clock.now()));
    return code && { code, detail: detailOf(code, ties), caseId: ties.caseId };
  };
}

/**
 * Refuses a call about one case that its address names, before a body is read, if the table refuses it
 * for what the caller has to do with that case.
 */
export function guardCases(server: FastifyInstance, guard: CaseGuard): void {
  server.addHook('onRequest', async (request) => {
    const { operation } = request.routeOptions.config;
    const row = operation && accessTo(operation);
    const name = row && namedBy(row);
    if (!name || row.may === 'public') return;
    const refusal = await guard(row, viewerOf(request), name, idIn(request, name));
    if (refusal) throw refused(refusal);
  });
}

/** Refuses a request of a line of business that the caller does not read. @throws HttpProblem */
export function requireOwnLine(lines: ReadableLines, line: LineOfBusiness): void {
  if (isReadable(lines, line)) return;
  const own = lines?.length ? lines.join(', ') : 'none';
  throw new HttpProblem('another-line', `you can send requests of these lines of business: ${own}`);
}

/** Who calls. @throws HttpProblem on a call without a person */
export function viewerOf(request: FastifyRequest): Viewer {
  const { subject, role } = callerOf(request);
  if (role === 'software') throw new Error('no token has the role of the software');
  return { subject, role, lines: signedIn(request).lines };
}

/** Whether the person may make the call about any case, so that none has to be read. */
function isOpenTo(row: AccessRow, { role, lines }: Viewer): boolean {
  const possible = RELATIONS.filter(
    (relation) =>
      lines !== null || (relation !== 'another-line' && relation !== 'opened-with-reason'),
  );
  return refusalIn(row, role, possible) === null;
}

const PARAMETER: Readonly<Record<OfOneCase, string>> = {
  case: 'id',
  appeal: 'id',
  'peer-to-peer': 'id',
  authorization: 'number',
  letter: 'letterId',
};

const named = z.record(z.string(), z.string());

function idIn({ params }: FastifyRequest, name: OfOneCase): string {
  const id = named.parse(params)[PARAMETER[name]] ?? '';
  return name === 'authorization' ? id.toUpperCase() : id;
}

function detailOf(code: RefusalCode, { caseId, lineOfBusiness }: CaseTies): string {
  switch (code) {
    case 'another-line':
      return `this case belongs to another line of business, ${lineOfBusiness}; to open it anyway, send a reason to POST /v1/cases/${caseId}/access`;
    case 'took-part':
      return TOOK_PART.detail;
    case 'access-not-needed':
      return 'this case belongs to your own lines of business; you can open it without a reason';
    default:
      return PROBLEMS[code].title;
  }
}
