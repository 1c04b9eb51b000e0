export * from './fact-path';
export * from './npi';
export * from './words';
