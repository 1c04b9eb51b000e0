import type { PurposeOfUse } from '@assent/domain';

/**
 * Where ids are: `{id}` is a part of the address, `?ids` a list in it, separated by commas, and
 * everything else a path into the answer, such as `items.*.caseId`. Several places together name all.
 */
export type Places = string | readonly string[];

/** What of members' data a call shows, as the access log records it: whose, by ids, and why. */
export interface Reads {
  /** Why the call is made, if the caller states nothing else. */
  readonly purpose: PurposeOfUse;
  readonly cases?: Places;
  /** Members, by our own id of them. */
  readonly members?: Places;
  /** Documents and letters whose content is shown. */
  readonly documents?: Places;
  readonly letters?: Places;
  readonly appeals?: Places;
  /** What the answer lists. */
  readonly rows?: string;
}

/** The kinds of ids that an entry of the access log has. */
export const READ_KINDS = ['cases', 'members', 'documents', 'letters', 'appeals'] as const;

export const ONE_CASE = { purpose: 'payment', cases: '{id}' } as const satisfies Reads;
export const LIST_OF_CASE = { ...ONE_CASE, rows: 'items.*' } as const satisfies Reads;
export const ONE_LETTER = { purpose: 'payment', letters: '{letterId}' } as const satisfies Reads;
export const ONE_MEMBER = { purpose: 'payment', members: '{member}' } as const satisfies Reads;
export const ONE_APPEAL = {
  purpose: 'payment',
  appeals: '{id}',
  cases: 'caseId',
} as const satisfies Reads;
