import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { scenarios } from './scenarios';

const answer = z.looseObject({ outcome: z.string().optional(), error: z.unknown().optional() });

const PROGRAM = join(__dirname, '../../../apps/evaluate/dist/main.js');

function evaluate(input: string, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...options], {
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, lines: stdout.split('\n').slice(0, -1), stderr };
}

test('answers each line of its input with one line', () => {
  const requests = scenarios.map(({ request }) => JSON.stringify(request));
  const { status, lines, stderr } = evaluate(`${requests.join('\n')}\n\n`);
  expect({ status, stderr, lines: lines.length }).toEqual({
    status: 0,
    stderr: '',
    lines: requests.length + 1,
  });
  expect(lines.at(-1)).toMatch(/^\{"error":/);
  const answers = lines.slice(0, -1).map((line) => answer.parse(JSON.parse(line)));
  const wanted = scenarios.map((each) => each.expect.outcome);
  expect(answers.map(({ outcome }, index) => wanted[index] && outcome)).toEqual(wanted);
  expect(answers.map(({ error }) => error !== undefined)).toEqual(
    scenarios.map(({ expect: { invalid = false } }) => invalid),
  );
});

test('refuses options and evaluates nothing', () => {
  expect(evaluate('{}\n', '--fast')).toEqual({
    status: 2,
    lines: [],
    stderr: 'there is no option `--fast`; send requests to standard input, one per line\n',
  });
});
