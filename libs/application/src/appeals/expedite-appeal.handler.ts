import {
  accept,
  awaitsDecision,
  expeditedAppeal,
  refuse,
  withAppealClocks,
  type Result,
  type Upgrade,
} from '@assent/domain';
import type { Ports } from '../ports/ports';
import type { AppealView } from './appeal-view';
import { appealOver, changeAppeal, withAppeal, type AppealCommand } from './change-appeal';

export interface ExpediteAppeal extends AppealCommand, Upgrade {}

/**
 * Expedites a standard appeal; the sooner of both deadlines is kept. Refused: `already-expedited`,
 * `appeal-closed`, `appeal-changed`, `appeal-not-found`.
 */
export function expediteAppeal(ports: Ports) {
  return (command: ExpediteAppeal): Promise<Result<AppealView>> =>
    changeAppeal(ports, 'expedite-appeal', command, ({ appeal, rule, before, moment: { now } }) => {
      if (!awaitsDecision(appeal)) return refuse(appealOver(appeal));
      if (appeal.urgency === 'expedited') return refuse(ALREADY);
      const { by, reason, actor } = command;
      const expedited = withAppealClocks(
        { ...appeal, urgency: 'expedited' },
        expeditedAppeal(appeal.clocks, rule, { by, reason }, now),
      );
      return accept(
        withAppeal(before, expedited, 'appeal-expedited', actor, now, {
          by,
          reason,
          dueAt: expedited.dueAt.toISOString(),
        }),
      );
    });
}

const ALREADY = {
  code: 'already-expedited',
  detail: 'this appeal is already expedited',
} as const;
