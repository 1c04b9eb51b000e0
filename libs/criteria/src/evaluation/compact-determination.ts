import type { CalendarDate, Outcome, RequestType } from '@assent/domain';
import { notesFrom, noteWithoutWords, storedNote } from '../compilation/notes';
import type { Program } from '../compilation/program';
import {
  notApplicable,
  type ClauseNode,
  type Determination,
  type GuidelineReference,
  type Need,
  type RoutingTarget,
} from '../language/determination';
import { MET, NOT_MET, UNKNOWN, type Value, type Verdict } from '../language/verdict';
import type { Guideline } from '../loading/guideline';

/**
 * A determination without what its guideline already says, for storage. `verdicts` has a letter for
 * each clause, parents before children: `m` met, `n` not met, `u` unknown.
 */
export interface CompactDetermination {
  readonly outcome: Outcome;
  readonly verdicts: string;
  readonly missing: readonly {
    readonly fact: string;
    readonly need: Need;
    readonly clauses: readonly string[];
  }[];
  readonly holds: readonly string[];
  readonly advisories: readonly string[];
  readonly routing: RoutingTarget | null;
}

const LETTERS: Readonly<Record<Verdict, string>> = { met: 'm', 'not-met': 'n', unknown: 'u' };

/** `guideline` is the one that made the determination, null when none governed the drug. */
export function compact(
  guideline: Guideline | null,
  determination: Determination,
): CompactDetermination {
  const { outcome, requestType, clauses, missing, holds, advisories, routing } = determination;
  return {
    outcome,
    verdicts: clauses === null ? '' : letters(clauses),
    missing: missing.map(({ fact, need, clauses: served }) => ({ fact, need, clauses: served })),
    holds: guideline ? holds.map((note) => storedNote(guideline.holds, requestType, note)) : [],
    advisories: guideline
      ? advisories.map((note) => storedNote(guideline.advisories, requestType, note))
      : [],
    routing: routing?.to ?? null,
  };
}

function letters({ verdict, children }: ClauseNode): string {
  return LETTERS[verdict] + children.map(letters).join('');
}

/**
 * The whole determination again, exactly as `evaluate` returned it. `guideline` is the version that
 * made it, null when none governed the drug. Null when another reading made the stored form.
 */
export function expand(
  guideline: Guideline | null,
  stored: CompactDetermination,
  requestType: RequestType,
  asOf: CalendarDate,
): Determination | null {
  const reference = guideline?.reference ?? null;
  if (guideline === null || stored.outcome === 'not-applicable') {
    const exceptions = [...(guideline?.exceptions.values() ?? [])];
    const routing = exceptions.find(({ to }) => to === stored.routing);
    return notApplicable(reference, requestType, asOf, routing);
  }
  const program = guideline.programs[requestType];
  const holds = notesFrom(guideline.holds, requestType, stored.holds);
  const advisories = notesFrom(guideline.advisories, requestType, stored.advisories);
  const clauses = program.trace(resultsIn(stored.verdicts, program));
  const isItsOwn = letters(clauses) === stored.verdicts;
  if (!isItsOwn || holds === null || advisories === null) return null;
  return {
    outcome: stored.outcome,
    guideline: reference,
    requestType,
    asOf,
    approvalMonths: program.approvalMonths,
    clauses,
    missing: stored.missing.map((each) => ({
      ...each,
      question: guideline.layout.fact(each.fact)?.definition.question ?? '',
    })),
    holds,
    advisories,
    routing: null,
  };
}

/** What a stored determination says without its guideline: ids instead of words. */
export function expandWithoutGuideline(
  guideline: GuidelineReference,
  stored: CompactDetermination,
  requestType: RequestType,
  asOf: CalendarDate,
): Determination {
  const { outcome, routing: to } = stored;
  return {
    outcome,
    guideline,
    requestType,
    asOf,
    approvalMonths: null,
    clauses: null,
    missing: stored.missing.map((each) => ({ ...each, question: each.fact })),
    holds: stored.holds.map(noteWithoutWords),
    advisories: stored.advisories.map(noteWithoutWords),
    routing: to && { to, reason: `This request is routed to \`${to}\`.` },
  };
}

/** The results of the program's tests, from the letters of the clauses that make them. */
function resultsIn(verdicts: string, { clauses, tests }: Program): readonly Value[] {
  const results = tests.map((): Value => UNKNOWN);
  clauses.forEach((clause, position) => {
    if (clause.kind === 'leaf') results[clause.test] = valueOf(verdicts[position]);
  });
  return results;
}

function valueOf(letter: string | undefined): Value {
  return letter === LETTERS.met ? MET : letter === LETTERS['not-met'] ? NOT_MET : UNKNOWN;
}
