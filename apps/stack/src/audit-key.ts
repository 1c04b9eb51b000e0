import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { access, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '@assent/local';

/** Where a stack keeps what its audit is checked with. */
export interface AuditFiles {
  readonly seals: string;
  readonly key: string;
  readonly publicKeys: string;
}

export function auditFiles(folder: string): AuditFiles {
  return {
    seals: join(folder, 'seals'),
    key: join(folder, 'seal-key.pem'),
    publicKeys: join(folder, 'public-keys.pem'),
  };
}

/** Makes the folder of the seals and the key that signs them, at the first start. */
export async function prepareAudit({ seals, key, publicKeys }: AuditFiles): Promise<void> {
  await mkdir(seals, { recursive: true });
  const isThere = await access(key).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeWhole(key, String(privateKey.export({ format: 'pem', type: 'pkcs8' })));
  }
  const publicKey = createPublicKey(await readFile(key, 'utf8'));
  writeWhole(publicKeys, String(publicKey.export({ format: 'pem', type: 'spki' })));
}
