/** One fault in what was sent; `path` is dotted from the body's root. */
export interface Fault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Why a command was refused. A refusal changes nothing; a repeat gets the same answer. */
export type RefusalCode =
  | 'invalid'
  | 'case-not-found'
  | 'authorization-not-found'
  | 'case-closed'
  | 'case-waits-for-information'
  | 'case-changed'
  | 'already-expedited'
  | 'already-extended'
  | 'extension-barred'
  | 'deadline-passed'
  | 'no-clock'
  | 'clock-unchanged'
  | 'case-undecided'
  | 'no-case-waits'
  | 'peer-to-peer-not-found'
  | 'peer-to-peer-over'
  | 'peer-to-peer-not-due'
  | 'appeal-not-found'
  | 'appeal-changed'
  | 'appeal-closed'
  | 'appeal-undecided'
  | 'appeal-not-forwarded'
  | 'nothing-to-accept'
  | 'benefits-not-available'
  | 'duplicate-appeal'
  | 'not-appealable'
  | 'took-part'
  | 'own-case'
  | 'second-person-needed'
  | 'dismissal-final'
  | 'findings-needed'
  | 'findings-not-needed'
  | 'letter-changed'
  | 'letter-incomplete'
  | 'documents-not-opened'
  | 'unseen-information'
  | 'duplicate-case'
  | 'duplicate-authorization'
  | 'authorization-over'
  | 'case-assigned'
  | 'already-handed-up'
  | 'not-handed-up'
  | 'opinion-not-found'
  | 'opinion-answered'
  | 'document-not-found'
  | 'document-refused'
  | 'document-held'
  | 'document-infected'
  | 'case-documents-full'
  | 'daily-uploads-exceeded'
  | 'letter-not-found'
  | 'letter-not-sent'
  | 'letter-not-to-print'
  | 'letter-templates-changed'
  | 'body-too-large'
  | 'view-of-another'
  | 'draft-not-found'
  | 'draft-changed'
  | 'guideline-not-found'
  | 'calendar-not-found'
  | 'member-not-found'
  | 'idempotency-key-reused'
  | 'role-not-allowed'
  | 'another-line'
  | 'access-not-needed'
  | 'role-unknown';

export interface Refusal {
  readonly code: RefusalCode;
  /** One sentence for the person who sent the command. */
  readonly detail: string;
  readonly faults?: readonly Fault[];
  /** The case that blocks it, if any. */
  readonly caseId?: string;
  /** The appeal that blocks it, if any. */
  readonly appealId?: string;
  /** The number of the authorization that blocks it, if any. */
  readonly authorization?: string;
  /** The documents that have to be opened or looked at first, if any. */
  readonly documents?: readonly { readonly id: string; readonly name: string }[];
}

export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

export function accept<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}
