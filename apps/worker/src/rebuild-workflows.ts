import { rebuildWorkflows } from '@assent/application';
import { createRecords, neededWorkflows } from '@assent/persistence';
import { connectToTemporal, temporalClient, workerConfig } from '@assent/platform';
import { runningWorkflows } from './running-workflows';

/** Makes the workflows agree with the record, with the configuration of a worker, and ends. */
async function main(): Promise<void> {
  const { database, temporal, encryptionKeys: keys } = workerConfig(process.env);
  const records = createRecords({ databaseUrl: database.url, poolSize: 1 });
  const connection = connectToTemporal(temporal);
  try {
    await records.requireOwnRole();
    const { namespace, taskQueue } = temporal;
    const { workflow } = temporalClient({ connection, namespace, keys });
    const rebuild = rebuildWorkflows(
      neededWorkflows(records.database),
      runningWorkflows(workflow, taskQueue),
    );
    const { ended, begun } = await rebuild();
    process.stdout.write(
      `${ended} workflows ended, because the record has nothing left for them to do; ${begun} begin anew from the record when a worker runs\n`,
    );
  } finally {
    await connection.close();
    await records.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
