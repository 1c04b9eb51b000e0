import type { AuditLog, AuditReport, SealKeys, SealStore, Sha256 } from '../ports/audit-log';
import { checkChains } from './check-chains';
import { checkSeals } from './check-seals';
import { Findings } from './findings';

export interface VerificationPorts {
  readonly log: AuditLog;
  readonly outside: SealStore;
  readonly keys: SealKeys;
  readonly sha256: Sha256;
}

/**
 * Checks the audit as it is at one moment: each chain, what the ends of the chains tell of, and the
 * seals. It holds one case and one batch in memory, however long the audit is.
 * @throws RecordUnavailable
 * @throws SealStoreUnavailable
 */
export function verifyAudit({ log, ...ports }: VerificationPorts) {
  return (): Promise<AuditReport> =>
    log.atOneMoment(async (snapshot) => {
      const findings = new Findings();
      const chains = await checkChains(snapshot, ports.sha256, findings);
      const seals = await checkSeals({ log, snapshot, ...ports }, findings);
      return { ...chains, ...seals, findings: findings.told, findingCount: findings.count };
    });
}
