import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

export const ROOT = join(__dirname, '../../..');

/** What a project may import; null: anything. */
export interface Row {
  readonly imports: readonly string[] | null;
  readonly packages: readonly string[] | null;
}

const rows = z.record(
  z.string(),
  z.object({ imports: z.array(z.string()).nullable(), packages: z.array(z.string()).nullable() }),
);

/** The rows of boundaries.mjs, by the folder of the project. */
export function boundaries(): Readonly<Record<string, Row>> {
  const script =
    "import('./boundaries.mjs').then(({ projects }) => console.log(JSON.stringify(projects)))";
  return rows.parse(
    JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: ROOT }).toString()),
  );
}

/** A text that is in a file of the project for the length of a test. */
export interface Planted {
  readonly file: string;
  readonly text: string;
}

/** The rules that each text breaks, by the project's own lint configuration. */
export async function brokenRules(
  planted: readonly Planted[],
  rules: readonly string[],
  { typed }: { typed: boolean },
): Promise<readonly (readonly string[])[]> {
  const linting = promisify(execFile)(process.execPath, [join(__dirname, 'lint.mjs')], {
    cwd: ROOT,
    maxBuffer: 10_000_000,
  });
  linting.child.stdin?.end(JSON.stringify({ rules, typed, planted }));
  const { stdout } = await linting;
  return z.array(z.array(z.string())).parse(JSON.parse(stdout));
}
