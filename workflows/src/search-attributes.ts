/**
 * What workflows can be found by in Temporal, once a namespace has these search attributes. Nothing
 * of the member. The local stack and compose add them to the namespace, and operators to a cluster
 * (`docs/operations.md`); a worker only asks whether they are there.
 */
export const SEARCH_ATTRIBUTES = {
  CaseNumber: 'KEYWORD',
  /** Of the case, or of the authorization. */
  CaseStatus: 'KEYWORD',
  /** Absent while the case is not stuck. */
  StuckCause: 'KEYWORD',
  /** When the case or its appeal must be decided or forwarded, or the authorization's next step is due; absent if never. */
  DueAt: 'DATETIME',
} as const;
