/** What the worker runs: every workflow, under the name it is started by. */
export { authorizationWorkflow } from './authorization.workflow';
export { caseWorkflow } from './case.workflow';
