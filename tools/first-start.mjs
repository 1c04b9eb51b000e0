/**
 * Drives the first start of this project as people meet it, on fresh clones of the commit that is
 * checked out: `npm run test:first-start`. The umask is 077, the paths have blanks and letters beyond
 * ASCII, no folder is open to others, and PATH leads to no browser. Each situation counts as one test.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, chownSync, closeSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { openSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './process.mjs';

const BROWSERS = new Set(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
/** Specs that start Postgres and drive the web app in a browser. */
const SPECS = ['test/src/record/versions.spec.ts', 'test/src/web/case-calls.spec.ts'];
// A name that fits no spec would be passed over.
for (const spec of SPECS) accessSync(join(root, spec));
const START_TIMEOUT_MS = 8 * 60_000;
const STOP_TIMEOUT_MS = 60_000;

/** Folders and accounts to remove in the end. */
const leftovers = [];

/** What is driven, in this order: the later ones go on with the clones of the first. */
const situations = [
  ['root, in a folder closed to others: `npm start`', () => asRoot().firstStart()],
  ['an ordinary user, beside a running clone: `npm start`', () => asUser().firstStart()],
  ['the same user, after Ctrl-C: `npm start`', () => asUser().startAgain()],
  ['root, after a `kill -9` of everything: `npm start`', () => asRoot().startAfterKill()],
  ['root, without the packages of a workspace: `npm start`', () => asRoot().startIncomplete()],
  ['root, in a folder closed to others: `npm test`', () => asRoot().test()],
  ['an ordinary user: `npm test`', () => asUser().test()],
];

const asRoot = once(() => {
  if (process.getuid() !== 0) throw new Error('this needs root; run the command as root');
  return newClone(newFolder(), undefined);
});

const asUser = once(() => {
  const account = process.getuid() === 0 ? newAccount() : undefined;
  return newClone(newFolder(account), account);
});

/** A clone in a folder of its own that is also the home of whoever works in it. */
function newClone(home, account) {
  const folder = join(home, 'a clone of Zoë');
  const clone = ['-c', 'safe.directory=*', 'clone', '--quiet', '--no-hardlinks', root, folder];
  execFileSync('git', clone, { stdio: 'inherit' });
  for (const name of ['tmp', 'path']) mkdirSync(join(home, name));
  const env = environment(home);
  if (account) handOver(home, account);
  const options = { cwd: folder, env, detached: true, ...account };
  leftovers.push(() => killAll(folder));
  let logs = 0;
  let stack;
  let earlierPid;
  let caseId;

  const run = (args) => {
    const log = join(home, `${(logs += 1)}.log`);
    const output = openSync(log, 'w');
    const child = spawn('npm', args, { ...options, stdio: ['ignore', output, output] });
    closeSync(output);
    const ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { child, ended, printed: () => readFileSync(log, 'utf8') };
  };

  const start = async () => {
    if (account) handOver(npmCache(), account);
    stack = run(['start']);
    const file = join(folder, '.run/stack.json');
    const addresses = () => attempt(() => JSON.parse(readFileSync(file, 'utf8'))).value;
    // After a kill the file of the earlier run is there until the new one takes it away.
    const isUp = () => ![undefined, earlierPid].includes(addresses()?.pid);
    const outcome = await Promise.race([stack.ended, until(isUp, START_TIMEOUT_MS)]);
    if (outcome !== true) throw new Error(`it does not start:\n${lastLines(stack.printed())}`);
    earlierPid = addresses().pid;
    return addresses();
  };

  const stop = async () => {
    process.kill(-stack.child.pid, 'SIGINT');
    const code = await Promise.race([
      stack.ended,
      pause(STOP_TIMEOUT_MS, 'nothing', { ref: false }),
    ]);
    if (code !== 0) throw new Error(`Ctrl-C ended it with ${code}:\n${lastLines(stack.printed())}`);
  };

  const requireFirst = () => {
    if (caseId === undefined) throw new Error('its first start failed');
  };

  const startAgain = async () => {
    const addresses = await start();
    await requireCase(addresses, caseId);
  };

  return {
    firstStart: async () => {
      const addresses = await start();
      caseId = await openCase(addresses, join(folder, 'docs/tour/request.json'));
      await requireCase(addresses, caseId);
    },
    startAgain: async () => {
      requireFirst();
      await stop();
      await startAgain();
      await stop();
    },
    startAfterKill: async () => {
      requireFirst();
      killAll(folder);
      await startAgain();
      await stop();
    },
    startIncomplete: async () => {
      requireFirst();
      for (const made of ['apps/web/node_modules', 'apps/web/dist', '.nx']) {
        execFileSync('rm', ['-r', join(folder, made)]);
      }
      await startAgain();
      await stop();
    },
    test: async () => {
      const tests = run(['test', '--', ...SPECS]);
      const code = await tests.ended;
      if (code !== 0) throw new Error(`it failed:\n${lastLines(tests.printed())}`);
      const passed = /^(\d+) passed, 0 failed$/m.exec(tests.printed())?.[1];
      if (!(passed > 0)) throw new Error(`nothing passed:\n${lastLines(tests.printed())}`);
    },
  };
}

/** What this process has, without what a developer's machine has beyond a bare one. */
function environment(home) {
  const foreign = /^(npm_|XDG_|ASSENT_|CHROME_PATH$|NODE_ENV$|PORT$|DATABASE_URL$)/i;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const registry = process.env.npm_config_registry;
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    TMPDIR: join(home, 'tmp'),
    PATH: pathWithoutBrowsers(join(home, 'path')),
    CHROME_PATH: '',
    npm_config_cache: npmCache(),
    ...(registry && { npm_config_registry: registry }),
  };
}

/** A folder of PATH with a browser in it is replaced by links to all else that is in it. */
function pathWithoutBrowsers(links) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => existsSync(folder));
  return folders
    .filter((folder) => !folder.startsWith(root))
    .map((folder, place) => {
      const names = readdirSync(folder);
      if (!names.some((name) => BROWSERS.has(name))) return folder;
      const replacement = join(links, String(place));
      mkdirSync(replacement);
      for (const name of names) {
        if (!BROWSERS.has(name)) symlinkSync(join(folder, name), join(replacement, name));
      }
      return replacement;
    })
    .join(delimiter);
}

/** Downloads are shared by the clones, and by nothing else on this machine. */
const npmCache = once(() => newFolder());

/** Below the folder for temporary files, which everyone may enter, and closed itself. */
function newFolder(account) {
  const folder = mkdtempSync(join(existsSync('/tmp') ? '/tmp' : tmpdir(), 'assent first-start '));
  leftovers.push(() => execFileSync('rm', ['-rf', folder]));
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

function newAccount() {
  const name = `assent-${randomBytes(4).toString('hex')}`;
  execFileSync('useradd', ['--no-create-home', '--user-group', '--shell', '/bin/sh', name]);
  leftovers.push(() => execFileSync('userdel', [name]));
  const idOf = (option) => Number(execFileSync('id', [option, name]).toString());
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function handOver(folder, { uid, gid }) {
  execFileSync('chown', ['-R', '--no-dereference', `${uid}:${gid}`, folder]);
}

async function openCase({ api }, requestFile) {
  const page = await (await fetch(api, { headers: { accept: 'text/html' } })).text();
  if (!page.includes('<div id="root">')) throw new Error('the web app is not served');
  const opened = await call(
    api,
    'POST',
    '/v1/cases',
    JSON.parse(readFileSync(requestFile, 'utf8')),
  );
  return opened.id;
}

async function requireCase({ api }, id) {
  const { status } = await call(api, 'GET', `/v1/cases/${id}`);
  if (status !== 'pending-information') throw new Error(`the case is \`${status}\``);
}

async function call(api, method, path, body) {
  const json = { 'content-type': 'application/json' };
  const role = JSON.stringify({ role: 'intake', subject: 'first-start' });
  const issued = await fetch(`${api}/dev/token`, { method: 'POST', headers: json, body: role });
  const { token } = await issued.json();
  const headers = { authorization: `Bearer ${token}` };
  if (body) Object.assign(headers, json, { 'idempotency-key': randomBytes(16).toString('hex') });
  const answer = await fetch(`${api}${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
  });
  if (answer.ok) return answer.json();
  throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
}

/** Kills each process that works in the folder or on something in it, as a power cut would. */
function killAll(folder) {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) !== process.pid && worksIn(folder, pid)) process.kill(Number(pid), 'SIGKILL');
  }
}

function worksIn(folder, pid) {
  try {
    const told = [readlinkSync(`/proc/${pid}/cwd`), readFileSync(`/proc/${pid}/cmdline`, 'utf8')];
    return told.some((text) => text.includes(folder));
  } catch {
    return false;
  }
}

async function until(holds, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  while (!holds()) {
    if (performance.now() > deadline) return false;
    await pause(200, undefined, { ref: false });
  }
  return true;
}

function lastLines(text) {
  return text.trimEnd().split('\n').slice(-60).join('\n');
}

/** Does something when it is first asked for; what failed then fails each time. */
function once(make) {
  let made;
  return () => {
    made ??= attempt(make);
    if (made.error) throw made.error;
    return made.value;
  };
}

function attempt(make) {
  try {
    return { value: make() };
  } catch (error) {
    return { error };
  }
}

async function driveAll() {
  let failed = 0;
  for (const [title, drive] of situations) {
    const start = performance.now();
    const say = (outcome) => {
      const seconds = Math.round((performance.now() - start) / 1_000);
      process.stdout.write(`${outcome}  ${title} (${seconds} s)\n`);
    };
    try {
      await drive();
      say('passed');
    } catch (error) {
      failed += 1;
      say('FAILED');
      process.stdout.write(`${error.message}\n`);
    }
  }
  return failed;
}

process.umask(0o077);
// A Ctrl-C reaches this process alone: the clones' have sessions of their own.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
process.on('exit', () => {
  for (const remove of leftovers.reverse()) attempt(remove);
});
const failed = await driveAll();
process.stdout.write(`${situations.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
