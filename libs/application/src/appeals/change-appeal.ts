import {
  appealRuleOf,
  closedAs,
  isUndecidedLate,
  owedOn,
  refuse,
  whyAppealDue,
  type Actor,
  type Appeal,
  type AppealRule,
  type AppealStatus,
  type Refusal,
  type Result,
} from '@assent/domain';
import { ANY_CASE, changeCase } from '../case/change-case';
import { withEvent, type Step } from '../life-cycle/step';
import type { Moment } from '../member-coverage/moment';
import type { CaseEvent, CaseEventType, CaseRecord } from '../ports/case-record';
import type { CommandKey } from '../ports/change';
import type { Ports, Settings } from '../ports/ports';
import { NO_SUCH_APPEAL, viewAppeal, type AppealView } from './appeal-view';

/** A person's command on an appeal. */
export interface AppealCommand {
  readonly id: string;
  readonly actor: Actor;
  /** The version of the appeal that the person saw. */
  readonly version: number;
  readonly command?: CommandKey;
}

/** An appeal to change, with the step of its case so far. */
export interface AppealAtStep {
  readonly appeal: Appeal;
  readonly rule: AppealRule;
  readonly before: Step;
  readonly moment: Moment;
}

/**
 * Takes one step of an appeal and commits it with its case. Refused: `appeal-not-found`,
 * `appeal-changed` when the person saw another version, `idempotency-key-reused`.
 */
export async function changeAppeal(
  ports: Ports,
  action: string,
  { id, actor, version, command }: AppealCommand,
  take: (at: AppealAtStep) => Promise<Result<Step>> | Result<Step>,
): Promise<Result<AppealView>> {
  const { records, settings } = ports;
  const known = await records.appeal(id);
  if (!known) return refuse(NO_SUCH_APPEAL);
  const changed = await changeCase(
    ports,
    action,
    { caseId: known.caseId, actor, ...(command && { command }) },
    async (before, moment) => {
      const appeal = await records.appeal(id);
      if (!appeal) return refuse(NO_SUCH_APPEAL);
      if (appeal.version !== version) return refuse(changedSince(appeal));
      const rule = ruleFor(settings, before.record);
      return rule.ok ? take({ appeal, rule: rule.value, before, moment }) : rule;
    },
    ANY_CASE,
  );
  return changed.ok ? viewAppeal(ports)(id, actor) : changed;
}

/** The plan's figures for appeals of a case. Refused: `no-clock`. */
export function ruleFor({ appeals }: Settings, record: CaseRecord): Result<AppealRule> {
  const rule = appealRuleOf(appeals, record);
  if (rule) return { ok: true, value: rule };
  return refuse({
    code: 'no-clock',
    detail: 'the plan has no rule for appeals for this kind of plan; add it to the table',
  });
}

/** The step that replaces an appeal, with an event on the timeline of its case. */
export function withAppeal(
  step: Step,
  { version, ...appeal }: Appeal,
  type: CaseEventType,
  actor: Actor,
  at: Date,
  details: CaseEvent['details'],
): Step {
  const isLate = (owedOn(appeal) !== null && appeal.dueAt <= at) || isUndecidedLate(appeal, at);
  return {
    ...withEvent(step, type, actor, at, {
      appeal: appeal.number,
      appealId: appeal.id,
      ...details,
      ...(details['dueAt'] !== undefined && { why: whyAppealDue({ version, ...appeal }) }),
    }),
    appeal: { ...appeal, version: version + 1 },
    ...(!isLate && { goneCauses: ['appeal-overdue'] }),
  };
}

/** Why an appeal takes no more of some commands in its state. */
export function appealOver({ status, withdrawal }: Appeal): Refusal {
  const isDismissed = closedAs({ withdrawal }) === 'dismissed';
  const what = isDismissed ? 'this appeal was dismissed' : STATUS_WORDS[status];
  return { code: 'appeal-closed', detail: what };
}

const STATUS_WORDS: Readonly<Record<AppealStatus, string>> = {
  open: 'this appeal is open',
  'in-review': 'this appeal is in review',
  upheld: 'the denial was upheld on this appeal',
  overturned: 'the denial was overturned on this appeal',
  'partly-overturned': 'the denial was overturned in part on this appeal',
  withdrawn: 'this appeal was withdrawn',
  forwarded: 'this appeal was sent to outside review',
};

function changedSince({ version }: Appeal): Refusal {
  return {
    code: 'appeal-changed',
    detail: `the appeal has changed since you opened it (it is now version ${version}); reload it and try again`,
  };
}
