export { caseWorker, type CaseWorkerOptions } from './case-worker';
export { startDeliveries, type Deliveries } from './letter-deliveries';
export { startRelay, type Relay } from './outbox-relay';
export { runWorker } from './program';
export { searchable, type Searchable } from './known-search-attributes';
export { stepActivities } from './steps.activities';
export { FAILURE_CONVERTER, WORKFLOW_BUNDLE } from './workflow-code';
export { workerMetrics, type WorkerMetrics } from './worker-metrics';
export { deliverToWorkflows } from './start-workflows';
