import {
  accept,
  canHoldUp,
  isOpen,
  refuse,
  type Actor,
  type Refusal,
  type Result,
} from '@assent/domain';
import { viewOf, type CaseView } from './case-view';
import { replayOf } from './command-replay';
import { AGAIN, untilFirst } from './contention';
import { unmoved, type Moment, type Step } from './life-cycle';
import type { Change, CommandKey } from './ports';
import { predecessorOf } from './predecessor';
import { NO_SUCH_CASE } from './queries';
import type { CaseRecord } from './records';
import type { Ports } from './settings';

/** A person's command on an open case. */
export interface CaseCommand {
  readonly caseId: string;
  readonly actor: Actor;
  /** The version that the person saw; left out when the command holds for any. */
  readonly version?: number;
  readonly command?: CommandKey;
}

/** What came of trying to take a step. */
type Taken = Result<Step> | null;

/**
 * Takes one step of an open case and commits it. When somebody else changed the case first, the
 * step is taken again on the case as it is now, unless the command named a version: then it is
 * refused with `case-changed`. A closed case refuses every command with `case-closed`.
 * @param action the command's name for the auditor
 * @param take the step, why it is refused, or null when there is nothing to do
 * @param takesCommands whether the case still takes this command; an open one does
 */
export async function changeCase(
  ports: Ports,
  action: string,
  { caseId, actor, version, command }: CaseCommand,
  take: (before: Step, moment: Moment) => Taken | Promise<Taken>,
  takesCommands: (record: CaseRecord) => boolean | Promise<boolean> = isOpenCase,
): Promise<Result<CaseView>> {
  const { records, clock } = ports;
  const earlier = command && (await replayOf(ports, command, actor));
  if (earlier) return earlier;
  return untilFirst(async () => {
    const record = await records.case(caseId);
    if (!record) return refuse(NO_SUCH_CASE);
    const refusal = refusalOf(record, version, await takesCommands(record));
    // The same command may have closed or changed the case a moment ago.
    if (refusal) return (command && (await replayOf(ports, command, actor))) ?? refuse(refusal);
    const now = await clock.now();
    const taken = await take(unmoved(record), await momentOf(ports, record, now));
    if (taken && !taken.ok) return taken;
    const events = await records.events(caseId);
    const standing = isOpenCase(record) ? null : await records.authorizationOfCase(record.id);
    if (!taken) return accept(await viewOf(ports, record, standing, events, now));
    const change = changing(taken.value, actor, action, now, command);
    const outcome = await records.commit(change);
    if (outcome === 'committed') {
      const { changed, issued = standing } = change;
      return accept(await viewOf(ports, changed, issued, [...events, ...change.events], now));
    }
    const meanwhile = command && (await replayOf(ports, command, actor));
    return meanwhile ?? AGAIN;
  });
}

/** The step that a command would take on the case as it is now, null for none. Commits nothing. */
export async function foreseen<Foreseen extends Taken>(
  ports: Ports,
  { caseId, version }: CaseCommand,
  take: (before: Step, moment: Moment) => Foreseen | Promise<Foreseen>,
): Promise<Foreseen | Result<never>> {
  const record = await ports.records.case(caseId);
  if (!record) return refuse(NO_SUCH_CASE);
  const refusal = refusalOf(record, version, isOpenCase(record));
  if (refusal) return refuse(refusal);
  return take(unmoved(record), await momentOf(ports, record, await ports.clock.now()));
}

async function momentOf(ports: Ports, record: CaseRecord, now: Date): Promise<Moment> {
  const { ids, settings, records } = ports;
  const { assignee } = record;
  return {
    ...{ now, ids, settings, predecessor: await predecessorOf(records, record) },
    ...(assignee !== null && { assigneeRole: await records.roleOf(assignee) }),
  };
}

/** The change that a step makes to a case, with its next version. */
export function changing(
  step: Step,
  actor: Actor,
  action: string,
  now: Date,
  command?: CommandKey,
): Change & { readonly changed: CaseRecord } {
  const { record, isQuiet, ...rest } = step;
  const bySoftware = actor.role === 'software';
  const { status, assignee, stuck } = record;
  const changed = {
    ...record,
    version: record.version + 1,
    stuck: stuck && canHoldUp(stuck.cause, status, assignee) ? stuck : null,
  };
  return {
    ...rest,
    changed,
    audit: [
      {
        at: now,
        actor: actor.subject,
        role: actor.role,
        action,
        caseId: record.id,
        caseVersion: changed.version,
      },
    ],
    outbox: [
      ...(bySoftware || isQuiet ? [] : [{ topic: 'case-changed' as const, subject: record.id }]),
      ...rest.outbox,
    ],
    ...(command && { command }),
  };
}

function isOpenCase({ status }: CaseRecord): boolean {
  return isOpen(status);
}

/** Why a case takes no command, or not this one, as it is now. */
function refusalOf(
  { id, status, version: current }: CaseRecord,
  version: number | undefined,
  takesCommands: boolean,
): Refusal | null {
  if (!takesCommands) {
    return {
      code: 'case-closed',
      detail: `the case is ${status} and takes no further commands; open a new case if something has changed`,
      caseId: id,
    };
  }
  if (version !== undefined && version !== current) {
    return {
      code: 'case-changed',
      detail: `the case has changed since you read it: it is at version ${current} now; read it again and decide anew`,
      caseId: id,
    };
  }
  return null;
}
