import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadGuideline, type Guideline } from '@assent/criteria';

const FILES = [
  'guideline',
  'facts',
  'value-sets',
  'initiation',
  'continuation',
  'renewal',
  'holds',
  'advisories',
] as const;

/** Reads every guideline folder; throws `GuidelineRefused` for one that cannot be used. */
export function readGuidelines(folder: string): readonly Guideline[] {
  return foldersIn(folder)
    .flatMap((drug) => foldersIn(join(folder, drug)).map((version) => join(folder, drug, version)))
    .filter((path) => existsSync(join(path, 'guideline.json')))
    .map(readGuideline);
}

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

function readGuideline(folder: string): Guideline {
  const files = FILES.map((file): [string, unknown] => [
    file,
    JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')),
  ]);
  const content = Object.fromEntries(files);
  return loadGuideline(content, digestOf(content));
}

/** SHA-256, in hexadecimal, of the content with the members of every object in order. */
export function digestOf(content: unknown): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join()}}`;
}
