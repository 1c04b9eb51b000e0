import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from './config';
import { readCriterionWordings } from './criterion-wordings';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wordings-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, content: unknown) => {
  writeFileSync(
    join(folder, name),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
};

function faultsOf(path: string): readonly string[] {
  try {
    readCriterionWordings(path);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ problem }) => problem);
    throw error;
  }
  return [];
}

const guideline = { id: 'ixazomib', version: '2024-10-01' };

test('reads the files of a folder, without hidden ones', () => {
  write('ixazomib.json', { guideline, criteria: { 'I.3': { en: 'At most three.' } } });
  write('.notes', 'not JSON');
  expect(readCriterionWordings(folder).get('ixazomib 2024-10-01')?.get('I.3')).toEqual({
    en: 'At most three.',
  });
});

test('refuses a folder with faults, and names each with its file', () => {
  write('a.json', { guideline, criteria: { 'Q.9': { en: '' }, 'I.3': { es: 'Tres.', fr: '' } } });
  write('b.json', { guideline, criteria: { 'Q.9': { en: '' } } });
  write('c.json', '{');
  write('d.yaml', '');
  expect(faultsOf(folder)).toEqual([
    expect.stringMatching(/^has a\.json, which is wrong at `criteria\.I\.3\.en`: /),
    expect.stringMatching(/^has a\.json, which is wrong at `criteria\.I\.3`: .*fr/),
    'has c.json, which is not JSON that can be read',
    'has d.yaml, which is not a .json file',
    'has b.json, which names the criterion Q.9, which the guideline does not have',
    'has b.json, which has a text for Q.9 in en that is empty',
  ]);
});

test('refuses a folder that is not there', () => {
  expect(faultsOf(join(folder, 'none'))).toEqual(['is not a folder that can be read']);
});
