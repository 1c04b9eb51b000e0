import { spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signalProcess, until } from '@assent/local';
import { START_HOOK_MS, PROJECT, startStack, type RunningStack } from './running-stack';

interface Block {
  readonly language: string;
  readonly text: string;
}

/** The code blocks of one chapter of the README, in order. */
function blocksOf(chapter: string): Block[] {
  const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
  const [, text = ''] = readme.split(`## ${chapter}\n`);
  const [own = ''] = text.split('\n## ');
  return [...own.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language = '', block = '']) => ({
    language,
    text: block,
  }));
}

/** What differs from one run to the next, by what it is. */
const PASSING: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>'],
  [/\b[0-9a-f]{64}\b/g, '<digest>'],
  [/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<instant>'],
  [/\d{4}-\d{2}-\d{2}(?!T)/g, '<date>'],
  [/\b(PA|AU|AP)-[0-9A-Z]{5}-[0-9A-Z]{5}\b/g, '<$1 number>'],
  // The letters follow what they are about a moment later.
  [/\nsoftware - Letter sent: peer-to-peer offer\./, ''],
  [/(?:\nsoftware - Letter (?:sent|to the member ready to print): denial\.){1,2}$/, ''],
];

function lasting(text: string): string {
  return PASSING.reduce((kept, [pattern, name]) => kept.replace(pattern, name), text.trim());
}

const WAIT = { timeoutMs: 60_000, everyMs: 100 };
const MARK = '=== end of a block ===';

/** Runs blocks one after another in one shell, as a reader would, and splits what they printed. */
async function printedBy(blocks: readonly Block[], folder: string): Promise<string[]> {
  const script = blocks.map(({ text }) => `${text}\necho '${MARK}'`).join('\n');
  const shell = spawn('bash', ['-eu', '-o', 'pipefail', '-c', script], { cwd: folder });
  let printed = '';
  let complaints = '';
  shell.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  shell.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const code = await new Promise((resolve) => shell.once('close', resolve));
  if (code !== 0) throw new Error(`a block of the tour failed: ${complaints}`);
  return printed.split(`${MARK}\n`).slice(0, -1);
}

describe('the system started by `npm start`', () => {
  let stack: RunningStack;

  beforeAll(async () => {
    stack = await startStack('start');
  }, START_HOOK_MS);
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  it('gives the answers of the tour word for word', async () => {
    const blocks = blocksOf('Five-minute tour');
    const commands = blocks.filter(({ language }) => language === 'sh');
    const printed = await printedBy(commands, stack.folder);
    const answers = commands.map((command) => {
      const next = blocks[blocks.indexOf(command) + 1];
      return next && next.language !== 'sh' ? lasting(next.text) : '';
    });
    expect(answers.filter((answer) => answer !== '').length).toBeGreaterThan(5);
    expect(printed.map(lasting)).toEqual(answers);
  }, 60_000);

  const letters = async (): Promise<unknown[]> =>
    (await fetch(`${stack.addresses.mail}/messages`)).json() as Promise<unknown[]>;

  it('stops in an orderly way, and has its data when it starts again', async () => {
    const caught = await letters();
    expect(caught).not.toEqual([]);
    expect(await stack.stop()).toBe(0);
    stack = await startStack('start', stack.folder);
    // Letters that were still due come beside those that were caught before.
    expect(await letters()).toEqual(expect.arrayContaining(caught));
    const command = { language: 'sh', text: blocksOf('Five-minute tour')[0]?.text ?? '' };
    const list = {
      language: 'sh',
      text: 'curl -s "$API/v1/cases?q=FB1002004" -H "$CLERK" | show items',
    };
    const [, cases = ''] = await printedBy([command, list], stack.folder);
    expect(cases).toContain('"status": "denied"');
  }, 180_000);

  it('creates no second database while its own is missing, and continues when that is back', async () => {
    const run = join(stack.folder, '.run');
    const [database, away] = [join(run, 'postgres'), join(run, 'away')];
    const password = readFileSync(`${database}.password`, 'utf8');
    const pid = Number.parseInt(readFileSync(join(database, 'postmaster.pid'), 'utf8'), 10);
    renameSync(database, away);
    signalProcess(pid, 'SIGKILL');
    const beside = ['audit', 'mail.jsonl', 'samples-made'].map((name) => join(run, name));
    const left = [`${database}.password`, ...beside];
    const [file, audit, mail, samples] = left.map((path) => `\`${path}\``);
    const gone = `assent: the database folder \`${database}\` is gone, but ${file}, ${audit}, ${mail}, and ${samples} of it are still here. Nothing was changed; put the folder back, or start with --reset, which deletes all data`;
    expect(await until(() => stack.printed.includes(gone), WAIT)).toBe(true);
    expect(existsSync(database)).toBe(false);
    expect(readFileSync(`${database}.password`, 'utf8')).toBe(password);
    renameSync(away, database);
    const serves = async () => (await fetch(`${stack.addresses.api}/readyz`)).ok;
    expect(await until(serves, WAIT)).toBe(true);
  }, 120_000);

  it('stops, and says why, if its folder is removed or belongs to another stack', async () => {
    const lock = join(stack.folder, '.run/stack.lock');
    const others = join(stack.folder, '.run/stack.json');
    writeFileSync(lock, '1\n');
    expect(await stack.exited).toBe(1);
    expect(stack.printed).toContain(
      `assent: the file \`${lock}\` was removed or belongs to another stack; this stack stops; start it again`,
    );
    expect(existsSync(others)).toBe(true);
  }, 60_000);
});
