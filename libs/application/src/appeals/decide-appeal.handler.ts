import {
  awaitsDecision,
  forwardingClock,
  keptDenial,
  MAY_DECIDE_APPEAL,
  refuse,
  tookPart,
  withAppealClocks,
  type Appeal,
  type AppealOutcome,
  type AppealVerdict,
  type CaseAct,
  type Refusal,
  type Result,
} from '@assent/domain';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import { withFitLetter } from '../review/decision-letter';
import type { AppealView } from './appeal-view';
import { appealOver, changeAppeal, type AppealCommand } from './change-appeal';
import { settle } from './settle-appeal';

export interface DecideAppeal extends AppealCommand {
  readonly decision: AppealVerdict;
  readonly rationale: string;
  /** Calendar months, for one that is overturned in part. */
  readonly months?: number;
}

/**
 * Decides an appeal. One that is overturned, in full or in part, issues an authorization. Where an
 * upheld denial has to go to outside review, the clock of forwarding starts. Refused:
 * `role-not-allowed`, `took-part` if the person worked on the case before, `appeal-closed`, `invalid`,
 * `appeal-changed`, `appeal-not-found`, and `letter-incomplete` if the letter to the member can't state
 * the rationale.
 */
export function decideAppeal(ports: Ports) {
  return async (command: DecideAppeal): Promise<Result<AppealView>> => {
    const { actor, decision, rationale, months } = command;
    if (!MAY_DECIDE_APPEAL.some((role) => role === actor.role)) return refuse(NO_CREDENTIAL);
    return changeAppeal(ports, `appeal-${decision}`, command, async (at) => {
      const { appeal, rule, before, moment } = at;
      if (!awaitsDecision(appeal)) return refuse(appealOver(appeal));
      if (tookPart(actor.subject, await actsBefore(ports, appeal, before.record))) {
        return refuse(TOOK_PART);
      }
      const outcome = OUTCOMES[decision];
      const approved = outcome === 'partly-overturned' ? (months ?? null) : null;
      const decided: Appeal = {
        ...appeal,
        status: outcome,
        closedAt: moment.now,
        decision: { decision, by: actor, at: moment.now, rationale, months: approved },
      };
      const clock = keptDenial(outcome) ? forwardingClock(rule, appeal, moment.now) : null;
      const settled = await settle(
        ports,
        at,
        clock
          ? { ...withAppealClocks(decided, [...appeal.clocks, clock]), escalatedAt: null }
          : decided,
        {
          outcome,
          ...(months !== undefined && { months }),
          by: actor,
          event: 'appeal-decided',
          details: { rationale },
        },
      );
      return withFitLetter(ports, settled);
    });
  };
}

const OUTCOMES: Readonly<Record<AppealVerdict, AppealOutcome>> = {
  uphold: 'upheld',
  overturn: 'overturned',
  'partly-overturn': 'partly-overturned',
};

/** What happened on a case until the appeal was opened. */
async function actsBefore(
  { records }: Ports,
  appeal: Appeal,
  { decision }: CaseRecord,
): Promise<readonly CaseAct[]> {
  const events = await records.events(appeal.caseId);
  const opening = events.findIndex(
    ({ type, details }) => type === 'appeal-opened' && details['appealId'] === appeal.id,
  );
  const acts = events.slice(0, opening).map(({ actor, details: { assignee } }) => ({
    actor,
    assignee: typeof assignee === 'string' ? assignee : null,
  }));
  return decision ? [...acts, { actor: decision.by, assignee: null }] : acts;
}

const NO_CREDENTIAL: Refusal = {
  code: 'role-not-allowed',
  detail: `only these roles may decide an appeal: ${MAY_DECIDE_APPEAL.join(', ')}`,
};

const TOOK_PART: Refusal = {
  code: 'took-part',
  detail: 'you worked on this case before the appeal; another medical director has to decide it',
};
