import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issuerKey } from './issuer-key';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-key-'));
  path = join(folder, 'dev-issuer.jwk');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the key of development tokens', () => {
  it('is created once, in full, and is readable only by its owner', async () => {
    const made = await issuerKey(path);
    expect(await issuerKey(path)).toBe(made);
    expect(readdirSync(folder)).toEqual(['dev-issuer.jwk']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is reported by its file name, with what to do, when it is damaged', async () => {
    const sentence = `\`${path}\` is not a valid token signing key; delete it, and the next start creates a new one`;
    const whole = JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'AA', kid: '1' });
    for (const damaged of ['', '{"kty":"EC","crv":"P-2', whole]) {
      writeFileSync(path, damaged);
      await expect(issuerKey(path)).rejects.toThrow(sentence);
    }
    rmSync(path);
    mkdirSync(path);
    await expect(issuerKey(path)).rejects.toThrow(sentence);
  });
});
