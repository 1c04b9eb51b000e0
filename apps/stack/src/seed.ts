import { seedCases } from '@assent/local';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const STACK_FILE = resolve(__dirname, '../../../.run/stack.json');
const stack = z.object({ database: z.string() });

/** Ten times what the worklists are measured with. */
const MAX = 10_000_000;

/** Fills the database that DATABASE_URL names, or the running stack's, with synthetic cases. */
async function main(args: readonly string[]): Promise<void> {
  const cases = numberOfCases(args);
  const started = performance.now();
  await seedCases(await databaseUrl(), {
    cases,
    onProgress: (written) => say(`${told(written)} of ${told(cases)} cases`),
  });
  say(`done in ${Math.round((performance.now() - started) / 1_000)} seconds`);
  say('if the API is running, its next checks find the open cases and start their workflows');
}

function numberOfCases(args: readonly string[]): number {
  const { values } = parseArgs({ args: [...args], options: { cases: { type: 'string' } } });
  const cases = Number(values.cases ?? '');
  if (Number.isSafeInteger(cases) && cases > 0 && cases <= MAX) return cases;
  throw new Error(
    `give the number of cases, at most ${told(MAX)}, for example \`npm run seed -- --cases 100000\``,
  );
}

function told(count: number): string {
  return count.toLocaleString('en-US');
}

async function databaseUrl(): Promise<string> {
  const named = process.env['DATABASE_URL'] ?? '';
  if (named !== '') return named;
  try {
    return stack.parse(JSON.parse(await readFile(STACK_FILE, 'utf8'))).database;
  } catch {
    throw new Error('nothing is running here; run `npm start` first, or set DATABASE_URL');
  }
}

function say(sentence: string): void {
  process.stderr.write(`assent: ${sentence}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  say(sentence(error));
  process.exitCode = 1;
});

/** Node's refused connection does not name its target. */
function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'syscall' in error ? `the database cannot be reached: ${error.message}` : error.message;
}
