import {
  accept,
  MAY_DECIDE,
  ownFindingOn,
  refuse,
  type CriterionFinding,
  type Fault,
  type Refusal,
  type Result,
  type ReviewerFinding,
} from '@assent/domain';
import type { CaseView } from '../case/case-view';
import { changeCase, type CaseCommand } from '../case/change-case';
import { withEvent, type Step } from '../life-cycle/step';
import type { CaseEvent, CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import {
  judgedCriteria,
  takesFindings,
  type FoundCriteria,
  type JudgedCriterion,
} from '../evaluation/findings';

export interface RecordFindings extends CaseCommand {
  /** The version that the reviewer saw. */
  readonly version: number;
  readonly findings: readonly SentFinding[];
}

export interface SentFinding {
  readonly criterion: string;
  readonly finding: ReviewerFinding;
  readonly note?: string | undefined;
}

/**
 * Records what a reviewer found of every criterion. Then they see the engine's results, too. What they
 * change afterwards is kept as a change; a denial counts what they found first. Refused:
 * `findings-not-needed` where reviewers see the results at once, `case-waits-for-information`, `invalid`
 * for a criterion that is missing or is not the guideline's, `case-changed`, `case-closed`.
 */
export function recordFindings(ports: Ports) {
  return (command: RecordFindings): Promise<Result<CaseView>> => {
    const { actor } = command;
    if (!MAY_DECIDE.approve.some((role) => role === actor.role)) {
      const detail = `only these roles may record findings: ${MAY_DECIDE.approve.join(', ')}`;
      return Promise.resolve(refuse({ code: 'role-not-allowed', detail }));
    }
    return changeCase(ports, 'record-findings', command, (before, { now }) => {
      const { record } = before;
      const refusal = stateRefusal(record);
      if (refusal) return refuse(refusal);
      const criteria = judgedCriteria(record);
      const faults = findingFaults(command.findings, criteria);
      if (faults.length > 0) {
        const detail = 'the findings have errors; nothing was saved';
        return refuse({ code: 'invalid', detail, faults });
      }
      return accept(withFindings(before, command, criteria, now));
    });
  };
}

function stateRefusal({ id: caseId, status, ...record }: CaseRecord): Refusal | null {
  if (!takesFindings(record)) {
    return {
      code: 'findings-not-needed',
      detail: 'the rules for this case show reviewers the results at once; decide without findings',
      caseId,
    };
  }
  if (status === 'in-review') return null;
  return {
    code: 'case-waits-for-information',
    detail: 'the case is waiting for information; findings can be recorded once it is in review',
    caseId,
  };
}

/** What is wrong with findings: each criterion takes one. */
export function findingFaults(
  sent: readonly SentFinding[],
  criteria: readonly JudgedCriterion[],
): readonly Fault[] {
  const unknown = sent.flatMap(({ criterion }, position) => {
    const path = `findings.${position}.criterion`;
    if (criteria.every((each) => each.criterion !== criterion)) {
      const names = criteria.map((each) => each.criterion).join(', ');
      return [{ path, code: 'unknown-criterion', message: `must be one of ${names}` }];
    }
    const isAgain = sent.findIndex((each) => each.criterion === criterion) < position;
    const message = `criterion ${criterion} is already in the list; leave it out here`;
    return isAgain ? [{ path, code: 'repeated', message }] : [];
  });
  const lacking = criteria.filter(({ criterion }) =>
    sent.every((each) => each.criterion !== criterion),
  );
  if (lacking.length === 0) return unknown;
  const message = `must have a finding for each criterion; these lack one: ${listed(lacking)}`;
  return [...unknown, { path: 'findings', code: 'incomplete', message }];
}

function withFindings(
  before: Step,
  { findings: sent, actor: by }: RecordFindings,
  criteria: readonly JudgedCriterion[],
  at: Date,
): Step {
  const { record } = before;
  const { items, details } = foundOn(sent, { findings: record.findings, criteria }, by.subject);
  return withEvent(
    {
      ...before,
      record: { ...record, findings: [...record.findings, { by, at, items }] },
      isQuiet: true,
    },
    'findings-recorded',
    by,
    at,
    details,
  );
}

/** What was sent as it is kept, each on its basis now, and what the timeline says of it. */
export function foundOn(
  sent: readonly SentFinding[],
  { findings, criteria }: FoundCriteria,
  person: string,
): { readonly items: readonly CriterionFinding[]; readonly details: CaseEvent['details'] } {
  const items = criteria.flatMap(({ criterion, basis }) => {
    const found = sent.find((each) => each.criterion === criterion);
    return found ? [{ criterion, finding: found.finding, note: found.note ?? null, basis }] : [];
  });
  const changed = items.filter((item) => {
    const own = ownFindingOn(findings, person, item);
    return own !== null && own.latest.finding !== item.finding;
  });
  return {
    items,
    details: {
      findings: Object.fromEntries(items.map(({ criterion, finding }) => [criterion, finding])),
      ...(changed.length > 0 && { changed: changed.map(({ criterion }) => criterion) }),
    },
  };
}

function listed(criteria: readonly Pick<JudgedCriterion, 'criterion'>[]): string {
  return criteria.map(({ criterion }) => criterion).join(', ');
}
