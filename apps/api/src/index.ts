export { createApi } from './create-api';
export type { ApiDependencies, Dependency, TokenParties } from './dependencies';
export { allowances } from './http/allowances';
export { localIssuer, verificationKeys } from './http/token-keys';
export { accessRecorder } from './modules/access-log/access-recorder';
export { measureRecord } from './modules/reports/record-metrics';
export { sessionKeeper } from './modules/sessions/session-keeper';
export { reconciler } from './modules/stuck/reconciler';
export { determinationWriter } from './modules/evaluation/determination-text';
