import { refuse, type Result, type Upgrade } from '@assent/domain';
import type { CaseView } from '../case/case-view';
import { changeCase, type CaseCommand } from '../case/change-case';
import { laterEntryFaults, type LaterEntry } from '../life-cycle/later-entry';
import { expedite } from '../life-cycle/move-deadline';
import type { Ports } from '../ports/ports';

export interface ExpediteCase extends CaseCommand, Upgrade, LaterEntry {}

/**
 * Expedites a standard case at the wish of the member or the prescriber, from when that reached the
 * plan. Refused: `invalid` for a time in the future or before the opening, `already-expedited`, `no-clock`, `case-closed`, `case-changed`.
 */
export function expediteCase(ports: Ports) {
  return (command: ExpediteCase): Promise<Result<CaseView>> =>
    changeCase(ports, 'expedite', command, (before, moment) => {
      const { by, reason, actor } = command;
      const faults = laterEntryFaults(command, before.record, null, moment.now);
      if (faults.length > 0) {
        const detail = 'the request to expedite has errors; nothing was saved';
        return refuse({ code: 'invalid', detail, faults });
      }
      return expedite(before, { by, reason }, actor, moment, command);
    });
}
