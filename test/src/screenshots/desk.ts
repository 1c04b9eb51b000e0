import { caseJson, letterPreview, tokenAnswer } from '@assent/contracts';
import { z } from 'zod';

/** Who does something in the scene. */
export type Role = 'intake' | 'pharmacist' | 'medical-director' | 'second-director';

const NAMES: Readonly<Record<Role, string>> = {
  intake: 'Noor Haddad',
  pharmacist: 'Rosa Lindqvist',
  'medical-director': 'Dr. Amara Osei',
  'second-director': 'Dr. Henrik Sato',
};

/** The medical director's. */
const LICENSE = { number: 'ME-104722', state: 'FL', specialty: 'Hematology' };

const clockAnswer = z.strictObject({ now: z.iso.datetime() });

export type Case = z.infer<typeof caseJson>;

/** The people of a plan at their work: everything goes through the API, as it does for them. */
export interface Desk {
  readonly now: () => string;
  call(
    role: Role,
    method: string,
    path: string,
    body?: unknown,
    version?: number,
  ): Promise<unknown>;
  open(request: unknown): Promise<Case>;
  inform(of: Case, facts: unknown): Promise<Case>;
  decide(of: Case, role: Role, decision: Readonly<Record<string, unknown>>): Promise<Case>;
  view(id: string): Promise<Case>;
  /** Moves the sandbox's clock on, and waits until what is due by then is done. */
  pass(days: number): Promise<void>;
}

const DAY = 24 * 60 * 60_000;
const RETRIES = 60;

/** @throws on a refusal, with the answer: no real person is in it */
export async function deskAt(address: string): Promise<Desk> {
  const tokens = new Map<Role, string>();
  const send = async (path: string, init: RequestInit): Promise<Response> =>
    fetch(`${address}${path}`, init);

  const tokenOf = async (role: Role): Promise<string> => {
    const known = tokens.get(role);
    if (known !== undefined) return known;
    const acting = role === 'second-director' ? 'medical-director' : role;
    const body = JSON.stringify({ role: acting, subject: NAMES[role] });
    const answer = await send('/dev/token', { method: 'POST', headers: JSON_BODY, body });
    const { token } = tokenAnswer.parse(await answer.json());
    tokens.set(role, token);
    return token;
  };

  const call: Desk['call'] = async (role, method, path, body, version) => {
    const answer = await send(path, {
      method,
      headers: {
        authorization: `Bearer ${await tokenOf(role)}`,
        ...(method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
        ...(body !== undefined && JSON_BODY),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const read: unknown = await answer.json();
    if (!answer.ok) throw new Error(`\`${method} ${path}\` was refused: ${JSON.stringify(read)}`);
    return read;
  };

  const clock = async (init: RequestInit): Promise<string> => {
    for (let tries = 1; ; tries += 1) {
      const answer = await send('/dev/clock', init);
      if (answer.ok) return clockAnswer.parse(await answer.json()).now;
      if (answer.status !== 503 || tries === RETRIES) throw new Error(await answer.text());
      const seconds = Number(answer.headers.get('retry-after') ?? 1);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    }
  };

  let now = await clock({});
  return {
    now: () => now,
    call,
    open: async (request) => caseJson.parse(await call('intake', 'POST', '/v1/cases', request)),
    inform: async ({ id }, facts) =>
      caseJson.parse(await call('intake', 'POST', `/v1/cases/${id}/information`, { facts })),
    decide: async ({ id, version }, role, decision) => {
      const path = `/v1/cases/${id}/decision`;
      const keys = async () => {
        const preview = await call(role, 'POST', `${path}/preview`, decision, version);
        return { license: LICENSE, letterDigest: letterPreview.parse(preview).letterDigest };
      };
      const body = decision['decision'] === 'deny' ? { ...decision, ...(await keys()) } : decision;
      return caseJson.parse(await call(role, 'POST', path, body, version));
    },
    view: async (id) => caseJson.parse(await call('intake', 'GET', `/v1/cases/${id}`)),
    pass: async (days) => {
      const to = new Date(Date.parse(now) + days * DAY).toISOString();
      now = await clock({ method: 'POST', headers: JSON_BODY, body: JSON.stringify({ to }) });
    },
  };
}

const JSON_BODY = { 'content-type': 'application/json' };
