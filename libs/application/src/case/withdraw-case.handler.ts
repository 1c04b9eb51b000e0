import { accept, type Result } from '@assent/domain';
import { withdraw } from '../life-cycle/deny-or-withdraw';
import type { Ports } from '../ports/ports';
import type { CaseView } from './case-view';
import { changeCase, type CaseCommand } from './change-case';

export interface WithdrawCase extends CaseCommand {
  readonly reason: string;
}

/** Withdraws an open case. Refused: `case-closed` once the case is closed. */
export function withdrawCase(ports: Ports) {
  return (command: WithdrawCase): Promise<Result<CaseView>> =>
    changeCase(ports, 'withdraw', command, (before, moment) =>
      accept(withdraw(before, command.reason, command.actor, moment)),
    );
}
