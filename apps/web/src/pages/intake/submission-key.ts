import { isMembers } from '@assent/vocabulary';

/**
 * The key that submits a draft. It follows from the draft and its content, so that it outlives the
 * page: reloading after a lost answer opens nothing twice. A different request has another key.
 */
export async function submissionKey(draftId: string, sent: unknown): Promise<string> {
  const text = `${draftId} ${JSON.stringify(sent, inOrder)}`;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A draft returns with its members in another order. */
function inOrder(_: string, value: unknown): unknown {
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
