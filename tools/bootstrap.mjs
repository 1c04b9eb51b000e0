/**
 * The one entry of the project's commands (`npm start`, `npm test` and the others of package.json
 * that name it): makes a fresh clone ready (packages, generated code, build) and runs what was asked
 * for. Plain JavaScript without dependencies, because it runs before there are any. Only the
 * program's own output goes to standard output.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { holdStackLock } from './lock.mjs';
import { inWords, root, runProgram, say } from './process.mjs';
import { backupOptions, stackOptions } from './stack-options.mjs';

/** Of these lines of Node the first that requires ES modules; any later line does from the start. */
const OLDEST_NODES = [
  [20, 19],
  [22, 12],
];
const require = createRequire(import.meta.url);

const verbs = {
  start: (args) => runStack('start', args),
  sandbox: (args) => runStack('sandbox', args),
  test: async (specs) => {
    await ensureInstalled();
    const { test } = await import('./test.mjs');
    return test(specs);
  },
  check: async () => {
    await ensureInstalled();
    const { checks } = await import('./test.mjs');
    return checks();
  },
  'test-web': async (specs) => {
    await ensureInstalled();
    const { testWeb } = await import('./test.mjs');
    return testWeb(specs);
  },
  'test-long': async (specs) => {
    await ensureInstalled();
    const { testLong } = await import('./test.mjs');
    return testLong(specs);
  },
  'test-faults': async () => {
    await ensureInstalled();
    const { testLong } = await import('./test.mjs');
    return testLong(['src/faults/every-cell']);
  },
  'test-model': async () => {
    await ensureInstalled();
    const { testLong } = await import('./test.mjs');
    return testLong(['src/model/']);
  },
  'test-mutation': async (args) => {
    await ensureInstalled();
    const { testMutation } = await import('./mutation/run.mjs');
    return testMutation(args);
  },
  'test-release': async () => {
    await ensureInstalled();
    await ensureBuilt();
    const { testRelease } = await import('./test.mjs');
    return testRelease();
  },
  looks: async () => {
    await ensureInstalled();
    await ensureBuilt();
    const { lookAtEveryPage } = await import('./test.mjs');
    return lookAtEveryPage();
  },
  build: async () => {
    await ensureInstalled();
    await ensureBuilt();
    return 0;
  },
  release: async (args) => {
    const { writeRelease } = await import('./release.mjs');
    return writeRelease(args);
  },
  evaluate: (args) => runBuilt('apps/evaluate/dist/main.js', args),
  'audit-verify': (args) => runBuilt('apps/api/dist/verify-audit.js', args, localAudit),
  backup: async (args) => {
    const { backups } = backupOptions('backup', args, process.env);
    await ensureInstalled();
    await ensureBuilt();
    const { backUp } = require('../apps/stack/dist/index.js');
    await backUp(root, backups);
    return 0;
  },
  restore: async (args) => {
    const options = backupOptions('restore', args, process.env);
    if (!holdStackLock()) return 1;
    await ensureInstalled();
    await ensureBuilt();
    const { restore } = require('../apps/stack/dist/index.js');
    const code = await restore({ root, ...options });
    process.exit(code);
  },
  seed: (args) => runBuilt('apps/stack/dist/seed.js', args),
  fuzz: (args) => runBuilt('test/dist/fuzz/main.js', args),
  soak: (args) => runBuilt('test/dist/faults/soak.js', args),
  bench: (args) => runBuilt('test/dist/bench/main.js', args),
  screenshots: (args) => runBuilt('test/dist/screenshots/main.js', args),
};

async function runStack(verb, args) {
  const options = stackOptions(verb, args, process.env);
  if (!holdStackLock()) return 1;
  await ensureInstalled();
  await ensureBuilt();
  const { runStack: run } = require('../apps/stack/dist/index.js');
  const code = await run({ verb, ...options, root });
  // All of it has ended; the migration engine leaves a timer behind that would hold this process.
  process.exit(code);
}

/** Where nothing is configured, the audit is that of the running stack, read as its auditor. */
function localAudit() {
  const stackFile = resolve(root, '.run/stack.json');
  if ((process.env.DATABASE_URL ?? '') !== '' || !existsSync(stackFile)) return {};
  const { database, audit } = JSON.parse(readFileSync(stackFile, 'utf8'));
  const { databaseUrlOf } = require('../libs/local/dist/index.js');
  return {
    NODE_ENV: 'development',
    DATABASE_URL: databaseUrlOf('assent_auditor', database),
    AUDIT_SEALS_FOLDER: resolve(audit, 'seals'),
    AUDIT_PUBLIC_KEYS: resolve(audit, 'public-keys.pem'),
  };
}

async function runBuilt(program, args, environment = () => ({})) {
  await ensureInstalled();
  await ensureBuilt();
  const path = resolve(root, program);
  if (!existsSync(path)) throw new Error(`there is no program at \`${program}\``);
  return runProgram(process.execPath, ['--enable-source-maps', path, ...args], {
    env: { ...process.env, ...environment() },
  });
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const oldest = OLDEST_NODES.find(([line]) => line === major);
  const lastLine = OLDEST_NODES.at(-1)?.[0] ?? 0;
  if (oldest ? minor >= oldest[1] : major > lastLine) return;
  const wanted = OLDEST_NODES.map((parts) => parts.join('.')).join(' or ');
  throw new Error(`this is Node ${process.versions.node}; install Node ${wanted}, or newer`);
}

async function main([verb = '', ...args]) {
  refuseOldNode();
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (run === undefined) {
    throw new Error(`there is no command \`${verb}\`; use one of ${Object.keys(verbs).join(', ')}`);
  }
  return run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(inWords(error));
  process.exitCode = 1;
}
