export { runStack, type StackRun } from './run-stack';
