import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signalProcess, startChild, until } from '@assent/local';
import { PROJECT } from './running-stack';

/** In a folder without packages or builds, where nothing can be started. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-bootstrap-'));
  cpSync(join(PROJECT, 'tools'), join(folder, 'tools'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(args: readonly string[], PORT = '') {
  const bootstrap = join(folder, 'tools/bootstrap.mjs');
  return spawnSync(process.execPath, [bootstrap, 'start', ...args], {
    env: { PATH: process.env['PATH'], PORT },
    encoding: 'utf8',
  });
}

describe('`npm start`', () => {
  it.each(['0', '65536', 'http', '-1', '3000.5'])(
    'refuses `%s` as a port before it installs or builds anything',
    (port) => {
      expect(start([], port)).toMatchObject({
        status: 1,
        stderr: `assent: PORT is \`${port}\`, which is no port; set it to a number from 1 to 65535\n`,
      });
    },
  );

  it('refuses unknown options', () => {
    expect(start(['--rest']).stderr).toContain('there is no option `--rest`');
  });

  it('names a file that is in the place of its folder', () => {
    const run = join(folder, '.run');
    rmSync(run, { recursive: true, force: true });
    writeFileSync(run, '');
    expect(start([])).toMatchObject({
      status: 1,
      stderr: `assent: \`${run}\` is a file, and has to be a folder; move it away\n`,
    });
    rmSync(run);
  });

  it('says that a stack without addresses is starting or stopping, and leaves the lock of another one', async () => {
    const program = `import { holdStackLock } from ${JSON.stringify(join(folder, 'tools/lock.mjs'))};
      holdStackLock();
      setInterval(() => undefined, 1000);`;
    // Its name is what a stack is known by.
    const own = join(folder, 'bootstrap.mjs');
    writeFileSync(own, program);
    const child = await startChild({
      name: 'a start',
      command: process.execPath,
      args: [own, 'start'],
      stopSignal: 'SIGTERM',
    });
    const lock = join(folder, '.run/stack.lock');
    expect(await until(() => existsSync(lock), { timeoutMs: 30_000 })).toBe(true);
    expect(start([])).toMatchObject({
      status: 1,
      stderr: `assent: a stack is starting or stopping here (process ${child.pid}); wait for it, or stop it first\n`,
    });
    writeFileSync(lock, '1\n');
    await child.stop();
    expect(readFileSync(lock, 'utf8')).toBe('1\n');
    rmSync(lock);
    rmSync(own);
  });

  it('says what to do about a full disk, a file in the way, and files of another account', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const program = `import { mkdirSync, writeFileSync } from 'node:fs';
      import { inWords } from ${JSON.stringify(join(folder, 'tools/process.mjs'))};
      const file = ${JSON.stringify(file)};
      const denied = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/a/.run/stack.lock' });
      for (const act of [
        () => writeFileSync('/dev/full', 'x'),
        () => mkdirSync(file, { recursive: true }),
        () => mkdirSync(file + '/deep/folder', { recursive: true }),
        () => { throw denied; },
      ]) try { act(); } catch (error) { console.log(inWords(error)); }`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    const inTheWay = `\`${file}\` is a file, and has to be a folder; move it away`;
    expect(stdout.trim().split('\n')).toEqual([
      `no space is left on the disk of \`${folder}/\`; free some, and start again`,
      inTheWay,
      inTheWay,
      'you may not use `/a/.run/stack.lock`; start as the account that it belongs to, or make it and `/a/.run` yours with `chown -R`',
    ]);
    rmSync(file);
  });

  it('accepts a port and `--reset`, and then reports the missing packages', () => {
    expect(start(['--reset'], '4100').stderr).toContain('package-lock.json is missing');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves no lock if %s ends it early', async (signal) => {
    const hold = `import { holdStackLock } from ${JSON.stringify(join(folder, 'tools/lock.mjs'))};
      holdStackLock();
      setInterval(() => undefined, 1000);`;
    const child = await startChild({
      name: 'a start',
      command: process.execPath,
      args: ['--input-type=module', '-e', hold],
      stopSignal: 'SIGTERM',
    });
    const lock = join(folder, '.run/stack.lock');
    expect(await until(() => existsSync(lock), { timeoutMs: 30_000 })).toBe(true);
    signalProcess(child.pid, signal);
    expect(await child.exited).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(existsSync(lock)).toBe(false);
  });
});
