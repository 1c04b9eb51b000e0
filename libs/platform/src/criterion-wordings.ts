import { criterionWordings, type CriterionWordings } from '@assent/application';
import { join } from 'node:path';
import { z } from 'zod';
import { namesIn, parseFile, refusal } from './configured-folder';

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
  const read = namesIn(folder, 'CRITERION_WORDINGS').map((name) => ({
    name,
    ...parseFile(wordingFile, name, join(folder, name)),
  }));
  const files = read.flatMap(({ name, value }) => (value ? [{ name, ...value }] : []));
  const found = criterionWordings(files);
  const faults = [...read.flatMap((each) => each.faults), ...found.faults];
  if (faults.length > 0) throw refusal('CRITERION_WORDINGS', faults);
  return found.wordings;
}
