import {
  criterionWordings,
  type CriterionWordings,
  type WordingFault,
  type WordingFile,
} from '@assent/application';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config';

const wording = z.strictObject({ en: z.string(), es: z.string().exactOptional() });

const wordingFile = z.strictObject({
  guideline: z.strictObject({ id: z.string(), version: z.iso.date() }),
  criteria: z.record(z.string(), wording),
});

/**
 * A plan's own wordings of criteria, from the `.json` files of a folder.
 * @throws ConfigError with every fault of every file
 */
export function readCriterionWordings(folder: string): CriterionWordings {
  const read = namesIn(folder).map((name) => parse(name, join(folder, name)));
  const files = read.flatMap((each) => ('faults' in each ? [] : [each]));
  const found = criterionWordings(files);
  const faults = [
    ...read.flatMap((each) => ('faults' in each ? each.faults : [])),
    ...found.faults,
  ];
  if (faults.length > 0)
    throw refusal(faults.map(({ file, problem }) => `has ${file}, which ${problem}`));
  return found.wordings;
}

/** Without hidden entries: mounted folders have some. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    throw refusal(['is not a folder that can be read']);
  }
}

function parse(
  name: string,
  path: string,
): WordingFile | { readonly faults: readonly WordingFault[] } {
  const faulty = (...problems: readonly string[]) => ({
    faults: problems.map((problem) => ({ file: name, problem })),
  });
  if (!name.endsWith('.json')) return faulty('is not a .json file');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return faulty('is not JSON that can be read');
  }
  const parsed = wordingFile.safeParse(content);
  if (parsed.success) return { name, ...parsed.data };
  return faulty(
    ...parsed.error.issues.map(
      ({ path: at, message }) => `is wrong at \`${at.join('.')}\`: ${message}`,
    ),
  );
}

function refusal(problems: readonly string[]): ConfigError {
  return new ConfigError(
    problems.map((problem) => ({ variable: 'CRITERION_WORDINGS', problem }) as const),
  );
}
