import type { ReviewerFinding } from '@assent/vocabulary';
import type { Actor } from './case';

/** What a reviewer found of one criterion. */
export interface CriterionFinding {
  readonly criterion: string;
  readonly finding: ReviewerFinding;
  readonly note: string | null;
  /** A digest of what the criterion reads and what the engine made of it. */
  readonly basis: string;
}

/** The findings that a reviewer recorded at one time, on every criterion. */
export interface RecordedFindings {
  readonly by: Actor;
  readonly at: Date;
  readonly items: readonly CriterionFinding[];
}

/** A criterion that reviewers find on, with its basis now. */
export interface CriterionBasis {
  readonly criterion: string;
  readonly basis: string;
}

/** A person's findings on a criterion as it is now. */
export interface OwnFinding {
  /** Recorded while the engine's result on this basis was still withheld. */
  readonly first: CriterionFinding;
  /** Another one only if they changed it afterwards. */
  readonly latest: CriterionFinding;
}

/** What a person found of a criterion on its basis now; null if nothing, or on another basis. */
export function ownFindingOn(
  recorded: readonly RecordedFindings[],
  person: string,
  { criterion, basis }: CriterionBasis,
): OwnFinding | null {
  const own = recorded
    .filter(({ by }) => by.subject === person)
    .flatMap(({ items }) => items)
    .filter((item) => item.criterion === criterion && item.basis === basis);
  const [first] = own;
  const latest = own.at(-1);
  return first && latest ? { first, latest } : null;
}

/** Whether a person found on a criterion before its basis changed. */
export function isStaleFinding(
  recorded: readonly RecordedFindings[],
  person: string,
  on: CriterionBasis,
): boolean {
  const hasFound = recorded.some(
    ({ by, items }) =>
      by.subject === person && items.some(({ criterion }) => criterion === on.criterion),
  );
  return hasFound && ownFindingOn(recorded, person, on) === null;
}

/** The criteria of which a person has not recorded a finding on their basis now. */
export function lackingFindings<Criterion extends CriterionBasis>(
  recorded: readonly RecordedFindings[],
  person: string,
  criteria: readonly Criterion[],
): readonly Criterion[] {
  return criteria.filter((each) => ownFindingOn(recorded, person, each) === null);
}
