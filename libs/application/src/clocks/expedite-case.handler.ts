import type { Result, Upgrade } from '@assent/domain';
import type { CaseView } from '../case/case-view';
import { changeCase, type CaseCommand } from '../case/change-case';
import { expedite } from '../life-cycle/move-deadline';
import type { Ports } from '../ports/ports';

export interface ExpediteCase extends CaseCommand, Upgrade {}

/**
 * Expedites a standard case at the wish of the member or the prescriber. Refused:
 * `already-expedited`, `no-clock`, `case-closed`, `case-changed`.
 */
export function expediteCase(ports: Ports) {
  return (command: ExpediteCase): Promise<Result<CaseView>> =>
    changeCase(ports, 'expedite', command, (before, moment) => {
      const { by, reason, actor } = command;
      return expedite(before, { by, reason }, actor, moment);
    });
}
