import { accept, type Result } from '@assent/domain';
import type { Ports } from '../ports/ports';
import { assigned, claimed, released, snoozed, unsnoozed } from './assignment';
import { evaluateCase } from './case-timers.handler';
import { viewById, type CaseView } from './case-view';
import { changeCase, type CaseCommand } from './change-case';
import { isPutBack } from './reevaluation';

export interface AssignCase extends CaseCommand {
  readonly assignee: string;
}

export interface SnoozeCase extends CaseCommand {
  readonly until: Date;
  readonly reason: string;
}

/**
 * Claims an unassigned case, or a review whose assignee can't decide it. Refused: `case-assigned`,
 * `role-not-allowed`, `case-closed`, `case-changed`.
 */
export function claimCase(ports: Ports) {
  return (command: CaseCommand): Promise<Result<CaseView>> =>
    changeCase(ports, 'claim', command, claimed(command.actor));
}

/**
 * Unassigns a case. What its reviewer puts back is approved at once if it meets the criteria; the workflow
 * does so if that is interrupted. Refused: `case-assigned` for a case of another reviewer, `case-closed`,
 * `case-changed`.
 */
export function releaseCase(ports: Ports) {
  return async (command: CaseCommand): Promise<Result<CaseView>> => {
    const result = await changeCase(ports, 'release', command, released(command.actor));
    if (!result.ok || !isPutBack(result.value.record)) return result;
    await evaluateCase(ports)(command.caseId);
    return accept((await viewById(ports, command.caseId)) ?? result.value);
  };
}

/**
 * Assigns a case to a known person, whoever has it. Refused: `role-not-allowed`, `role-unknown`,
 * `case-closed`, `case-changed`.
 */
export function assignCase(ports: Ports) {
  return (command: AssignCase): Promise<Result<CaseView>> =>
    changeCase(ports, 'assign', command, assigned(ports, command.actor, command.assignee));
}

/**
 * Hides a case from the queues until an instant in the next 30 days; its clock runs on. It comes
 * back sooner when information is given or its status changes. Refused: `invalid`, `case-closed`,
 * `case-changed`.
 */
export function snoozeCase(ports: Ports) {
  return (command: SnoozeCase): Promise<Result<CaseView>> =>
    changeCase(ports, 'snooze', command, snoozed(command.actor, command.until, command.reason));
}

/** Returns a snoozed case to its queues. Refused: `case-closed`, `case-changed`. */
export function unsnoozeCase(ports: Ports) {
  return (command: CaseCommand): Promise<Result<CaseView>> =>
    changeCase(ports, 'unsnooze', command, unsnoozed(command.actor));
}
