import {
  accept,
  dateIn,
  isOpen,
  owedCall,
  refuse,
  type Actor,
  type Refusal,
  type Result,
  type StuckCause,
} from '@assent/domain';
import { startStep, type Step } from '../life-cycle/step';
import { coverageAmong } from '../member-coverage/member-coverage';
import type { Moment } from '../member-coverage/moment';
import { isDoubted, namedBy, seenWith } from '../member-coverage/same-member';
import type { CaseRecord } from '../ports/case-record';
import type { CaseRepository } from '../ports/case-repository';
import type { Change, CommandKey, GoneBlockers, OutboxMessage, SeenMember } from '../ports/change';
import type { Ports } from '../ports/ports';
import { auditEntries } from './audit-entries';
import { closingAppeals } from './closing-appeals';
import { NO_SUCH_CASE, viewOf, type CaseView } from './case-view';
import { replayOf } from './command-replay';
import { goneBy, goneByTryingAgain } from './gone-blockers';
import { inTurn } from './in-turn';
import { offeringOnce } from './offering-once';
import { AGAIN, retryOnConflict } from './retry-on-conflict';
import { tellingOthers } from './tell-other-cases';

/** A person's command on an open case. */
export interface CaseCommand {
  readonly caseId: string;
  readonly actor: Actor;
  /** The version that the person saw; absent when the command applies to any. */
  readonly version?: number;
  readonly command?: CommandKey;
}

/** For commands that a closed case takes, too. */
export const ANY_CASE = (): boolean => true;

/** Whether a case takes commands in its state. */
type TakesCommands = (record: CaseRecord) => boolean | Promise<boolean>;

/** The result of trying a step. */
type Taken = Result<Step> | null;

/**
 * Takes one step of an open case and commits it. If another change came first, it takes the step
 * again on the current case, unless the command named a version: then it refuses with
 * `case-changed`. A closed case refuses every command with `case-closed`.
 * @param action the command's name for the auditor
 * @param take the step, why it is refused, or null when there is nothing to do
 * @param takesCommands whether the case still takes this command; an open one does
 */
export function changeCase(
  ports: Ports,
  action: string,
  command: CaseCommand,
  take: (before: Step, moment: Moment) => Taken | Promise<Taken>,
  takesCommands: TakesCommands = isOpenCase,
): Promise<Result<CaseView>> {
  return inTurn(command.caseId, () => changeNow(ports, action, command, take, takesCommands));
}

async function changeNow(
  ports: Ports,
  action: string,
  { caseId, actor, version, command }: CaseCommand,
  take: (before: Step, moment: Moment) => Taken | Promise<Taken>,
  takesCommands: TakesCommands,
): Promise<Result<CaseView>> {
  const { records, clock } = ports;
  const earlier = command && (await replayOf(ports, command, actor));
  if (earlier) return earlier;
  return retryOnConflict(async (takeTurn) => {
    const record = await records.case(caseId);
    if (!record) return refuse(NO_SUCH_CASE);
    await takeTurn(record.member.memberId);
    const refusal = refusalOf(record, version, await takesCommands(record));
    // The same command may have just closed or changed the case.
    if (refusal) return (command && (await replayOf(ports, command, actor))) ?? refuse(refusal);
    const now = await clock.now();
    const moment = await momentOf(ports, record, now);
    const taken = await take(startStep(record), moment);
    // A change in the meantime may explain the refusal, and so may the same command.
    if (taken && !taken.ok) {
      if (!(await isUnchanged(records, record))) return AGAIN;
      return (command && (await replayOf(ports, command, actor))) ?? taken;
    }
    // Only a step that people see needs the sources of its facts.
    const tellings = actor.role === 'software' ? [] : await records.tellings(caseId);
    const standing = isOpenCase(record) ? null : await records.authorizationOfCase(record.id);
    if (!taken) return accept(await viewOf(ports, record, standing, tellings, now));
    const offered = await offeringOnce(ports, taken.value);
    const told = await tellingOthers(ports, offered, now);
    const step = await closingAppeals(ports, told, actor, now);
    const change = changing(step, actor, action, now, command);
    const seen = seenBy(step, moment);
    const restsOnMember =
      step.issued !== undefined || step.authorizations.length > 0 || seen.isAltered;
    const outcome = await records.commit({ ...change, ...(restsOnMember && { seen }) });
    if (outcome === 'committed') {
      const { changed, issued = standing } = change;
      return accept(await viewOf(ports, changed, issued, [...tellings, ...change.events], now));
    }
    const meanwhile = command && (await replayOf(ports, command, actor));
    return meanwhile ?? AGAIN;
  });
}

async function isUnchanged(records: CaseRepository, { id, version }: CaseRecord): Promise<boolean> {
  return (await records.case(id))?.version === version;
}

/** The step that a command would take on the current case, null for none. Commits nothing. */
export async function foreseen<Foreseen extends Taken>(
  ports: Ports,
  { caseId, version }: CaseCommand,
  take: (before: Step, moment: Moment) => Foreseen | Promise<Foreseen>,
): Promise<Foreseen | Result<never>> {
  const record = await ports.records.case(caseId);
  if (!record) return refuse(NO_SUCH_CASE);
  const refusal = refusalOf(record, version, isOpenCase(record));
  if (refusal) return refuse(refusal);
  return take(startStep(record), await momentOf(ports, record, await ports.clock.now()));
}

/** The member that a step was based on; a person who approves may know them by another name. */
function seenBy({ record, altersMember }: Step, { coverage: { known } }: Moment): SeenMember {
  const named = isDoubted(record) ? namedBy(record, known) : null;
  const seen = seenWith(record, known, named);
  return altersMember ? { ...seen, isAltered: true } : seen;
}

/** What a step on a case works with at an instant. */
export async function momentOf(ports: Ports, record: CaseRecord, now: Date): Promise<Moment> {
  const { ids, settings, records } = ports;
  const { assignee } = record;
  const { memberId } = record.member;
  const known = await records.knownMember(memberId);
  const all = await records.authorizationsOf(memberId, record.drug);
  // Its own means that the case was approved since it was read: then the change is stale anyway.
  const others = all.filter(
    ({ caseId, continues }) => caseId !== record.id || continues !== undefined,
  );
  const today = dateIn(now, settings.timeZone);
  return {
    now,
    ids,
    settings,
    coverage: await coverageAmong(known, others, records, record, today),
    ...(assignee !== null && { assigneeRole: await records.roleOf(assignee) }),
  };
}

/** The change that a step makes to a case, as its next version. */
export function changing(
  step: Step,
  actor: Actor,
  action: string,
  now: Date,
  command?: CommandKey,
): Change & { readonly changed: CaseRecord } {
  const { record, alsoChanged, isQuiet, altersMember: _, goneCauses, ...rest } = step;
  const bySoftware = actor.role === 'software';
  const livesOnForCall = !isOpenCase(record) && owedCall(record) !== null;
  const topic: OutboxMessage['topic'] =
    rest.openedAppeal || rest.appeal || livesOnForCall ? 'case-appealed' : 'case-changed';
  const { changed, gone } = afterChange(record, goneCauses);
  const isFreed = record.stuck !== null && changed.stuck === null;
  const also = changingAlso(alsoChanged);
  return {
    ...rest,
    changed,
    ...also,
    goneBlockers: [gone, ...also.goneBlockers, ...(rest.triedAgain ?? []).map(goneByTryingAgain)],
    audit: auditEntries([changed, ...also.alsoChanged], actor, action, now),
    outbox: [
      ...(bySoftware || (isQuiet && !isFreed) ? [] : [{ topic, subject: record.id }]),
      ...rest.outbox,
    ],
    ...(command && { command }),
  };
}

function isOpenCase({ status }: CaseRecord): boolean {
  return isOpen(status);
}

/** The part of a change that concerns other cases. */
export function changingAlso(
  others: readonly CaseRecord[],
): Required<Pick<Change, 'alsoChanged' | 'goneBlockers'>> {
  const after = others.map((other) => afterChange(other));
  return {
    alsoChanged: after.map(({ changed }) => changed),
    goneBlockers: after.map(({ gone }) => gone),
  };
}

/** A case after a change, and its blockers that no longer apply: hidden until the next check. */
function afterChange(
  record: CaseRecord,
  mended?: readonly StuckCause[],
): { readonly changed: CaseRecord; readonly gone: GoneBlockers } {
  const { version, stuck } = record;
  const gone = goneBy(record, mended);
  const isGone = stuck !== null && gone.causes.includes(stuck.cause);
  return { changed: { ...record, version: version + 1, stuck: isGone ? null : stuck }, gone };
}

/** Why a case takes no command, or not this one, in its state. */
function refusalOf(
  { id, status, version: current }: CaseRecord,
  version: number | undefined,
  takesCommands: boolean,
): Refusal | null {
  if (!takesCommands) {
    return {
      code: 'case-closed',
      detail: `this case is already ${status}; to change it, submit a new request`,
      caseId: id,
    };
  }
  if (version !== undefined && version !== current) {
    return {
      code: 'case-changed',
      detail: `the case has changed since you opened it (it is now version ${current}); reload it and try again`,
      caseId: id,
    };
  }
  return null;
}
