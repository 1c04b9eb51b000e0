import type { StuckBoard } from '../../client';
import { STUCK_CAUSES, type StuckCase } from '../../work/words';
import { text } from './text';

/** Every case of a board in display order. */
export function casesOf(board: StuckBoard): readonly StuckCase[] {
  return board.groups.flatMap((group) => group.cases);
}

/**
 * How many cases came to a board, left it, or changed their cause.
 * @param own the cases that the reader moved, which do not count
 */
export function newsOf(shown: StuckBoard, latest: StuckBoard, own: ReadonlySet<string>): number {
  const was = new Map(casesOf(shown).map((each) => [each.id, wordsOf(each)]));
  const is = new Map(casesOf(latest).map((each) => [each.id, wordsOf(each)]));
  const ids = new Set([...was.keys(), ...is.keys()]);
  return [...ids].filter((id) => !own.has(id) && was.get(id) !== is.get(id)).length;
}

/** The board with one case as on a later board, in its old place; unchanged if it is gone. */
export function withNewest(shown: StuckBoard, latest: StuckBoard, id: string): StuckBoard {
  const newest = casesOf(latest).find((each) => each.id === id);
  if (!newest) return shown;
  const groups = shown.groups.map((group) => ({
    ...group,
    cases: group.cases.map((each) => (each.id === id ? newest : each)),
  }));
  return { ...shown, groups };
}

function wordsOf({ stuck }: StuckCase): string {
  return `${stuck.cause} ${stuck.detail}`;
}

/** Why nothing here moves the case, in a sentence; null if something does. */
export function whyNoRepair({ stuck, assignee }: StuckCase, mayDecide: boolean): string | null {
  if (stuck.repair === 'claim' && !mayDecide) {
    return text.whyNoRepair.reviewers;
  }
  if (stuck.repair !== null) return null;
  if (stuck.waitsFor === 'reviewer' && assignee !== null) {
    return text.whyNoRepair.assigned({ assignee });
  }
  if (stuck.nextTryAt !== null) return text.whyNoRepair.retried;
  return text.whyNoRepair.none;
}

/** Whether the case waits for a person, so that reassigning it can help. */
export function waitsForPerson({ stuck }: StuckCase): boolean {
  return stuck.waitsFor === 'reviewer' || stuck.waitsFor === 'prescriber';
}

/** A check no older shows the current state, in milliseconds: one begins every half minute. */
const FRESH = 120_000;

/** When cases were last checked, and whether that result may be outdated. */
export function lastChecked(
  checkedAt: string | null,
  now: number,
): { readonly words: string; readonly isStale: boolean } {
  if (checkedAt === null) return { words: text.check.never, isStale: true };
  const age = now - Date.parse(checkedAt);
  if (age <= FRESH) {
    const when = age < MINUTE ? text.check.lessThanMinuteAgo : ago(age, MINUTE, 'minute');
    return { words: text.check.last({ when }), isStale: false };
  }
  const [size, unit] = UNITS.find(([each]) => age >= each) ?? ([MINUTE, 'minute'] as const);
  return {
    words: text.check.stale({ when: ago(age, size, unit) }),
    isStale: true,
  };
}

const MINUTE = 60_000;
const UNITS = [
  [24 * 60 * MINUTE, 'day'],
  [60 * MINUTE, 'hour'],
] as const;

function ago(age: number, size: number, unit: 'day' | 'hour' | 'minute'): string {
  return new Intl.RelativeTimeFormat('en-US').format(-Math.floor(age / size), unit);
}

/** What else holds the case up, in words; null if nothing does. */
export function otherCauses({ stuck }: StuckCase): string | null {
  if (stuck.otherCauses.length === 0) return null;
  return stuck.otherCauses.map((cause) => STUCK_CAUSES[cause]).join('; ');
}
