import { sealAudit, verifyAudit, type AuditReport, type SealStore } from '@assent/application';
import { databaseUrlOf } from '@assent/local';
import { auditLog } from '@assent/persistence';
import { sealFolder, sealSigner, sha256 } from '@assent/platform';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desk } from '../support/desk';

/** What seals and checks the audit of a desk, with a folder and a key of its own. */
export interface SealedAudit {
  readonly folder: string;
  readonly keyFile: string;
  readonly outside: SealStore;
  readonly signer: ReturnType<typeof sealSigner>;
  /** As the worker. */
  seal(): Promise<number | null>;
  /** As the auditor. */
  verify(): Promise<AuditReport>;
  remove(): Promise<void>;
}

export function sealedAudit({ databaseUrl, records }: Desk): SealedAudit {
  const root = mkdtempSync(join(tmpdir(), 'assent-test-seals-'));
  const folder = join(root, 'seals');
  mkdirSync(folder);
  const keyFile = join(root, 'key.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const signer = sealSigner(keyFile);
  const outside = sealFolder(folder);
  const log = auditLog(databaseUrlOf('assent_auditor', databaseUrl));
  return {
    folder,
    keyFile,
    outside,
    signer,
    seal: sealAudit({ record: records.auditSeals, outside, signer, keys: signer, sha256 }),
    verify: verifyAudit({ log, outside, keys: signer, sha256 }),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
