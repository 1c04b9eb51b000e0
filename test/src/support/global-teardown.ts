import { rm } from 'node:fs/promises';

/** Ends what the global set-up started, and removes what it left on disk. */
export default async function tearDown(): Promise<void> {
  const services = globalThis.assentTestServices;
  if (services === undefined) return;
  const { postgres, temporal, stackDesk } = services;
  await Promise.all([postgres.stop(), temporal.stop(), stackDesk.stop()]);
  await rm(services.folder, { recursive: true, force: true });
}
