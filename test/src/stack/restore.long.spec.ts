import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseJson } from '@assent/contracts';
import { adminUrlOf, rowsOf, until } from '@assent/local';
import { caseWorkflowId } from '@assent/workflows';
import { Connection } from '@temporalio/client';
import { z } from 'zod';
import { PDF } from '../documents/uploads';
import { clientOf } from '../support/temporal';
import { clerkAt, tokenAt, tourFile, type Clerk } from './clerk';
import { newFolder, PROJECT, startStack, type RunningStack } from './running-stack';

type CaseJson = z.infer<typeof caseJson>;

const request = z.looseObject({ member: z.looseObject({}) });
const stuckBoard = z.object({ reachable: z.boolean(), groups: z.array(z.unknown()) });
const DEADLINE = { timeoutMs: 120_000, everyMs: 250 };

const folder = newFolder();
const backups = mkdtempSync(join(tmpdir(), 'assent-backups-'));
const data = join(folder, '.run/postgres');
let stack: RunningStack;
let clerk: Clerk;
let opened = 0;

afterAll(async () => {
  await stack.stop();
  stack.remove();
  rmSync(backups, { recursive: true });
});

async function start(): Promise<void> {
  // A killed stack leaves it, and the command that starts the next one removes it.
  rmSync(join(folder, '.run/stack.json'), { force: true });
  stack = await startStack('start', folder, {}, backups);
  clerk = await clerkAt(stack);
}

/** Runs what `npm run backup` and `npm run restore` run; returns what it said. */
function run(call: string): { readonly status: number | null; readonly said: string } {
  const stackProgram = JSON.stringify(join(PROJECT, 'apps/stack/dist/index.js'));
  const program = `require(${stackProgram}).${call}.then((code) => process.exit(code ?? 0),
    (error) => { console.error(error.message); process.exit(1); })`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', program], {
    encoding: 'utf8',
    cwd: folder,
  });
  return { status, said: stderr };
}

function backUp() {
  return run(`backUp(${JSON.stringify(folder)}, ${JSON.stringify(backups)})`);
}

function restoreTo(to: Date | null) {
  const at = to === null ? 'null' : `new Date(${to.getTime()})`;
  return run(
    `restore({ root: ${JSON.stringify(folder)}, backups: ${JSON.stringify(backups)}, to: ${at} })`,
  );
}

/** A case that waits for the answer of the tour. */
async function open(): Promise<CaseJson> {
  opened += 1;
  const asked = request.parse(tourFile('request.json'));
  const member = { ...asked.member, memberId: `FB30000${String(opened).padStart(2, '0')}` };
  return caseJson.parse(await clerk.call('POST', '/v1/cases', { ...asked, member }));
}

async function answer({ id }: CaseJson): Promise<CaseJson> {
  const body = tourFile('answer.json');
  return caseJson.parse(await clerk.call('POST', `/v1/cases/${id}/information`, body));
}

async function shown({ id }: CaseJson): Promise<CaseJson | null> {
  return clerk.call('GET', `/v1/cases/${id}`).then(
    (found) => caseJson.parse(found),
    () => null,
  );
}

async function attach({ id }: CaseJson): Promise<void> {
  const authorization = `Bearer ${await tokenAt(stack, { role: 'intake', subject: 'clerk' })}`;
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(PDF)]), 'letter.pdf');
  const address = `${stack.addresses.api}/v1/cases/${id}/documents`;
  const sent = await fetch(address, { method: 'POST', headers: { authorization }, body: form });
  expect(sent.status).toBe(201);
}

/** How a workflow is, and which run of it: null where Temporal knows none. */
async function workflowOf(workflowId: string): Promise<{ status: string; runId: string } | null> {
  const connection = await Connection.connect({ address: stack.addresses.temporal });
  try {
    const described = await clientOf(connection).workflow.getHandle(workflowId).describe();
    return { status: described.status.name, runId: described.runId };
  } catch {
    return null;
  } finally {
    await connection.close();
  }
}

async function untilRunning(workflowId: string, but: string | null = null): Promise<string> {
  let runId = '';
  const runs = async (): Promise<boolean> => {
    const found = await workflowOf(workflowId);
    runId = found?.runId ?? '';
    return found?.status === 'RUNNING' && runId !== but;
  };
  expect(await until(runs, DEADLINE)).toBe(true);
  return runId;
}

/** By the database's clock, with everything up to now in the backups. */
async function untilKept(): Promise<Date> {
  const admin = await adminUrlOf(data, stack.addresses.database);
  const [now] = await rowsOf<{ at: Date }>(admin, 'SELECT clock_timestamp() AS at');
  const [segment] = await rowsOf<{ name: string }>(
    admin,
    'SELECT pg_walfile_name(pg_switch_wal()) AS name',
  );
  const isKept = () => readdirSync(join(backups, 'wal')).includes(`${segment?.name ?? ''}.gz`);
  expect(await until(isKept, DEADLINE)).toBe(true);
  return now?.at ?? new Date(Number.NaN);
}

/** Until the record has audit entries and each has its seal. */
async function untilSealed(): Promise<void> {
  const isSealed = async (): Promise<boolean> => {
    const [left] = await rowsOf<{ entries: number }>(
      stack.addresses.database,
      `SELECT count(*)::int AS entries FROM audit_entry
       WHERE id > coalesce((SELECT max(up_to) FROM audit_seal), 0)`,
    );
    return left?.entries === 0;
  };
  expect(await until(isSealed, { timeoutMs: 150_000, everyMs: 500 })).toBe(true);
}

/** Nothing that software has to do is stuck. */
async function expectNothingStuck(): Promise<void> {
  const admin = await clerkAt(stack, { role: 'admin', subject: 'ada' });
  const isClear = async (): Promise<boolean> => {
    await admin.call('POST', '/v1/stuck/check').catch(() => undefined);
    const { reachable, groups } = stuckBoard.parse(await admin.call('GET', '/v1/stuck'));
    return reachable && !JSON.stringify(groups).includes('workflow-');
  };
  expect(await until(isClear, DEADLINE)).toBe(true);
}

it('is restored to a moment after its database is lost, and its work goes on', async () => {
  await start();
  const before = await open();
  await attach(before);
  const firstRun = await untilRunning(caseWorkflowId(before.id));
  expect(backUp()).toEqual({ status: 0, said: expect.stringContaining('backed up to') as string });

  // Only the log of changes has these.
  const between = await open();
  await untilRunning(caseWorkflowId(between.id));
  await untilSealed();
  const moment = await untilKept();

  // These come after the moment: the workflows are ahead of the record then.
  expect((await answer(before)).status).toBe('approved');
  const after = await open();
  await untilRunning(caseWorkflowId(after.id));
  await untilSealed();
  await untilKept();

  await stack.kill();
  await stack.exited;
  rmSync(data, { recursive: true });
  rmSync(join(folder, '.run/documents'), { recursive: true });
  const restored = restoreTo(moment);
  expect(restored.said).toContain('the contents of all 1 documents are there');
  expect(restored.said).toContain('seals of what is no longer in the record are now in');
  expect(restored.said).toContain('The audit is whole.');
  expect(restored.status).toBe(0);

  await start();
  expect(stack.printed.join('\n')).toMatch(/ [1-9]\d{0,3} workflows ended, because/);
  expect(await shown(after)).toBeNull();
  expect((await workflowOf(caseWorkflowId(after.id)))?.status).toBe('TERMINATED');
  expect((await shown(before))?.status).toBe('pending-information');
  await untilRunning(caseWorkflowId(before.id), firstRun);
  await untilRunning(caseWorkflowId(between.id));
  await expectNothingStuck();

  const approved = await answer(before);
  expect(approved.status).toBe('approved');
  await untilRunning(`authorization/${approved.authorization?.number ?? ''}`);
  await untilSealed();
}, 600_000);

it('is restored with all that was kept while Temporal lost its workflows', async () => {
  expect(backUp().status).toBe(0);
  const last = await open();
  await untilKept();
  await stack.stop();
  for (const name of readdirSync(join(folder, '.run'))) {
    if (name.startsWith('temporal')) rmSync(join(folder, '.run', name));
  }
  const restored = restoreTo(null);
  expect(restored.said).toContain('the database that was here is now');
  expect(restored.said).toContain('The audit is whole.');
  expect(restored.status).toBe(0);
  await start();
  await untilRunning(caseWorkflowId(last.id));
  await expectNothingStuck();
  expect((await answer(last)).status).toBe('approved');
}, 600_000);

it('refuses a time from before the first backup, and a folder without any', () => {
  expect(restoreTo(new Date(0)).said).toMatch(/^the first backup in .* name a later time\n$/);
  rmSync(join(backups, 'base'), { recursive: true });
  expect(restoreTo(null).said).toBe(`\`${backups}\` has no backup\n`);
});
