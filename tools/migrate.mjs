/**
 * Brings the database that DATABASE_URL names up to the newest migration, gives the roles of API and
 * worker the passwords that are configured, and ends.
 */
import { createRequire } from 'node:module';
import { say } from './process.mjs';

const require = createRequire(import.meta.url);

async function main() {
  const { migrationConfig } = require('../libs/platform/dist/index.js');
  const {
    DatabaseUnreachable,
    givePasswords,
    migrate,
  } = require('../libs/persistence/dist/index.js');
  const { databaseUrl, passwords } = migrationConfig(process.env);
  const { applied } = await migrate(databaseUrl).catch((error) => {
    if (!(error instanceof DatabaseUnreachable)) throw error;
    throw new Error(
      `the database that DATABASE_URL names cannot be reached, so nothing was changed: ${error.message}`,
    );
  });
  await givePasswords(databaseUrl, passwords);
  say(applied.length === 0 ? 'the database is up to date' : `applied ${applied.join(', ')}`);
}

try {
  await main();
  // The migration engine leaves a timer behind that would hold this process.
  process.exit(0);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
