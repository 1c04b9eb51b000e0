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
