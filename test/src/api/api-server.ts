import {
  accessRecorder,
  allowances,
  createApi,
  localIssuer,
  reconciler,
  sessionKeeper,
  verificationKeys,
  type ApiDependencies,
} from '@assent/api';
import { readAs } from '@assent/persistence';
import { WorkflowsUnreachable, type WorkflowInspector } from '@assent/application';
import { answered, caseJson, operations, problem, type ProblemJson } from '@assent/contracts';
import type { License, LineOfBusiness } from '@assent/domain';
import { folderStore, logger, Registry, secret, type PrivateJwk } from '@assent/platform';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { openDesk, type Desk } from '../support/desk';

/** A case as an answer shows it. */
export type ShownCase = z.output<typeof caseJson>;

/** An answer that matches the contract. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** The body as a case; an error when it is none. */
  readonly shown: ShownCase;
  /** The body as problem details; an error when it is none. */
  readonly problem: ProblemJson;
  /** The paths of a problem's errors, in alphabetical order. */
  readonly faulty: readonly string[];
}

export interface Call {
  readonly role?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON to send; a text or bytes are sent as they are. */
  readonly body?: unknown;
}

/** The API on a socket, over a desk of its own. */
export interface ApiServer {
  readonly url: string;
  readonly desk: Desk;
  /** Calls the API as intake, or in another role; an answer that breaks the contract is an error. */
  call(method: string, path: string, call?: Call): Promise<Answer>;
  /** As `call`, with the answer as it comes. */
  fetch(method: string, path: string, call?: Call): Promise<Response>;
  /** The header that a role is let in with; its token states a license if one is given. */
  authorization(role: string, license?: License): Promise<string>;
  /** The same for a person whose token names lines of business. */
  authorizationIn(
    lines: readonly LineOfBusiness[],
    role: string,
    subject?: string,
  ): Promise<string>;
  /** Every row of the record that a refused call must not add to. */
  stored(): Promise<number>;
  /** Closes the API alone. */
  close(): Promise<void>;
  /** Closes it with its desk. */
  stop(): Promise<void>;
}

const PARTIES = { issuer: 'urn:test:issuer', audience: 'assent' };

/** Temporal as an API sees it that cannot reach it. */
const NO_TEMPORAL: WorkflowInspector = {
  answers: () => Promise.resolve(false),
  patience: () => () => true,
  ringsBy: () => Promise.resolve(true),
  look: () => Promise.reject(new WorkflowsUnreachable('there is no Temporal in this test')),
  idOf: () => 'none',
};

export async function startApi(
  overrides: Partial<ApiDependencies> = {},
  given?: Desk,
): Promise<ApiServer> {
  const desk = given ?? (await openDesk());
  const key = signingKey();
  const documents = mkdtempSync(join(tmpdir(), 'assent-test-documents-'));
  const log = logger('api', 'silent');
  const repairing: ApiDependencies['repairing'] = {
    stuck: desk.records.stuck,
    workflows: NO_TEMPORAL,
    looks: new Map(),
    soon: (holds) => holds(),
    ...overrides.repairing,
  };
  const metrics = overrides.metrics ?? new Registry();
  const accessLog = overrides.accessLog ?? desk.records.accesses;
  const reader = { readAs: overrides.readAs ?? readAs };
  const app = await createApi({
    ports: desk.ports,
    ...reader,
    reading: desk.records.reading,
    events: desk.records.events,
    repairing,
    reconciler: reconciler({ ...desk.ports, ...repairing, ...reader }, log),
    calendar: { calendarFeeds: desk.records.calendarFeeds, secret },
    work: {
      worklist: desk.records.worklist,
      views: desk.records.views,
      drafts: desk.records.drafts,
    },
    documents: folderStore(documents),
    audit: { checks: desk.records.auditChecks, verify: null },
    accessLog,
    accessRecorder: accessRecorder(
      { accessLog, clock: desk.ports.clock, metrics, log },
      { interval: 20, retry: 200, end: 10_000 },
    ),
    tokens: { ...PARTIES, keys: verificationKeys({ kind: 'development', privateKey: key }) },
    sessions: sessionKeeper(
      { endedSessions: desk.records.endedSessions, log },
      { interval: 50, sweep: 60_000 },
    ),
    localIssuerKey: null,
    isTraced: false,
    limits: {
      requestsPerMinute: 1_000_000,
      badTokensPerMinute: 1_000_000,
      callsAtOnce: 1_000,
      callsInProgress: 10_000,
      streamsPerPerson: 100,
      bodySeconds: 30,
      answerSeconds: 30,
    },
    allowances: allowances(
      { usedAllowances: desk.records.usedAllowances, log },
      { interval: 50, sweep: 60_000 },
    ),
    sandboxClock: null,
    trustedProxies: [],
    web: {
      root: null,
      identity: { authority: PARTIES.issuer, clientId: 'assent-web', scope: 'openid' },
      identityOrigins: [],
      temporalUi: null,
    },
    checked: [],
    ending: new AbortController().signal,
    metrics,
    log,
    close: () => Promise.resolve(),
    ...overrides,
  });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const issue = localIssuer(key, PARTIES);
  const token = tokens(issue);
  const inLines = new Map<string, Promise<string>>();
  const send: ApiServer['fetch'] = async (method, path, call = {}) =>
    fetch(`${url}${path}`, await requestInit(method, call, token));
  const close = async () => {
    await app.close();
    await rm(documents, { recursive: true, force: true });
  };
  return {
    url,
    desk,
    call: async (method, path, call) =>
      conforming(method, path, await answerOf(await send(method, path, call))),
    fetch: send,
    authorization: async (role, license) => `Bearer ${await token(role, license)}`,
    authorizationIn: async (lines, role, subject = `${role}-1`) => {
      const key = JSON.stringify([lines, role, subject]);
      const limited = inLines.get(key) ?? issue(subject, role, undefined, lines);
      inLines.set(key, limited);
      return `Bearer ${await limited}`;
    },
    stored: () => rows(desk),
    close,
    stop: async () => {
      await close();
      await desk.close();
    },
  };
}

export function signingKey(): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' });
  return { kty: 'EC', crv: 'P-256', x, y, d, kid: 'test-key' };
}

function tokens(
  issue: ReturnType<typeof localIssuer>,
): (role: string, license?: License) => Promise<string> {
  const issued = new Map<string, Promise<string>>();
  return (role, license) => {
    if (license) return issue(`${role}-1`, role, license);
    const token = issued.get(role) ?? issue(`${role}-1`, role);
    issued.set(role, token);
    return token;
  };
}

async function requestInit(
  method: string,
  { role = 'intake', headers, body }: Call,
  token: (role: string) => Promise<string>,
): Promise<RequestInit> {
  return {
    method,
    headers: {
      authorization: `Bearer ${await token(role)}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: bodyText(body) }),
  };
}

function bodyText(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return JSON.stringify(body);
}

async function answerOf(response: Response): Promise<Answer> {
  const body: unknown = await response.json();
  return {
    status: response.status,
    headers: response.headers,
    body,
    get shown() {
      return caseJson.parse(body);
    },
    get problem() {
      return problem.parse(body);
    },
    get faulty() {
      return faultyPaths(problem.parse(body));
    },
  };
}

function faultyPaths({ errors = [] }: ProblemJson): string[] {
  return errors.map(({ path }) => path).sort();
}

/** The answer, checked against the contract. */
function conforming(method: string, path: string, answer: Answer): Answer {
  const [address = ''] = path.split('?');
  const operation = Object.values(operations).find(
    (each) => each.method === method && pattern(each.path).test(address),
  );
  if (answer.status >= 400) {
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    problem.parse(answer.body);
  } else if (operation) {
    answered[operation.answer].parse(answer.body);
  }
  return answer;
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}

async function rows({ records }: Desk): Promise<number> {
  const [row] = await records.database.$queryRaw<{ count: bigint }[]>`
    SELECT (SELECT count(*) FROM pa_case) + (SELECT count(*) FROM case_event)
      + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM notice)
      + (SELECT count(*) FROM audit_entry) + (SELECT count(*) FROM document) + (SELECT count(*) FROM pa_authorization)
      + (SELECT count(*) FROM appeal)
      + (SELECT coalesce(sum(version), 0) FROM pa_case) AS count`;
  return Number(row?.count);
}
