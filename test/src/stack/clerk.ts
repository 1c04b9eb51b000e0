import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenAnswer } from '@assent/contracts';
import { z } from 'zod';
import { PROJECT, type RunningStack } from './running-stack';

interface Identity {
  readonly role: string;
  readonly subject: string;
}

/** A person who works with a running stack over HTTP. */
export interface Clerk {
  /**
   * @param version of the case or appeal that the person saw, where one is changed
   * @throws with the answer when it is a refusal
   */
  call(method: string, path: string, body?: unknown, version?: number): Promise<unknown>;
  /** Downloads something in a media type. @throws with the answer when it is a refusal */
  download(path: string, mediaType: string): Promise<Buffer>;
  /** Moves the sandbox's clock to an instant, and returns the time after that. */
  moveTo(instant: string): Promise<string>;
}

const clock = z.strictObject({ now: z.iso.datetime() });

/** A token of the stack's own issuer. */
export async function tokenAt(
  { addresses }: Pick<RunningStack, 'addresses'>,
  identity: Identity,
): Promise<string> {
  const answer = await fetch(`${addresses.api}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(identity),
  });
  return tokenAnswer.parse(await answer.json()).token;
}

/** By default somebody at intake. */
export async function clerkAt(
  stack: Pick<RunningStack, 'addresses'>,
  identity: Identity = { role: 'intake', subject: 'clerk' },
): Promise<Clerk> {
  const { api } = stack.addresses;
  const authorization = `Bearer ${await tokenAt(stack, identity)}`;
  const call: Clerk['call'] = async (method, path, body, version) => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        authorization,
        'idempotency-key': randomUUID(),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    call,
    download: async (path, mediaType) => {
      const headers = { authorization, accept: mediaType };
      const response = await fetch(`${api}${path}`, { headers });
      const bytes = Buffer.from(await response.arrayBuffer());
      if (!response.ok) throw new Error(`GET ${path}: ${bytes.toString()}`);
      return bytes;
    },
    moveTo: async (to) => clock.parse(await call('POST', '/dev/clock', { to })).now,
  };
}

/** A body of the tour in the README. */
export function tourFile(name: 'request.json' | 'answer.json' | 'not-met.json'): unknown {
  return JSON.parse(readFileSync(join(PROJECT, 'docs/tour', name), 'utf8'));
}
