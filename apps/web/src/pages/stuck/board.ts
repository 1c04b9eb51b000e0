import type { StuckBoard } from '../../client';
import { STUCK_CAUSES, type StuckCase } from '../../work/words';

/** Every case of a board in the order in which it is shown. */
export function casesOf(board: StuckBoard): readonly StuckCase[] {
  return board.groups.flatMap((group) => group.cases);
}

/**
 * How many cases came to a board, left it, or stand there for something else than before.
 * @param own the cases that the reader moved, which is no news
 */
export function newsOf(shown: StuckBoard, latest: StuckBoard, own: ReadonlySet<string>): number {
  const was = new Map(casesOf(shown).map((each) => [each.id, wordsOf(each)]));
  const is = new Map(casesOf(latest).map((each) => [each.id, wordsOf(each)]));
  const ids = new Set([...was.keys(), ...is.keys()]);
  return [...ids].filter((id) => !own.has(id) && was.get(id) !== is.get(id)).length;
}

function wordsOf({ stuck }: StuckCase): string {
  return `${stuck.cause} ${stuck.detail}`;
}

/** Why nothing here moves the case, in a sentence; null when something does. */
export function whyNoRepair({ stuck, assignee }: StuckCase, mayDecide: boolean): string | null {
  if (stuck.repair === 'claim' && !mayDecide) {
    return 'Only a pharmacist or a medical director can take a review.';
  }
  if (stuck.repair !== null) return null;
  if (stuck.waitsFor === 'reviewer' && assignee !== null) {
    return `${assignee} has the case and has to decide it; open it to give it to somebody else.`;
  }
  if (stuck.nextTryAt !== null) return 'It is tried again by itself; the cause is in the error.';
  return 'Nothing here can move it; open the case to see what it needs.';
}

/** What else holds the case up, in words; null when nothing does. */
export function otherCauses({ stuck }: StuckCase): string | null {
  if (stuck.otherCauses.length === 0) return null;
  return stuck.otherCauses.map((cause) => STUCK_CAUSES[cause]).join('; ');
}
