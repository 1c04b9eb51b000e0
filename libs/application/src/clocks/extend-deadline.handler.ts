import type { Result } from '@assent/domain';
import type { CaseView } from '../case/case-view';
import { changeCase, type CaseCommand } from '../case/change-case';
import { extendDeadline } from '../life-cycle/move-deadline';
import type { Ports } from '../ports/ports';
import { withFitLetter } from '../review/decision-letter';

export interface ExtendDeadline extends CaseCommand {
  /** Why the decision needs more time; the letter to the provider office states it. */
  readonly reason: string;
}

/**
 * Extends the deadline of a case where the plan's rule allows it. Refused: `extension-barred`,
 * `already-extended`, `deadline-passed`, `case-closed`, `case-changed`, and `letter-incomplete` if
 * the letter to the member can't state the reason.
 */
export function extendCase(ports: Ports) {
  return (command: ExtendDeadline): Promise<Result<CaseView>> =>
    changeCase(ports, 'extend', command, (before, moment) =>
      withFitLetter(ports, extendDeadline(before, command.reason, command.actor, moment)),
    );
}
