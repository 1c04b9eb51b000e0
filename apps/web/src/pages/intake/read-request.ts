import { isMembers, type Members } from '@assent/vocabulary';
import { text as words } from './text';

export type ReadRequest =
  | { readonly ok: true; readonly request: Members }
  | { readonly ok: false; readonly problem: string };

/** A whole request from text: one JSON object. The API judges its content. */
export function readRequest(text: string): ReadRequest {
  if (text.trim() === '') return refused(words.json.empty);
  // A byte order mark before it counts as blank.
  const parsed = parse(text.trim());
  if (!parsed.ok) return refused(words.json.notJson);
  return isMembers(parsed.value)
    ? { ok: true, request: parsed.value }
    : refused(words.json.notObject);
}

function parse(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    // Some programs' files begin with a mark that is not content.
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}

function refused(problem: string): ReadRequest {
  return { ok: false, problem };
}
