import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Postgres,
  startPostgres,
  startTemporalDevServer,
  temporalProgram,
  type TemporalServer,
} from '@assent/local';
import { migrate } from '@assent/persistence';
import { SEARCH_ATTRIBUTES } from '@assent/workflows';
import { openStackDesk, type StackDesk } from '../stack/shared-stack';
import { TEMPLATE, variables } from './services';

declare global {
  var assentTestServices:
    | { folder: string; postgres: Postgres; temporal: TemporalServer; stackDesk: StackDesk }
    | undefined;
}

/** Data that a power cut may take is all that a test needs. */
const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Starts the services once for all specs, and has the programs ready that single specs start. */
export default async function setUp(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'assent-test-'));
  const [postgres, temporal, stackDesk] = await Promise.all([
    startPostgres({ dir: join(folder, 'postgres'), persistent: false, settings: forgetful }),
    startTemporalDevServer({ namespace: 'default', searchAttributes: SEARCH_ATTRIBUTES }),
    openStackDesk(),
    temporalProgram('temporal-test-server'),
  ]);
  globalThis.assentTestServices = { folder, postgres, temporal, stackDesk };
  await migrate(await postgres.createDatabase(TEMPLATE));
  process.env[variables.adminUrl] = postgres.adminUrl;
  process.env[variables.temporalAddress] = temporal.address;
  process.env[variables.stackDesk] = stackDesk.address;
}
