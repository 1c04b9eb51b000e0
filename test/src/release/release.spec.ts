import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@assent/local';
import { z } from 'zod';
import { clerkAt, tourFile } from '../stack/clerk';
import { testDatabase } from '../support/services';
import { PROJECT, startStack, type RunningStack } from '../stack/running-stack';

/** Bytes of files; an image needs as much, and a disk of 4 KiB blocks a quarter more. */
const MAX_BYTES = 190e6;
/** Packages for building and testing, which a server does not need. */
const TOOLS = [
  'typescript',
  'prisma',
  'jest',
  'nx',
  'playwright-core',
  'vite',
  'react',
  '@swc/cli',
];
const LONG = 300_000;

const opened = z.object({ id: z.string(), status: z.string() });

describe('what `npm run release` writes', () => {
  let folder: string;
  let stack: RunningStack | undefined;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assent-release-'));
    const program = join(PROJECT, 'tools/bootstrap.mjs');
    const { status, stderr } = spawnSync(process.execPath, [program, 'release', folder], {
      env: { ...process.env, NODE_ENV: 'production' },
      encoding: 'utf8',
    });
    expect({ status, said: status === 0 ? '' : stderr }).toEqual({ status: 0, said: '' });
  }, LONG);

  afterAll(async () => {
    await stack?.stop();
    stack?.remove();
  });

  it('has no tools, no sources and no tests, and stays small', () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const own = names.filter((name) => !name.startsWith('node_modules'));
    expect(own.filter((name) => /\.(spec|fixture)\.|\.tsx?$/.test(name))).toEqual([]);
    expect(TOOLS.filter((name) => existsSync(join(folder, 'node_modules', name)))).toEqual([]);
    const sizes = names.map((name) => lstatSync(join(folder, name)).size);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeLessThan(MAX_BYTES);
  });

  it('refuses a folder that is not empty', () => {
    const program = join(PROJECT, 'tools/bootstrap.mjs');
    const again = spawnSync(process.execPath, [program, 'release', folder], { encoding: 'utf8' });
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('is not empty; name a new folder');
  });

  it('updates an empty database', async () => {
    const database = await testDatabase('template1');
    const migrate = () =>
      spawnSync(process.execPath, [join(folder, 'tools/migrate.mjs')], {
        env: { PATH: process.env['PATH'], NODE_ENV: 'test', DATABASE_URL: database.url },
        encoding: 'utf8',
      });
    const first = migrate();
    expect(first.status).toBe(0);
    expect(first.stderr).toContain('assent: applied 20261122000000_first');
    expect(migrate().stderr).toBe('assent: the database is up to date\n');
    await database.drop();
  });

  it(
    'serves the web app, decides, and sends letters',
    async () => {
      mkdirSync(join(folder, '.run'));
      stack = await startStack('start', folder);
      const page = await fetch(stack.addresses.web, { headers: { accept: 'text/html' } });
      expect(await page.text()).toBe(
        readFileSync(join(folder, 'apps/web/dist/index.html'), 'utf8'),
      );

      const clerk = await clerkAt(stack);
      const { id } = opened.parse(await clerk.call('POST', '/v1/cases', tourFile('request.json')));
      const answer = tourFile('answer.json');
      const decided = opened.parse(await clerk.call('POST', `/v1/cases/${id}/information`, answer));
      expect(decided.status).toBe('approved');
      const isSent = async (): Promise<boolean> => {
        const timeline = await clerk.call('GET', `/v1/cases/${id}/timeline`);
        return JSON.stringify(timeline).includes('notice-sent');
      };
      expect(await until(isSent, { timeoutMs: 60_000 })).toBe(true);
    },
    LONG,
  );
});
