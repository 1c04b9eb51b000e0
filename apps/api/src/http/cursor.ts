import { hash } from 'node:crypto';
import { invalid, type HttpProblem } from './http-problem';

/** The paged lists. */
type List =
  | 'accesses'
  | 'cases'
  | 'appeals'
  | 'letters'
  | 'worklist'
  | 'members'
  | 'authorizations'
  | 'reminders'
  | 'renewals'
  | 'activity'
  | 'access';

const SEAL_LENGTH = 10;

/** A cursor as callers get it: for one list, and known as ours. */
export function sealedCursor(list: List, cursor: string | null): string | null {
  return cursor === null ? null : `${seal(list, cursor)}${cursor}`;
}

/** The record's own cursor; @throws HttpProblem when it is of no list or another */
export function openedCursor(list: List, sealed: string | undefined): { readonly cursor?: string } {
  if (sealed === undefined) return {};
  const cursor = sealed.slice(SEAL_LENGTH);
  if (sealed === sealedCursor(list, cursor)) return { cursor };
  throw unknownCursor();
}

export function unknownCursor(): HttpProblem {
  return invalid([
    {
      path: 'cursor',
      code: 'unknown-cursor',
      message: 'is not a `nextCursor` of this list; leave it out to start from the beginning',
    },
  ]);
}

function seal(list: List, cursor: string): string {
  return hash('sha256', `${list} ${cursor}`, 'base64url').slice(0, SEAL_LENGTH);
}
