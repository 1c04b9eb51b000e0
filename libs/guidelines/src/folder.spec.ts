import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGuidelines } from './folder';

const PUBLISHED = join(__dirname, '..', 'ixazomib', '2024-10-01');
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guidelines-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function copiedAs(folder: string): string {
  const path = join(root, folder);
  cpSync(PUBLISHED, path, { recursive: true });
  return path;
}

it('reads a published folder', () => {
  copiedAs('ixazomib/2024-10-01');
  expect(readGuidelines(root).map(({ id, version }) => [id, version])).toEqual([
    ['ixazomib', '2024-10-01'],
  ]);
});

it('refuses a published folder whose content has changed', () => {
  const file = join(copiedAs('ixazomib/2024-10-01'), 'initiation.json');
  const changed = readFileSync(file, 'utf8').replace('"approvalMonths": 6', '"approvalMonths": 7');
  writeFileSync(file, changed);
  expect(() => readGuidelines(root)).toThrow('digest.sha256: the content has the digest');
});

it('refuses a folder that is not named by its drug and version', () => {
  copiedAs('ixazomib/2025-01-01');
  expect(() => readGuidelines(root)).toThrow(
    'the folder `ixazomib/2025-01-01` must be `ixazomib/2024-10-01`',
  );
});

it('reads the next reading of a version next to the first', () => {
  copiedAs('ixazomib/2024-10-01');
  cpSync(`${PUBLISHED}-reading-2`, join(root, 'ixazomib/2024-10-01-reading-2'), {
    recursive: true,
  });
  expect(readGuidelines(root).map(({ version, reading }) => [version, reading])).toEqual([
    ['2024-10-01', 1],
    ['2024-10-01', 2],
  ]);
});

it('refuses a reading in the folder of another guideline', () => {
  cpSync(`${PUBLISHED}-reading-2`, join(root, 'ixazomib/2024-10-01'), { recursive: true });
  expect(() => readGuidelines(root)).toThrow('must be `ixazomib/2024-10-01-reading-2`');
});

function refusedWith(change: (presentation: Record<string, unknown>) => unknown): string {
  const folder = copiedAs('ixazomib/2024-10-01');
  const file = join(folder, 'presentation.json');
  const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...content, ...(change(content) as object) }));
  try {
    readGuidelines(root);
    return 'nothing';
  } catch (error) {
    return String(error);
  }
}

describe('names for people', () => {
  it('can be improved without a new folder', () => {
    const bettered = refusedWith(({ facts }) => ({
      facts: { ...(facts as object), setting: { label: 'Who gives it' } },
    }));
    expect(bettered).toBe('nothing');
  });

  it.each<[string, (presentation: Record<string, unknown>) => unknown, string]>([
    ['a fact without one', () => ({ facts: {} }), 'presentation.facts: `setting` has no name'],
    [
      'a fact that is not declared',
      ({ facts }) => ({ facts: { ...(facts as object), shoeSize: { label: 'Shoe size' } } }),
      'presentation.facts.shoeSize: `shoeSize` is not declared',
    ],
    [
      'a unit of something that is not a number',
      ({ facts }) => ({ facts: { ...(facts as object), setting: { label: 'Who', unit: 'mg' } } }),
      'presentation.facts.setting: `setting` is no number',
    ],
    [
      'a word without one',
      ({ words }) => ({ words: { ...(words as object), setting: {} } }),
      'presentation.words.setting: `self-administered` has no name',
    ],
    [
      'words for a fact that has none',
      ({ words }) => ({ words: { ...(words as object), priorTherapies: {} } }),
      'presentation.words.priorTherapies: `priorTherapies` is not declared',
    ],
    ['a code without one', () => ({ codes: [] }), 'presentation.codes: `C88.00` has no name'],
    [
      'a code that ends before it starts',
      ({ codes }) => ({
        codes: (codes as { code: string }[]).map((code) =>
          code.code === 'C90.00' ? { ...code, validTo: '2015-09-30' } : code,
        ),
      }),
      '`C90.00` ends before it begins',
    ],
    ['another member', () => ({ colours: {} }), 'presentation: '],
  ])('are refused with %s', (_, change, fault) => {
    expect(refusedWith(change)).toContain(fault);
  });
});
