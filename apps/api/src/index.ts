export { createApi } from './create-api';
export type { ApiDependencies, Dependency } from './dependencies';
export { localIssuer, verificationKeys, type TokenParties } from './http/token-keys';
export { reconciler } from './modules/stuck/reconciler';
export { determinationWriter } from './modules/evaluation/determination-text';
