import { createHash } from 'node:crypto';
import { invalid } from './http-problem';

/** The lists that are read in pages. */
type List =
  'cases' | 'worklist' | 'members' | 'authorizations' | 'reminders' | 'renewals' | 'activity';

const SEAL_LENGTH = 10;

/** A cursor as callers get it: of one list, and recognisable as ours. */
export function sealedCursor(list: List, cursor: string | null): string | null {
  return cursor === null ? null : `${seal(list, cursor)}${cursor}`;
}

/** The record's cursor; @throws HttpProblem when the list never gave this one */
export function openedCursor(list: List, sealed: string | undefined): { readonly cursor?: string } {
  if (sealed === undefined) return {};
  const cursor = sealed.slice(SEAL_LENGTH);
  if (sealed === sealedCursor(list, cursor)) return { cursor };
  throw invalid([
    {
      path: 'cursor',
      code: 'unknown-cursor',
      message: 'is no `nextCursor` of this list; leave it out to start from the beginning',
    },
  ]);
}

function seal(list: List, cursor: string): string {
  return createHash('sha256').update(`${list} ${cursor}`).digest('base64url').slice(0, SEAL_LENGTH);
}
