import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEncryptionKey } from '@assent/platform';
import { encryptionKeys } from './encryption-keys';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-keys-'));
  path = join(folder, 'encryption-keys');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the encryption keys', () => {
  it('begin with one that is made once and readable only by its owner', async () => {
    const made = await encryptionKeys(path);
    expect(await encryptionKeys(path)).toBe(made);
    expect(readdirSync(folder)).toEqual(['encryption-keys']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('include those that a person adds', async () => {
    const keys = ['newer', 'older'].map(newEncryptionKey);
    writeFileSync(path, `${keys.join('\n')}\n`);
    expect(await encryptionKeys(path)).toBe(keys.join('\n'));
  });

  it('are reported by their file name, with what to do, when they are damaged', async () => {
    const sentence = `\`${path}\` has no valid encryption keys`;
    for (const damaged of ['', 'local:AAAA', `${newEncryptionKey('a')} b`]) {
      writeFileSync(path, damaged);
      await expect(encryptionKeys(path)).rejects.toThrow(sentence);
    }
    rmSync(path);
    mkdirSync(path);
    await expect(encryptionKeys(path)).rejects.toThrow(sentence);
  });
});
