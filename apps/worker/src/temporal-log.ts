import type { Logger, WorkerConfig } from '@assent/platform';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

/**
 * What the SDK says of the sandbox's time-skipping server, of whatever version: it does not tell what
 * it can do. Our activities keep nothing in heartbeats.
 */
const UNTOLD_BY_TEST_SERVER = 'did not advertise the activity_failure_include_heartbeat capability';

/**
 * Sets up the Temporal SDK for this process: leaves signals to their one owner, and keeps only the
 * sentence and the ids of its logs.
 */
export function installTemporalRuntime({ clock }: Pick<WorkerConfig, 'clock'>, log: Logger): void {
  const isTestServer = clock === 'temporal-test-server';
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      if (isTestServer && message.includes(UNTOLD_BY_TEST_SERVER)) return;
      const { workflowId, activityType } = meta ?? {};
      log[level === 'ERROR' ? 'error' : 'warn'](`temporal: ${message}`, {
        ...(typeof workflowId === 'string' && { workflowId }),
        ...(typeof activityType === 'string' && { activity: activityType }),
      });
    }),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    },
  });
}
