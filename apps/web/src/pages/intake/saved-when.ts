import { fromNow } from '../../ui/times';
import { text } from './text';

/** How long ago a draft was saved; the page's clock may be a little behind the server's. */
export function savedWhen(at: string, now: number): string {
  return now - Date.parse(at) < 60_000 ? text.draft.justNow : fromNow(at, now);
}
