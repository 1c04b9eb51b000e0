import type { Logger } from '@assent/platform';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

/**
 * Sets up the Temporal SDK for this process: leaves signals to their one owner, and keeps only the
 * sentence and the ids of its logs.
 */
export function installTemporalRuntime(log: Logger): void {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
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
