import {
  accept,
  awaitsDecision,
  MAY_DECIDE_APPEAL,
  refuse,
  type Refusal,
  type Result,
} from '@assent/domain';
import { takesFindings } from '../evaluation/findings';
import type { Ports } from '../ports/ports';
import { findingFaults, foundOn, type SentFinding } from '../review/record-findings.handler';
import { foundCriteria } from './appeal-findings';
import type { AppealView } from './appeal-view';
import { appealOver, changeAppeal, withAppeal, type AppealCommand } from './change-appeal';
import { NO_CREDENTIAL, TOOK_PART, tookPartIn } from './who-decides';

export interface RecordAppealFindings extends AppealCommand {
  readonly findings: readonly SentFinding[];
}

/**
 * Records what the person who decides an appeal found of every criterion by themselves, on the
 * information and documents as they are at the appeal. Then they see the engine's results, too. Refused:
 * `role-not-allowed`, `took-part`, `appeal-closed`, `findings-not-needed` where results are shown at once,
 * `invalid` for a criterion that is missing or is not the guideline's, `appeal-changed`,
 * `appeal-not-found`.
 */
export function recordAppealFindings(ports: Ports) {
  return async (command: RecordAppealFindings): Promise<Result<AppealView>> => {
    const { actor: by, findings: sent } = command;
    if (!MAY_DECIDE_APPEAL.some((role) => role === by.role)) return refuse(NO_CREDENTIAL);
    return changeAppeal(
      ports,
      'record-appeal-findings',
      command,
      async ({ appeal, before, moment: { now } }) => {
        const { record } = before;
        if (!awaitsDecision(appeal)) return refuse(appealOver(appeal));
        if (!takesFindings(record)) return refuse({ ...NOT_NEEDED, caseId: record.id });
        if (await tookPartIn(ports, by.subject, appeal, record)) return refuse(TOOK_PART);
        const found = await foundCriteria(ports, record, appeal);
        const faults = findingFaults(sent, found.criteria);
        if (faults.length > 0) {
          const detail = 'the findings have errors; nothing was saved';
          return refuse({ code: 'invalid', detail, faults });
        }
        const { items, details } = foundOn(sent, found, by.subject);
        const findings = [...found.findings, { by, at: now, items }];
        const step = withAppeal(
          before,
          { ...appeal, findings },
          'appeal-findings-recorded',
          by,
          now,
          details,
        );
        return accept({ ...step, isQuiet: true });
      },
    );
  };
}

const NOT_NEEDED: Refusal = {
  code: 'findings-not-needed',
  detail:
    'the rules for this case show reviewers the results at once; decide the appeal without findings',
};
