import { join } from 'node:path';

export * from './messages';
export * from './steps';

/** The workflows' code as the worker loads it, made by the build. */
export const WORKFLOW_BUNDLE = join(__dirname, '../dist/workflow-bundle.js');

/** The module that every client and worker converts failures with. */
export const FAILURE_CONVERTER = join(__dirname, '../dist/failure-converter.js');
