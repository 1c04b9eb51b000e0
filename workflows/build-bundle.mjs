// Bundles the compiled workflows once, so that no worker spends its start on it.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const compiled = (name) => fileURLToPath(new URL(`dist/${name}.js`, import.meta.url));
const quiet = { log: () => {}, trace: () => {}, debug: () => {}, info: () => {} };

const { code } = await bundleWorkflowCode({
  workflowsPath: compiled('bundle'),
  failureConverterPath: compiled('failure-converter'),
  workflowInterceptorModules: [compiled('trace-context')],
  logger: { ...quiet, warn: console.warn, error: console.error },
});
await writeFile(compiled('workflow-bundle'), code);
