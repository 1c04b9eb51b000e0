import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  GuidelineRefused,
  loadGuideline,
  loadPresentation,
  type DefinitionFault,
  type Guideline,
  type Presentation,
} from '@assent/criteria';
import { digestOf } from './digest';

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

/** Optional files of a folder. */
const OPTIONAL_FILES = ['definitions'] as const;

/** The digest of the content: no published content changes unnoticed. */
const SEAL = 'digest.sha256';

/** How the guideline is shown. It is not sealed: names may improve. */
const PRESENTATION = 'presentation.json';

/** A guideline of a folder, with the names that people see. */
export interface PublishedGuideline extends Guideline {
  readonly presentation: Presentation;
}

/** Reads every guideline folder; throws `GuidelineRefused` for an unusable one. */
export function readGuidelines(folder: string): readonly PublishedGuideline[] {
  return foldersIn(folder)
    .flatMap((drug) => foldersIn(join(folder, drug)).map((version) => join(folder, drug, version)))
    .filter((path) => existsSync(join(path, 'guideline.json')))
    .map(readGuideline);
}

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

function readGuideline(folder: string): PublishedGuideline {
  const named = OPTIONAL_FILES.filter((file) => existsSync(join(folder, `${file}.json`)));
  const files = [...FILES, ...named].map((file): [string, unknown] => [
    file,
    readJson(folder, `${file}.json`),
  ]);
  const content = Object.fromEntries(files);
  const guideline = loadGuideline(content, digestOf(content));
  const faults = [...nameFaults(folder, guideline), ...sealFaults(folder, guideline)];
  if (faults.length > 0) throw new GuidelineRefused(faults);
  const presentation = loadPresentation(readJson(folder, PRESENTATION), guideline);
  return { ...guideline, presentation };
}

function readJson(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

function nameFaults(folder: string, { id, version, reading }: Guideline): DefinitionFault[] {
  const stands = `${basename(dirname(folder))}/${basename(folder)}`;
  const meant = `${id}/${version}${reading > 1 ? `-reading-${reading}` : ''}`;
  if (stands === meant) return [];
  return [{ path: 'guideline.version', message: `the folder \`${stands}\` must be \`${meant}\`` }];
}

function sealFaults(folder: string, { digest }: Guideline): DefinitionFault[] {
  const seal = join(folder, SEAL);
  if (existsSync(seal) && readFileSync(seal, 'utf8').trim() === digest) return [];
  return [
    {
      path: SEAL,
      message: `the content has the digest \`${digest}\`: put a change of what cases were evaluated under into a folder of its own, as a revision or as the next reading; seal a folder that is not in use yet with this digest`,
    },
  ];
}
