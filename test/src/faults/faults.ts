import { migrate } from '@assent/persistence';
import { createDatabase, signalProcess } from '@assent/local';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WORKFLOW_BUNDLE } from '@assent/worker';
import { openSql } from '../record/sql';
import type { Reached } from './moments';
import type { Link } from '../support/link';
import { inTime, mustCome, runOf, type Scene } from './scene';
import { POOL_SIZE } from './system';

/** A fault that has happened. */
export interface Injected {
  /** What shows that it did, in a few words. */
  readonly proof: string;
  /** Ends it; `heal` of the system does the rest. */
  readonly lift: () => Promise<void>;
}

/** @throws when it does not happen */
export type Inject = (scene: Scene, reached: Reached) => Promise<Injected>;

/** How long a stopped process stands still, in milliseconds. */
const STANDS_STILL = 60_000;
/** How long a service is away, in milliseconds: longer than a program tries within one call. */
const AWAY = 3_000;
const LATE = 5_000;

const nothing = (): Promise<void> => Promise.resolve();

/** Kills whichever program stands at the point. */
const killed: Inject = async ({ system }, { held }) => {
  const child = [system.api(), ...system.workers].find(({ pid }) => pid === held?.pid);
  if (!child) throw new Error('no program stands at the point');
  await child.kill();
  if ((await child.exited) !== null) throw new Error('it ended by itself');
  held?.letGo();
  return { proof: `${held?.program} killed at \`${held?.point}\``, lift: nothing };
};

/** Kills the API, whoever stands at the point. */
const apiKilled: Inject = async ({ system }, { held }) => {
  const api = system.api();
  await api.kill();
  if ((await api.exited) !== null) throw new Error('it ended by itself');
  held?.letGo();
  return {
    proof: `API killed while the ${held?.program} stood at \`${held?.point}\``,
    lift: nothing,
  };
};

const terminated: Inject = async ({ system }, { held }) => {
  const child = [...system.workers].find(({ pid }) => pid === held?.pid);
  if (!child || !held) throw new Error('no worker stands at the point');
  signalProcess(child.pid, 'SIGTERM');
  await pause(100);
  held.letGo();
  return {
    proof: `worker asked to end at \`${held.point}\``,
    lift: async () => {
      if ((await inTime('the end of a worker', child.exited)) !== 0) {
        throw new Error('the worker did not end in order');
      }
    },
  };
};

const stopped: Inject = async (_scene, { held }) => {
  if (!held) throw new Error('no worker stands at the point');
  signalProcess(held.pid, 'SIGSTOP');
  await mustCome('a stopped worker', () => stateOf(held.pid) === 'T');
  held.letGo();
  return {
    proof: `worker stopped at \`${held.point}\` for ${STANDS_STILL / 1_000} s`,
    lift: async () => {
      await pause(STANDS_STILL);
      signalProcess(held.pid, 'SIGCONT');
    },
  };
};

/** The state of a process, as `/proc` has it. */
function stateOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
}

/** Another relay runs while one stands at the point: no message is lost between them. */
const twoRelays: Inject = async ({ system }, { held }) => {
  const next = system.points.next(({ point, pid }) => point === 'relay' && pid !== held?.pid);
  await system.startWorker();
  const { pid } = await inTime('another relay', next);
  await pause(AWAY);
  held?.letGo();
  return { proof: `relay of process ${pid} beside that of ${held?.pid}`, lift: nothing };
};

const allWorkersDown: Inject = async ({ system }, { held, dueAt }) => {
  const all = [...system.workers];
  await Promise.all(all.map((child) => child.kill()));
  held?.letGo();
  if (system.workers.size > 0) throw new Error('a worker is left');
  if (dueAt !== undefined) await mustCome('a deadline', () => Date.now() > dueAt + 1_000);
  else await pause(AWAY);
  return {
    proof: `${all.length} workers killed${dueAt === undefined ? '' : ' until after the deadline'}`,
    lift: nothing,
  };
};

const temporalKilled: Inject = async ({ system }, { held, dueAt }) => {
  await system.killTemporal();
  held?.letGo();
  if (dueAt !== undefined) await mustCome('a deadline', () => Date.now() > dueAt + 1_000);
  await pause(AWAY);
  const isGone = await system
    .temporal()
    .workflowService.getSystemInfo({})
    .then(
      () => false,
      () => true,
    );
  if (!isGone) throw new Error('Temporal answers');
  return { proof: 'Temporal killed, and refuses calls', lift: () => system.startTemporal() };
};

const postgresCrashed: Inject = async ({ system }, { held }) => {
  await system.crashPostgres();
  held?.letGo();
  const isGone = await system
    .sql((sql) => sql.run('SELECT 1'))
    .then(
      () => false,
      () => true,
    );
  if (!isGone) throw new Error('Postgres answers');
  await pause(AWAY);
  return { proof: 'Postgres killed, and refuses connections', lift: () => system.startPostgres() };
};

const backendsKilled: Inject = async ({ system }, { held }) => {
  const admin = await openSql(system.adminUrl);
  const ended = await admin.run(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE usename IN ('assent_api', 'assent_worker')`,
  );
  await admin.close();
  if (ended.length === 0) throw new Error('there was no connection');
  held?.letGo();
  return { proof: `${ended.length} connections ended by Postgres`, lift: nothing };
};

/** Breaks Postgres in the middle of a migration of a database beside the one in use. */
const crashedInMigration: Inject = async ({ system }) => {
  const url = await createDatabase(system.adminUrl, `deploy_${Date.now()}`);
  const migrating = migrate(url).then(
    () => 'done',
    () => 'failed',
  );
  const sql = await openSql(url);
  await mustCome('a migration', async () => {
    const [row] = await sql
      .run('SELECT count(finished_at)::int AS done FROM _prisma_migrations')
      .catch(() => []);
    return Number(row?.['done'] ?? 0) > 2;
  });
  await system.crashPostgres();
  await sql.close().catch(() => undefined);
  if ((await migrating) !== 'failed') throw new Error('the migration was faster');
  return {
    proof: 'Postgres killed during a migration, which failed',
    lift: async () => {
      await system.startPostgres();
      const { applied } = await migrate(url);
      if (applied.length === 0) throw new Error('nothing was left to apply');
    },
  };
};

type LinkName = keyof Scene['system']['links'];

/** Breaks a link for as long as what stands at the point tries to use it. */
function linkBroken(name: LinkName, words: string, breaks: (link: Link) => void): Inject {
  return async ({ system }, { held }) => {
    const link = system.links[name];
    breaks(link);
    held?.letGo();
    await mustCome(`a link ${words}`, () => link.injected() > 0);
    await pause(AWAY);
    return {
      proof: `link ${words}, ${link.injected()} times`,
      lift: () => {
        link.mend();
        return nothing();
      },
    };
  };
}

const linkFaults = (name: LinkName): Readonly<Record<string, Inject>> => ({
  cut: linkBroken(name, 'cut', (link) => link.cut()),
  'delay of 5 s': linkBroken(name, 'delayed', (link) => link.delay(LATE)),
  'reply lost': linkBroken(name, 'without replies', (link) => link.loseReplies()),
});

/** Breaks what a letter is sent by, before there is one. */
function mailBroken(words: string, breaks: (link: Link) => void): Inject {
  return async ({ system, people }) => {
    const link = system.links.workerToMail;
    breaks(link);
    // Connections that are kept would pass around an answer.
    await people.openMet();
    await mustCome(`a mail server that ${words}`, () => link.injected() > 0);
    await pause(AWAY);
    return {
      proof: `mail server ${words}, ${link.injected()} times`,
      lift: () => {
        link.mend();
        return nothing();
      },
    };
  };
}

const END_OF_LETTER = '\r\n.\r\n';

const diskFull: Inject = async ({ system, people }, { held }) => {
  const { disk } = system;
  if (!disk) throw new Error('there is no small disk: run this as root, who may mount one');
  disk.fill();
  held?.letGo();
  const more = people.openMany(40);
  more.catch(() => undefined);
  await mustCome('a full disk in the log of Postgres', () =>
    system.printed.postgres.slice(-200).some((line) => /no space left/i.test(line)),
  );
  return {
    proof: 'Postgres found no space left',
    lift: async () => {
      disk.free();
      await system.crashPostgres();
      await system.startPostgres();
      await more;
    },
  };
};

/** All connections of a program wait, for a lock that another session has. */
const poolExhausted: Inject = async ({ system, people }, { held }) => {
  // Only the superuser sees what others wait for.
  const admin = await openSql(system.adminUrl);
  const owner = await openSql(system.databaseUrl);
  await owner.run('BEGIN');
  await owner.run('LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE');
  const end = async (): Promise<void> => {
    await Promise.all([owner.close(), admin.close()]);
  };
  held?.letGo();
  const more = people.openMany(40);
  more.catch(() => undefined);
  const waiting = async (): Promise<number> => {
    const rows = await admin.run(
      `SELECT FROM pg_stat_activity WHERE usename = 'assent_api' AND wait_event_type = 'Lock'`,
    );
    return rows.length;
  };
  const isExhausted = async (): Promise<boolean> => (await waiting()) >= POOL_SIZE;
  await mustCome('a pool without connections', isExhausted).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  await pause(AWAY);
  return {
    proof: `all ${POOL_SIZE} connections of the API waited for a lock`,
    lift: async () => {
      await end();
      await more;
    },
  };
};

/** A worker whose host differs takes over all work. */
function otherHost(host: { clockMinutes?: number; zone?: string }, words: string): Inject {
  return async ({ system }, { held }) => {
    const before = [...system.workers];
    await system.startWorker(host);
    await Promise.all(before.map((child) => child.kill()));
    held?.letGo();
    const fits = ({ now, zone }: { now: number; zone: string }): boolean =>
      host.zone === undefined
        ? now > Date.now() + ((host.clockMinutes ?? 0) - 1) * 60_000
        : zone === host.zone;
    await inTime(`a worker ${words}`, system.points.next(fits));
    return {
      proof: `worker ${words}`,
      lift: async () => {
        const odd = [...system.workers];
        await system.startWorker();
        await Promise.all(odd.map((child) => child.stop()));
      },
    };
  };
}

/** How far the clock of a host is ahead, in minutes. */
export const CLOCK_AHEAD_MINUTES = 10;

/** A build whose workflows do something else first. */
function badBundle(folder: string): string {
  const good = readFileSync(WORKFLOW_BUNDLE, 'utf8');
  const place = 'let progress = await evaluate(caseId);';
  const bad = good.replace(place, `await (0, _workflow.sleep)('1 hour'); ${place}`);
  if (bad === good) throw new Error('the bundle has no such place');
  const file = join(folder, 'bad-workflows.js');
  writeFileSync(file, bad);
  return file;
}

const badBuild: Inject = async (scene, { held }) => {
  const { system, people } = scene;
  const sleeping = await people.openPending();
  await mustCome('a workflow', () =>
    runOf(scene, sleeping.id).then(
      (events) => events.length > 4,
      () => false,
    ),
  );
  const before = [...system.workers];
  const bad = await system.startWorker({ workflows: badBundle(system.folder) });
  await Promise.all(before.map((child) => child.kill()));
  held?.letGo();
  const answering = people.answer(sleeping);
  await mustCome('a task that fails under the bad build', async () =>
    (await runOf(scene, sleeping.id)).some(
      (event) => event.workflowTaskFailedEventAttributes != null,
    ),
  );
  return {
    proof: 'tasks of a workflow failed under the bad build',
    lift: async () => {
      await bad.stop();
      await answering;
    },
  };
};

const repeatedMessages: Inject = async ({ system, people }, { held }) => {
  const repeating = system.points.repeatMessages();
  held?.letGo();
  await people.openMet();
  await mustCome('a message delivered twice', () => repeating.times() > 0);
  return {
    proof: `${repeating.times()} messages delivered twice`,
    lift: () => {
      repeating.stop();
      return nothing();
    },
  };
};

const repeatedCommands: Inject = async ({ people }, { held }) => {
  await people.openAtOnce(5);
  const opened = await people.openPending();
  await people.withdrawAtOnce(opened, 5);
  held?.letGo();
  return { proof: 'two commands sent five times at once', lift: nothing };
};

const shuffledCommands: Inject = async ({ system, people }, { held }) => {
  const repeating = system.points.repeatMessages();
  const opened = await people.openDueIn(2_000);
  const due = Date.parse(opened.clock.dueAt ?? '');
  await mustCome('a deadline', () => Date.now() > due - 100);
  await Promise.all([people.withdrawAtOnce(opened, 3), people.openAtOnce(3)]);
  held?.letGo();
  await mustCome('a message delivered twice', () => repeating.times() > 0);
  return {
    proof: `commands sent again at a deadline, ${repeating.times()} messages delivered twice`,
    lift: () => {
      repeating.stop();
      return nothing();
    },
  };
};

/** The faults of the matrix by name; each of the variants counts as the fault. */
export const INJECT = {
  apiKilled: { killed: apiKilled },
  relay: { killed, 'two relays': twoRelays },
  worker: { SIGKILL: killed, SIGTERM: terminated, 'SIGSTOP 60 s': stopped },
  allWorkersDown: { 'all killed': allWorkersDown },
  temporalKilled: { killed: temporalKilled },
  postgres: { crash: postgresCrashed, 'backends killed': backendsKilled },
  postgresInMigration: { crash: crashedInMigration },
  apiToPostgres: linkFaults('apiToPostgres'),
  workerToPostgres: linkFaults('workerToPostgres'),
  workerToTemporal: linkFaults('workerToTemporal'),
  mail: {
    '500': mailBroken('refuses', (link) => {
      link.cut();
      link.answer('554 5.3.2 no service here\r\n');
    }),
    hang: mailBroken('hangs', (link) => link.hang()),
    'accepts, then drops': mailBroken('drops', (link) => link.loseRepliesTo(END_OF_LETTER)),
  },
  resources: { 'pool exhausted': poolExhausted, 'disk full': diskFull },
  otherHost: {
    'clock +10 min': otherHost({ clockMinutes: CLOCK_AHEAD_MINUTES }, 'with its clock ahead'),
    'another TZ': otherHost({ zone: 'America/New_York' }, 'in another time zone'),
  },
  badBuild: { 'rolled back': badBuild },
  repeated: { commands: repeatedCommands },
  repeatedMessages: { messages: repeatedMessages },
  shuffled: { 'commands and messages': shuffledCommands },
} satisfies Readonly<Record<string, Readonly<Record<string, Inject>>>>;
export type Fault = keyof typeof INJECT;
