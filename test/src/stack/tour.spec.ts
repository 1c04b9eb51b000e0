import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT, startStack, type RunningStack } from './running-stack';

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
  [/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<instant>'],
  [/\d{4}-\d{2}-\d{2}(?!T)/g, '<date>'],
  [/\b(PA|AU)-[0-9A-Z]{5}-[0-9A-Z]{5}\b/g, '<$1 number>'],
  // The letter follows the decision a moment later.
  [/\nsoftware - A letter was sent: denial\.$/, ''],
];

function lasting(text: string): string {
  return PASSING.reduce((kept, [pattern, name]) => kept.replace(pattern, name), text.trim());
}

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

describe('the system as `npm start` runs it', () => {
  let stack: RunningStack;

  beforeAll(async () => {
    stack = await startStack('start');
  }, 120_000);
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  it("gives the tour's answers word for word", async () => {
    const blocks = blocksOf('A tour of five minutes');
    const commands = blocks.filter(({ language }) => language === 'sh');
    const printed = await printedBy(commands, stack.folder);
    const answers = commands.map((command) => {
      const next = blocks[blocks.indexOf(command) + 1];
      return next && next.language !== 'sh' ? lasting(next.text) : '';
    });
    expect(answers.filter((answer) => answer !== '').length).toBeGreaterThan(5);
    expect(printed.map(lasting)).toEqual(answers);
  }, 60_000);

  const letters = async (): Promise<unknown> =>
    (await fetch(`${stack.addresses.mail}/messages`)).json();

  it('ends in order, and has its data when it starts again', async () => {
    const caught = await letters();
    expect(await stack.stop()).toBe(0);
    stack = await startStack('start', stack.folder);
    expect(await letters()).toEqual(expect.arrayContaining([expect.anything()]));
    expect(await letters()).toEqual(caught);
    const command = { language: 'sh', text: blocksOf('A tour of five minutes')[0]?.text ?? '' };
    const list = {
      language: 'sh',
      text: 'curl -s "$API/v1/cases?q=FB1002004" -H "$CLERK" | show items',
    };
    const [, cases = ''] = await printedBy([command, list], stack.folder);
    expect(cases).toContain('"status": "denied"');
    expect(await stack.stop()).toBe(0);
  }, 180_000);
});
