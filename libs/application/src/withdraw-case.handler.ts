import { accept, type Result } from '@assent/domain';
import { changeCase, type CaseCommand } from './change-case';
import type { CaseView } from './case-view';
import { withdraw } from './life-cycle';
import type { Ports } from './settings';

export interface WithdrawCase extends CaseCommand {
  readonly reason: string;
}

/** Withdraws a case at any open moment. Refused: `case-closed` once the case is closed. */
export function withdrawCase(ports: Ports) {
  return (command: WithdrawCase): Promise<Result<CaseView>> =>
    changeCase(ports, 'withdraw', command, (before, moment) =>
      accept(withdraw(before, command.reason, command.actor, moment)),
    );
}
