import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepFolder } from './keep-folder';

describe('keepFolder', () => {
  let parent: string;
  let folder: string;
  let fills: number;
  const isWhole = async (at: string): Promise<boolean> =>
    (await readFile(join(at, 'content'), 'utf8').catch(() => '')) === 'whole';
  const fill = async (at: string): Promise<void> => {
    fills += 1;
    await writeFile(join(at, 'content'), 'whole');
  };
  const content = (): string => readFileSync(join(folder, 'content'), 'utf8');

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'assent-test-'));
    folder = join(parent, 'a b', 'é');
    fills = 0;
  });
  afterEach(() => {
    rmSync(parent, { recursive: true });
  });

  it('fills a folder once', async () => {
    await keepFolder(folder, isWhole, fill);
    await keepFolder(folder, isWhole, fill);
    expect([content(), fills]).toEqual(['whole', 1]);
  });

  it('lets several processes fill it at once, and leaves one folder and nothing else', async () => {
    await Promise.all([1, 2, 3].map(() => keepFolder(folder, isWhole, fill)));
    expect([content(), readdirSync(join(folder, '..'))]).toEqual(['whole', ['é']]);
  });

  it('replaces a broken folder', async () => {
    mkdirSync(folder, { recursive: true });
    await writeFile(join(folder, 'content'), 'wh');
    await keepFolder(folder, isWhole, fill);
    expect([content(), readdirSync(join(folder, '..'))]).toEqual(['whole', ['é']]);
  });

  it('leaves nothing if it cannot be filled', async () => {
    const failing = keepFolder(folder, isWhole, () => Promise.reject(new Error('disk full')));
    await expect(failing).rejects.toThrow('disk full');
    expect(existsSync(folder)).toBe(false);
    expect(readdirSync(join(folder, '..'))).toEqual([]);
  });
});
