export { backUp } from './back-up';
export { restore } from './restore';
export { runStack, type StackRun } from './run-stack';
