import {
  accept,
  awaitsDecision,
  expeditedAppeal,
  refuse,
  withAppealClocks,
  type Result,
  type Upgrade,
} from '@assent/domain';
import { laterEntryFaults, laterEntryTold, type LaterEntry } from '../life-cycle/later-entry';
import type { Ports } from '../ports/ports';
import type { AppealView } from './appeal-view';
import { appealOver, changeAppeal, withAppeal, type AppealCommand } from './change-appeal';

export interface ExpediteAppeal extends AppealCommand, Upgrade, LaterEntry {}

/**
 * Expedites a standard appeal, from when the request for that reached the plan; the sooner of both
 * deadlines is kept. Refused: `already-expedited`, `invalid`, `appeal-closed`, `appeal-changed`, `appeal-not-found`.
 */
export function expediteAppeal(ports: Ports) {
  return (command: ExpediteAppeal): Promise<Result<AppealView>> =>
    changeAppeal(ports, 'expedite-appeal', command, ({ appeal, rule, before, moment: { now } }) => {
      if (!awaitsDecision(appeal)) return refuse(appealOver(appeal));
      if (appeal.urgency === 'expedited') return refuse(ALREADY);
      const { by, reason, actor, receivedAt = now } = command;
      const faults = laterEntryFaults(command, appeal, null, now);
      if (faults.length > 0) {
        const detail = 'the request to expedite has errors; nothing was saved';
        return refuse({ code: 'invalid', detail, faults });
      }
      const expedited = withAppealClocks(
        { ...appeal, urgency: 'expedited' },
        expeditedAppeal(appeal.clocks, rule, { by, reason }, receivedAt),
      );
      return accept(
        withAppeal(before, expedited, 'appeal-expedited', actor, now, {
          by,
          reason,
          ...laterEntryTold(command),
          dueAt: expedited.dueAt.toISOString(),
        }),
      );
    });
}

const ALREADY = {
  code: 'already-expedited',
  detail: 'this appeal is already expedited',
} as const;
