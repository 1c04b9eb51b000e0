import { Client, escapeIdentifier, escapeLiteral } from 'pg';

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
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
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
