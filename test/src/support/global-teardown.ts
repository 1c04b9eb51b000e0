import { rm } from 'node:fs/promises';

/** Ends what the global set-up started, and removes what it left on disk. */
export default async function tearDown(): Promise<void> {
  const services = globalThis.assentTestServices;
  if (services === undefined) return;
  await Promise.all([services.postgres.stop(), services.temporal.stop()]);
  await rm(services.folder, { recursive: true, force: true });
}
