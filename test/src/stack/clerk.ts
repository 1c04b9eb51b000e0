import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenAnswer } from '@assent/contracts';
import { z } from 'zod';
import { PROJECT, type RunningStack } from './running-stack';

/** A person at intake who works with a running stack over HTTP. */
export interface Clerk {
  /** @throws with the answer when it is a refusal. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Moves the sandbox's clock to an instant, and returns the time after that. */
  moveTo(instant: string): Promise<string>;
}

const clock = z.strictObject({ now: z.iso.datetime() });

/** A token of the stack's own issuer. */
export async function tokenAt(
  { addresses }: RunningStack,
  identity: { readonly role: string; readonly subject: string },
): Promise<string> {
  const answer = await fetch(`${addresses.api}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(identity),
  });
  return tokenAnswer.parse(await answer.json()).token;
}

export async function clerkAt(stack: RunningStack): Promise<Clerk> {
  const { api } = stack.addresses;
  const token = await tokenAt(stack, { role: 'intake', subject: 'clerk' });
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
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
    moveTo: async (to) => clock.parse(await call('POST', '/dev/clock', { to })).now,
  };
}

/** A body of the tour in the README. */
export function tourFile(name: 'request.json' | 'answer.json'): unknown {
  return JSON.parse(readFileSync(join(PROJECT, 'docs/tour', name), 'utf8'));
}
