import { randomInt } from 'node:crypto';
import { tokenAt } from '../stack/clerk';
import { startStack } from '../stack/running-stack';
import { schemathesis, type FuzzCount } from './schemathesis';

/** Together they may do everything, and the last nothing but read. */
const ROLES = ['medical-director', 'intake', 'auditor'] as const;

/** With so many a run takes some minutes. */
const EXAMPLES = 10;

/** Far more than a run asks for, so that no answer is about how much was asked. */
const LIMITS = {
  LIMIT_REQUESTS_PER_MINUTE: '1000000',
  LIMIT_BAD_TOKENS_PER_MINUTE: '1000000',
  LIMIT_CALLS_AT_ONCE: '1000',
  LIMIT_CALLS_IN_PROGRESS: '100000',
};

/**
 * Runs the stack, has every call of its OpenAPI document made in many ways, right and wrong, by one
 * role after another, and ends with `N passed, N failed`, where each call counts once for each role.
 */
async function main([
  seed = String(randomInt(2 ** 31)),
  examples = String(EXAMPLES),
]: readonly string[]): Promise<number> {
  const again = `the seed is ${seed}; try it again with: npm run test:fuzz -- ${seed} ${examples}`;
  say(again);
  const fuzz = await schemathesis(say);
  const stack = await startStack('start', undefined, LIMITS);
  const counts: FuzzCount[] = [];
  try {
    const { api } = stack.addresses;
    for (const role of ROLES) {
      say(`as ${role}`);
      const token = await tokenAt(stack, { role, subject: `fuzz-${role}` });
      counts.push(await fuzz({ api, token, seed: Number(seed), examples: Number(examples) }));
    }
  } finally {
    await stack.stop();
    stack.remove();
  }
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  if (failed > 0) say(again);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function say(sentence: string): void {
  process.stderr.write(`assent: ${sentence}\n`);
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
