import { verifyAudit } from '@assent/application';
import { auditLog } from '@assent/persistence';
import { auditConfig, sealFolder, sealKeys, sha256 } from '@assent/platform';

/** Checks the audit and prints what it found. Ends with 1 if there is something. */
async function main(): Promise<void> {
  const { databaseUrl, publicKeys, sealsFolder } = auditConfig(process.env);
  const verify = verifyAudit({
    log: auditLog(databaseUrl),
    outside: sealFolder(sealsFolder),
    keys: sealKeys(publicKeys),
    sha256,
  });
  const started = performance.now();
  const { cases, entries, findingCount, findings, seals, unsealed } = await verify();
  const seconds = (performance.now() - started) / 1_000;
  for (const finding of findings) print(finding);
  const left = findingCount - findings.length;
  if (left > 0) print(`There is more: ${told(left)} further findings.`);
  print(
    `${told(entries)} audit entries of ${told(cases)} cases and ${told(seals)} seals were checked in ${seconds.toFixed(1)} seconds, ${told(Math.round(entries / seconds))} entries a second. ${told(unsealed)} entries are not sealed yet.`,
  );
  print(
    findingCount === 0
      ? 'The audit is whole.'
      : `The audit is not whole: ${told(findingCount)} findings. See docs/operations.md, "When a check of the audit finds something".`,
  );
  if (findingCount > 0) process.exitCode = 1;
}

function told(count: number): string {
  return count.toLocaleString('en-US');
}

function print(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

main().catch((error: unknown) => {
  const cause =
    error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${cause}\n`);
  process.exitCode = 2;
});
