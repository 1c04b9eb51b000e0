import type { LineOfBusiness } from '@assent/vocabulary';
import type { Actor } from './case';

/** The lines of business whose cases a person may read; null for all. */
export type ReadableLines = readonly LineOfBusiness[] | null;

/** What a person can have to do with a case. */
export const RELATIONS = [
  'own-line',
  'assigned-to-me',
  'opened-by-me',
  'decided-by-me',
  'appeal-of-my-decision',
  'another-line',
  'opened-with-reason',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** A case with the people who have to do with it. */
export interface CaseTies {
  readonly caseId: string;
  readonly lineOfBusiness: LineOfBusiness;
  readonly assignee: string | null;
  /** Who opened it: a person, or the software. */
  readonly openedBy: string | null;
  readonly decidedBy: string | null;
  /** Whoever made the decision that an appeal is of; empty if it is not about an appeal. */
  readonly appealedDeciders: readonly string[];
  /** Until when the person who asks has it open with a reason; null if they never had. */
  readonly openUntil: Date | null;
}

/** Whether a person's lines of business include one. */
export function isReadable(lines: ReadableLines, line: LineOfBusiness): boolean {
  return lines === null || lines.includes(line);
}

/** What a person has to do with a case, by what refuses them first: the line of business. */
export function relationsTo(
  ties: CaseTies,
  { subject, lines }: { readonly subject: string; readonly lines: ReadableLines },
  now: Date,
): readonly Relation[] {
  const { assignee, openedBy, decidedBy, appealedDeciders, openUntil } = ties;
  const isOpened = openUntil !== null && now < openUntil;
  const outside = isOpened ? 'opened-with-reason' : 'another-line';
  const held: readonly (Relation | false)[] = [
    isReadable(lines, ties.lineOfBusiness) ? 'own-line' : outside,
    assignee === subject && 'assigned-to-me',
    openedBy === subject && 'opened-by-me',
    decidedBy === subject && 'decided-by-me',
    appealedDeciders.includes(subject) && 'appeal-of-my-decision',
  ];
  return held.filter((relation) => relation !== false);
}

/** A case of another line of business that a person opened with a reason, for some time. */
export interface CaseAccess {
  readonly id: string;
  readonly caseId: string;
  readonly by: Actor;
  readonly reason: string;
  readonly at: Date;
  /** When it ends. */
  readonly until: Date;
}
