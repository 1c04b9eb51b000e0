// Functions by name: compiled, `export *` looks each up by name again whenever it is called.
export { isAtOrIn, isMembers, valueAt, type Members } from './fact-path';
export { isNpi } from './npi';
export * from './words';
