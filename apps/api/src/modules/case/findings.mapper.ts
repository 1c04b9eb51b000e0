import type { ShownFindings } from '@assent/application';
import type { CaseJson } from '@assent/contracts';
import type { Actor, EnginePart } from '@assent/domain';

type EnginePartJson = NonNullable<NonNullable<CaseJson['decision']>['enginePart']>;

/** Findings on the wire, of a case or of an appeal. */
export function findingsJson({
  isWithheld,
  criteria,
  others,
}: ShownFindings): NonNullable<CaseJson['findings']> {
  return {
    withheld: isWithheld,
    criteria: criteria.map(({ criterion, title, own, changedTo, isStale, engine }) => ({
      criterion,
      title,
      own: own && { finding: own.finding, note: own.note },
      changedTo: changedTo && { finding: changedTo.finding, note: changedTo.note },
      stale: isStale,
      engine,
    })),
    others: others.map(({ by, at, items }) => ({
      by: actorOf(by),
      at: at.toISOString(),
      items: items.map(({ criterion, finding, note }) => ({ criterion, finding, note })),
    })),
  };
}

/** What part the engine had in a decision, on the wire. */
export function enginePartJson({ part, guideline, outcome, compared }: EnginePart): EnginePartJson {
  return {
    part,
    guideline: guideline && { id: guideline.id, version: guideline.version },
    outcome,
    compared: compared.map(({ criterion, finding, changedTo, engine }) => ({
      criterion,
      finding,
      changedTo,
      engine,
    })),
  };
}

export function actorOf({ subject, role }: Actor): Actor {
  return { subject, role };
}
