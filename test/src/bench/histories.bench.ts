import { endOfDay } from '@assent/domain';
import { authorizationWorkflowId, caseWorkflowId } from '@assent/workflows';
import { temporal } from '@temporalio/proto';
import { MET, openFor } from '../workflow/cast';
import { setStage, type Stage } from '../workflow/stage';
import type { Figure } from './figure';

/** (d) What an approved case and the life of its authorization leave in Temporal. */
export async function benchHistories(): Promise<readonly Figure[]> {
  const stage = await setStage();
  try {
    await stage.startWorker();
    const { record, authorization } = await openFor(stage, MET);
    if (authorization === null) throw new Error('the case was not approved');
    const { number, period } = authorization;
    const over = endOfDay(period.end, stage.ports.settings.timeZone);
    await stage.clock.moveTo(over);
    return [
      ...(await figures(stage, caseWorkflowId(record.id), 'an approved case', 12)),
      ...(await figures(stage, authorizationWorkflowId(number), 'an authorization to expiry', 40)),
    ];
  } finally {
    await stage.stop();
  }
}

async function figures(
  { workflows }: Stage,
  workflowId: string,
  whose: string,
  most: number,
): Promise<readonly Figure[]> {
  const handle = workflows.getHandle(workflowId);
  const { status } = await handle.describe();
  if (status.name !== 'COMPLETED') throw new Error(`\`${workflowId}\` is ${status.name}`);
  const history = await handle.fetchHistory();
  const what = `history of ${whose}`;
  return [
    { what, unit: 'events', reached: history.events?.length ?? 0, aim: `at most ${most}` },
    // As the server stores it; the time-skipping server does not tell.
    {
      what,
      unit: 'bytes',
      reached: temporal.api.history.v1.History.encode(history).finish().length,
    },
  ];
}
