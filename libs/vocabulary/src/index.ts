// Functions by name: compiled, `export *` looks each up by name again whenever it is called.
export { isAtOrIn, valueAt } from './fact-path';
export { isMembers, type Members } from './members';
export { isNpi } from './npi';
export * from './words';
