import type { EncryptionKeys } from '@assent/application';
import { temporalData } from '@assent/platform';
import type { DeliverySteps, Steps } from '@assent/workflows';
import type { WorkerDeploymentVersion } from '@temporalio/common';
import {
  Worker,
  type ActivityInterceptorsFactory,
  type NativeConnection,
} from '@temporalio/worker';
import { WORKFLOW_BUNDLE } from './workflow-code';
import { stepSpans } from './workflow-spans';

export interface CaseWorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly keys: EncryptionKeys;
  /** The build as a version of the deployment; none for workers without versions. */
  readonly version?: WorkerDeploymentVersion | null;
  readonly activities: Steps & DeliverySteps;
  /** What else sees each step. */
  readonly interceptors?: readonly ActivityInterceptorsFactory[];
  /** How long running steps may take to end when the worker stops, in milliseconds. */
  readonly shutdownGraceTime: number;
}

/** A worker that runs the workflows from their prebuilt bundle. */
export function caseWorker(options: CaseWorkerOptions): Promise<Worker> {
  return Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    activities: { ...options.activities },
    shutdownGraceTime: options.shutdownGraceTime,
    // What began under a build ends under it, unless an operator moves it.
    ...(options.version && {
      workerDeploymentOptions: {
        useWorkerVersioning: true,
        version: options.version,
        defaultVersioningBehavior: 'PINNED',
      },
    }),
    workflowBundle: { codePath: WORKFLOW_BUNDLE },
    interceptors: { activity: [stepSpans, ...(options.interceptors ?? [])] },
    dataConverter: temporalData(options.keys),
    // Most cases sleep: a small cache serves the wakes, and memory stays bounded.
    maxCachedWorkflows: 500,
    maxConcurrentWorkflowTaskExecutions: 60,
    maxConcurrentLocalActivityExecutions: 40,
    maxConcurrentActivityTaskExecutions: 20,
  });
}
