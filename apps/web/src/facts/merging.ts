import type { Fact } from './guideline';
import { readApprovals, readNames, readTexts, readTherapies } from './readings';

/** A list before two people changed it, and what each made of it. */
interface Lists {
  readonly before: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/**
 * A list with the changes of both, entry by entry; undefined where both changed the same entry, where
 * one of them says that there is none, and for what is no list.
 */
export function mergedList(type: Fact['type'], lists: Lists): readonly unknown[] | undefined {
  const [was, mine, theirs] = [lists.before ?? [], lists.mine, lists.theirs].map((list) =>
    entries(type, list),
  );
  if (!was || !mine?.length || !theirs?.length) return undefined;
  const gone = was.filter((entry) => !has(theirs, entry));
  if (gone.some((entry) => !has(mine, entry))) return undefined;
  const added = theirs.filter((entry) => !has(was, entry));
  // An entry that was changed in its place stays there; therapies stand in their order.
  const changed = (entry: unknown) => {
    const now = theirs[was.findIndex((each) => isSame(each, entry))];
    return theirs.length >= was.length && has(added, now) ? [now] : [];
  };
  const kept = mine.flatMap((entry) => (has(gone, entry) ? changed(entry) : [entry]));
  return [...kept, ...added.filter((entry) => !has(kept, entry))];
}

/** As its field reads them, so that what nobody touched is the same on both sides. */
function entries(type: Fact['type'], list: unknown): readonly unknown[] | null {
  switch (type) {
    case 'therapies':
      return readTherapies(list);
    case 'authorizations':
      return readApprovals(list);
    case 'agents':
      return readNames(list);
    case 'texts':
      return readTexts(list);
    default:
      return null;
  }
}

function has(list: readonly unknown[], entry: unknown): boolean {
  return list.some((each) => isSame(each, entry));
}

/** Whether two answers say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
