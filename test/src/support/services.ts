import { randomUUID } from 'node:crypto';
import { createDatabase, dropDatabase } from '@assent/local';

/** A database of its own for one spec file, with every migration applied. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** The migrated database that the global set-up leaves to copy from. */
export const TEMPLATE = 'assent_test_template';

/** How the global setup passes the addresses of its services to the specs. */
export const variables = {
  adminUrl: 'ASSENT_TEST_ADMIN_DATABASE_URL',
  temporalAddress: 'ASSENT_TEST_TEMPORAL_ADDRESS',
  stackDesk: 'ASSENT_TEST_STACK_DESK',
} as const;

/** Copies the migrated database, or another: no one else uses the copy. */
export async function testDatabase(template: string = TEMPLATE): Promise<TestDatabase> {
  const adminUrl = fromSetup(variables.adminUrl);
  const name = `assent_test_${randomUUID().replaceAll('-', '')}`;
  const url = await createDatabase(adminUrl, name, template);
  return { url, drop: () => dropDatabase(adminUrl, name) };
}

/** The database of an owner's address, as the superuser: only that sees and ends others' sessions. */
export function adminUrlOf(ownerUrl: string): string {
  const url = new URL(fromSetup(variables.adminUrl));
  url.pathname = new URL(ownerUrl).pathname;
  return url.href;
}

/** `host:port` of the Temporal dev server, namespace `default`, shared by all specs. */
export function temporalAddress(): string {
  return fromSetup(variables.temporalAddress);
}

/** @throws where there was no global set-up */
export function fromSetup(variable: string): string {
  const value = process.env[variable];
  if (value !== undefined) return value;
  throw new Error('the services of the tests are not there; run them with test/jest.config.cjs');
}
