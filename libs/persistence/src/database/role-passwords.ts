import { escapeIdentifier, escapeLiteral } from 'pg';
import { openClient } from './migrate';

/**
 * Lets roles sign in with these passwords. It takes a server that logs no statements, as
 * docs/operations.md asks.
 * @param databaseUrl as a role that may change them
 * @param passwords by role; null leaves the role's own
 */
export async function givePasswords(
  databaseUrl: string,
  passwords: Readonly<Record<string, string | null>>,
): Promise<void> {
  const given = Object.entries(passwords).filter(([, password]) => password !== null);
  if (given.length === 0) return;
  const client = openClient(databaseUrl);
  await client.connect();
  try {
    for (const [role, password] of given) {
      await client.query(
        `ALTER ROLE ${escapeIdentifier(role)} PASSWORD ${escapeLiteral(password ?? '')}`,
      );
    }
  } finally {
    await client.end();
  }
}
