import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { scenarios } from './scenarios';

const PROGRAM = join(__dirname, '../../../apps/evaluate/dist/main.js');

function evaluate(input: string, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...options], {
    input,
    encoding: 'utf8',
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
});

test('refuses an option and evaluates nothing', () => {
  expect(evaluate('{}\n', '--fast')).toEqual({
    status: 2,
    lines: [],
    stderr: 'there is no option `--fast`; send requests to standard input, one a line\n',
  });
});
