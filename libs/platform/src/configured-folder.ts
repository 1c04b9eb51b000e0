import { readdirSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { ConfigError, type ConfigFault } from './config';

/** One thing that a file has wrong, in words that follow `which`. */
export interface FileFault {
  readonly file: string;
  readonly problem: string;
}

/**
 * The names of the files of a folder that configuration names, without hidden ones: mounted folders
 * have some.
 * @throws ConfigError for a folder that can't be read
 */
export function namesIn(folder: string, variable: ConfigFault['variable']): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    throw new ConfigError([{ variable, problem: 'is not a folder that can be read' }]);
  }
}

/** What a `.json` file says, or each thing that it has wrong. */
export function parseFile<T>(
  schema: z.ZodType<T>,
  file: string,
  path: string,
): { readonly value: T | null; readonly faults: readonly FileFault[] } {
  const faulty = (...problems: readonly string[]) => ({
    value: null,
    faults: problems.map((problem) => ({ file, problem })),
  });
  if (!file.endsWith('.json')) return faulty('is not a .json file');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return faulty('is not JSON that can be read');
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return { value: parsed.data, faults: [] };
  return faulty(
    ...parsed.error.issues.map(({ path: at, message }) =>
      at.length === 0 ? `is wrong: ${message}` : `is wrong at \`${at.join('.')}\`: ${message}`,
    ),
  );
}

/** The refusal of a folder whose files have faults. */
export function refusal(
  variable: ConfigFault['variable'],
  faults: readonly FileFault[],
): ConfigError {
  return new ConfigError(
    faults.map(({ file, problem }) => ({ variable, problem: `has ${file}, which ${problem}` })),
  );
}
