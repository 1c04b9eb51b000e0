export { createApi } from './create-api';
export type { ApiDependencies, Dependency, TokenParties } from './dependencies';
export { localIssuer, verificationKeys } from './http/token-keys';
export { accessRecorder } from './modules/access-log/access-recorder';
export { measureRotation } from './modules/documents/key-rotation';
export { measureRecord } from './modules/reports/record-metrics';
export { reconciler } from './modules/stuck/reconciler';
export { determinationWriter } from './modules/evaluation/determination-text';
