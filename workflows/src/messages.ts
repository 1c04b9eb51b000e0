/** The names, ids and inputs by which workflows are started and messaged, without their code. */

export const CASE_WORKFLOW = 'caseWorkflow';
export const AUTHORIZATION_WORKFLOW = 'authorizationWorkflow';

/** Signal without content: something about the case was changed, so look at it again. */
export const CASE_CHANGED = 'caseChanged';

/** As `caseChanged`, of an authorization. */
export const AUTHORIZATION_CHANGED = 'authorizationChanged';

/** Header of a message and of the steps that answer it: the trace that they belong to (W3C). */
export const TRACEPARENT = 'traceparent';

/** Header of a step that a timer woke: the trace before. */
export const TRACE_BEFORE = 'tracebefore';

export interface CaseInput {
  readonly caseId: string;
}

export interface AuthorizationInput {
  /** The authorization's number. */
  readonly authorization: string;
}

export function caseWorkflowId(caseId: string): string {
  return `case/${caseId}`;
}

export function authorizationWorkflowId(authorization: string): string {
  return `authorization/${authorization}`;
}
