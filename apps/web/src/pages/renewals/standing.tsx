import type { Renewal } from '../../client';
import { Badge } from '../../ui/badge';
import { standing } from './words';

/** A renewal's state, in a word or two. */
export function Standing({ renewal }: { readonly renewal: Renewal }) {
  const { words, tone } = standing(renewal);
  return <Badge tone={tone}>{words}</Badge>;
}
