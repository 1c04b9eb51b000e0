import { authorization, caseJson } from '@assent/contracts';
import { signalProcess, until } from '@assent/local';
import { caseWorkflowId } from '@assent/workflows';
import { Connection } from '@temporalio/client';
import { Client as Database } from 'pg';
import { z } from 'zod';
import { clientOf } from '../support/temporal';
import { clerkAt, tourFile, type Clerk } from './clerk';
import { START_HOOK_MS, startStack, type RunningStack } from './running-stack';

type CaseJson = z.infer<typeof caseJson>;

const MINUTE = 60_000;
const DAY = 86_400_000;
const messages = z.array(z.object({ messageId: z.string() }));
const request = z.looseObject({ member: z.looseObject({}) });

describe.each(['sandbox', 'start'] as const)('a worker killed under `%s`', (verb) => {
  let stack: RunningStack;
  let clerk: Clerk;
  let temporal: Connection;
  let opened = 0;

  beforeAll(async () => {
    stack = await startStack(verb);
    clerk = await clerkAt(stack);
    temporal = await Connection.connect({ address: stack.addresses.temporal });
  }, START_HOOK_MS);
  afterAll(async () => {
    await temporal.close();
    await stack.stop();
    stack.remove();
  });

  /** A case that waits for the answer of the tour. */
  async function open(): Promise<CaseJson> {
    opened += 1;
    const asked = request.parse(tourFile('request.json'));
    const member = { ...asked.member, memberId: `FB20000${String(opened).padStart(2, '0')}` };
    return caseJson.parse(await clerk.call('POST', '/v1/cases', { ...asked, member }));
  }

  async function answered({ id }: CaseJson): Promise<CaseJson> {
    const body = tourFile('answer.json');
    return caseJson.parse(await clerk.call('POST', `/v1/cases/${id}/information`, body));
  }

  /** The process that works now: the one that took up the workflow of a case opened just now. */
  async function workerProcess(): Promise<number> {
    const { id } = await open();
    let worker: string | undefined;
    await until(
      async () => {
        worker = await startedBy(caseWorkflowId(id));
        return worker !== undefined;
      },
      { timeoutMs: 20_000 },
    );
    return z.coerce.number().int().min(2).parse(worker?.split('@')[0]);
  }

  async function startedBy(workflowId: string): Promise<string | undefined> {
    const workflow = clientOf(temporal).workflow.getHandle(workflowId);
    const { events } = await workflow.fetchHistory().catch(() => ({ events: [] }));
    const identities = events?.map((event) => event.workflowTaskStartedEventAttributes?.identity);
    return identities?.find((identity) => typeof identity === 'string');
  }

  /** The notices whose letters arrived: the local part of a Message-ID is the notice's id. */
  async function letters(): Promise<string[]> {
    const caught = await (await fetch(`${stack.addresses.mail}/messages`)).json();
    return messages.parse(caught).map(({ messageId }) => messageId.slice(1).split('@')[0] ?? '');
  }

  if (verb === 'start') {
    it('is followed by one that finishes what it started', async () => {
      const pending = await open();
      const worker = await workerProcess();
      const isTold = async () => (await notices(stack)).unsent.length === 0;
      expect(await until(isTold, { timeoutMs: 40_000, everyMs: 250 })).toBe(true);
      signalProcess(worker, 'SIGKILL');
      const approved = await answered(pending);
      expect(approved.status).toBe('approved');
      expect(await until(isTold, { timeoutMs: 40_000, everyMs: 250 })).toBe(true);
      expect((await letters()).sort()).toEqual((await notices(stack)).sent);
    }, 90_000);
    return;
  }

  /** Kills the worker at a moment of the move to `to`. */
  async function moveAndKill(moment: 'before' | 'at once' | 'at a letter', to: string) {
    const worker = await workerProcess();
    const before = (await letters()).length;
    if (moment === 'before') signalProcess(worker, 'SIGKILL');
    const moving = clerk.moveTo(to);
    if (moment === 'at a letter') {
      await until(async () => (await letters()).length > before, { timeoutMs: 20_000, everyMs: 1 });
    }
    if (moment !== 'before') signalProcess(worker, 'SIGKILL');
    return moving;
  }

  it('loses no step and no letter during a year, and does nothing twice', async () => {
    const start = Date.parse(await clerk.moveTo(await nowAt(clerk)));
    const approved = await Promise.all([1, 2, 3, 4].map(async () => answered(await open())));
    const inDays = (days: number) => new Date(start + days * DAY).toISOString();

    await moveAndKill('before', inDays(20));
    await moveAndKill('at a letter', inDays(150));
    await moveAndKill('at once', inDays(365));

    const numbers = approved.map((one) => one.authorization?.number);
    for (const number of numbers) {
      const shown = await clerk.call('GET', `/v1/authorizations/${number}`);
      expect(authorization.parse(shown).status).toBe('expired');
    }
    const { sent, unsent, repeated } = await notices(stack, inDays(365));
    expect({ unsent, repeated }).toEqual({ unsent: [], repeated: [] });
    expect((await letters()).sort()).toEqual(sent);
  }, 240_000);

  it('sends each letter once after six kills while mail was refused', async () => {
    const today = await nowAt(clerk);
    const morning = Date.parse(`${today.slice(0, 10)}T15:00:00Z`) + DAY;
    const isMail = (state: 'refuse' | 'accept') =>
      fetch(`${stack.addresses.mail}/${state}`, { method: 'POST' });
    await clerk.moveTo(new Date(morning).toISOString());
    await isMail('refuse');
    const pending = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(open));
    await Promise.all(pending.slice(4).map(answered));
    for (const kill of [1, 2, 3, 4, 5, 6]) {
      const worker = await workerProcess();
      const moving = clerk.moveTo(new Date(morning + kill * 2 * MINUTE).toISOString());
      signalProcess(worker, 'SIGKILL');
      await moving;
    }
    const refused = await notices(stack, new Date(morning + 12 * MINUTE).toISOString());
    expect(refused.unsent.length).toBeGreaterThanOrEqual(pending.length);
    expect(refused.tried).toBeGreaterThan(0);

    await isMail('accept');
    const end = new Date(morning + DAY).toISOString();
    await clerk.moveTo(end);
    const { sent, unsent, repeated } = await notices(stack, end);
    expect({ unsent, repeated }).toEqual({ unsent: [], repeated: [] });
    expect((await letters()).sort()).toEqual(sent);
  }, 240_000);
});

async function nowAt(clerk: Clerk): Promise<string> {
  return z.object({ now: z.string() }).parse(await clerk.call('GET', '/dev/clock')).now;
}

/** The letters by mail that were due by an instant, as the record has them. */
async function notices({ addresses }: RunningStack, by = new Date().toISOString()) {
  const client = new Database({ connectionString: addresses.database });
  await client.connect();
  try {
    const { rows } = await client.query<{
      id: string;
      sent: boolean;
      tries: number;
      alike: string;
    }>(
      `SELECT id, sent_at IS NOT NULL AS sent, attempts AS tries,
         concat_ws(' ', case_id, authorization_number, kind, days_before, due_at) AS alike
       FROM notice WHERE due_at <= $1
       UNION ALL SELECT id, made_at IS NOT NULL, 0,
         concat_ws(' ', 'member', case_id, authorization_number, kind, days_before, due_at)
       FROM member_letter WHERE due_at <= $1 AND (made_at IS NULL OR recipient IS NOT NULL)`,
      [by],
    );
    const idsOf = (isSent: boolean) => rows.flatMap(({ id, sent }) => (sent === isSent ? id : []));
    const kinds = rows.map(({ alike }) => alike);
    return {
      sent: idsOf(true).sort(),
      unsent: idsOf(false),
      tried: rows.filter(({ sent, tries }) => !sent && tries > 0).length,
      repeated: kinds.filter((kind, place) => kinds.indexOf(kind) < place),
    };
  } finally {
    await client.end();
  }
}
