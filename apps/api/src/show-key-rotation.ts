import { createRecords } from '@assent/persistence';
import { apiConfig } from '@assent/platform';
import { rotationLines } from './modules/documents/rotation-lines';

/** Prints how far the contents of documents have moved to each key, with the configuration of an API. */
async function main(): Promise<void> {
  const { database, encryptionKeys } = apiConfig(process.env);
  const records = createRecords({ databaseUrl: database.url, poolSize: 1 });
  try {
    await records.requireOwnRole();
    const lines = rotationLines(await records.keyRotations.rotations(), encryptionKeys.newest.id);
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await records.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
