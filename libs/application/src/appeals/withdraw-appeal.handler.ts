import { accept, awaitsDecision, refuse, type Result } from '@assent/domain';
import type { Ports } from '../ports/ports';
import type { AppealView } from './appeal-view';
import { appealOver, changeAppeal, withAppeal, type AppealCommand } from './change-appeal';

export interface WithdrawAppeal extends AppealCommand {
  readonly reason: string;
}

/**
 * Withdraws an appeal before it is decided; another one can follow. Refused: `appeal-closed`,
 * `appeal-changed`, `appeal-not-found`.
 */
export function withdrawAppeal(ports: Ports) {
  return (command: WithdrawAppeal): Promise<Result<AppealView>> =>
    changeAppeal(ports, 'withdraw-appeal', command, ({ appeal, before, moment: { now } }) => {
      if (!awaitsDecision(appeal)) return refuse(appealOver(appeal));
      const { reason, actor: by } = command;
      const withdrawn = {
        ...appeal,
        status: 'withdrawn',
        closedAt: now,
        withdrawal: { reason, by, at: now },
      } as const;
      return accept(withAppeal(before, withdrawn, 'appeal-withdrawn', by, now, { reason }));
    });
}
