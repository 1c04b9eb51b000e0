import {
  accept,
  blockerToRepair,
  refuse,
  stuckBy,
  type Actor,
  type Blocker,
  type Repair,
  type Result,
  type Stuck,
  type StuckCause,
} from '@assent/domain';
import { claimed, obstacleToReview } from '../case/assignment';
import { auditEntries } from '../case/audit-entries';
import { changeCase } from '../case/change-case';
import { goneByTryingAgain } from '../case/gone-blockers';
import { withEvent, notice } from '../life-cycle/step';
import type { CaseRecord } from '../ports/case-record';
import type { OutboxMessage } from '../ports/change';
import { reconcile, type Reconciled, type ReconcilerPorts } from './reconcile.handler';

/** What a repair works with. */
export interface RepairPorts extends ReconcilerPorts {
  /** Asks again until the answer is yes, for about ten seconds of real time; false when it never was. */
  readonly soon: (holds: () => Promise<boolean>) => Promise<boolean>;
}

export interface RepairCase {
  readonly caseId: string;
  readonly actor: Actor;
}

/** What a repair did, and what the check after it found. */
export interface Repaired {
  /** Null when nothing could be done, or nothing had to be. */
  readonly did: Repair | null;
  readonly moved: boolean;
  /** What holds now, in a sentence for people. */
  readonly detail: string;
  readonly stuck: Stuck | null;
}

/**
 * Does the one thing that moves a stuck case: for the gravest removable cause. It checks the case
 * before, since the cause may be gone, and after, and reports what it found. Refused:
 * `case-not-found`.
 * @throws RecordUnavailable
 */
export function repairCase(ports: RepairPorts) {
  const check = reconcile(ports);

  return async ({ caseId, actor }: RepairCase): Promise<Result<Repaired>> => {
    const record = await ports.records.case(caseId);
    if (!record) {
      return refuse({ code: 'case-not-found', detail: 'there is no case with this id' });
    }
    const found = blockersOf(await check(caseId));
    const stuck = stuckBy(found);
    const target = blockerToRepair(found);
    if (!stuck) {
      return accept({ did: null, moved: true, detail: 'The case is not stuck.', stuck });
    }
    if (!target?.repair) {
      return accept({
        did: null,
        moved: false,
        detail: `Nothing was done. ${stuck.detail}`,
        stuck,
      });
    }
    const did = target.repair;
    const obstacle = await DOING[did](ports, { record, blocker: target }, actor);
    if (obstacle !== null) {
      return accept({ did: null, moved: false, detail: obstacle, stuck });
    }
    return accept(await checkedAgain(did, caseId));
  };

  async function checkedAgain(did: Repair, caseId: string): Promise<Repaired> {
    let last: Reconciled | undefined;
    const moved = await ports.soon(async () => {
      // Asked first: the check then finds a letter that is refused meanwhile.
      const isOwed = SENDS.includes(did) && (await hasLettersDue(caseId));
      last = await check(caseId);
      if (blockersOf(last).some(({ cause }) => REMOVES[did].includes(cause))) return false;
      return did === 'claim' || !(last.unsettled || isOwed);
    });
    const stuck = stuckBy(last ? blockersOf(last) : []);
    return { did, moved, detail: sentence(did, moved, stuck), stuck };
  }

  /** Whether a letter still has to be sent. */
  async function hasLettersDue(caseId: string): Promise<boolean> {
    const { records, clock } = ports;
    return records.hasNoticesDue(caseId, await clock.now());
  }
}

function blockersOf({ blockers }: Reconciled): Blocker[] {
  return blockers.map(({ blocker }) => blocker);
}

/** What blocks the software itself. */
const IN_SOFTWARE: readonly StuckCause[] = [
  'workflow-missing',
  'workflow-closed',
  'workflow-task-failing',
  'activity-retrying',
  'outbox-failing',
  'notice-undeliverable',
];

/** What must be gone after a successful repair. */
const REMOVES: Readonly<Record<Repair, readonly StuckCause[]>> = {
  'restart-workflow': IN_SOFTWARE,
  'send-again': IN_SOFTWARE,
  remind: [...IN_SOFTWARE, 'no-answer'],
  claim: ['review-unclaimed', 'reassign-needed'],
};

/** Repairs that are done once their letters have gone out. */
const SENDS: readonly Repair[] = ['send-again', 'remind'];

/** Does a repair; says why if it cannot. */
type Do = (ports: RepairPorts, on: Target, actor: Actor) => Promise<string | null>;

/** What to remove, and from which case. */
interface Target {
  readonly record: CaseRecord;
  readonly blocker: Blocker;
}

const DOING: Readonly<Record<Repair, Do>> = {
  'restart-workflow': tryAgain,
  'send-again': tryAgain,

  remind: async (ports, { record }, actor) =>
    obstacleOf(
      await changeCase(ports, 'remind', { caseId: record.id, actor }, (before, moment) => {
        if (before.record.status !== 'pending-information') return null;
        const reminder = notice(moment, before.record, 'information-reminder', moment.now);
        const step = { ...before, notices: [...before.notices, reminder] };
        return accept(withEvent(step, 'reminded', actor, moment.now));
      }),
    ),

  claim: async (ports, { record }, actor) =>
    obstacleOf(await changeCase(ports, 'claim', { caseId: record.id, actor }, claimed(actor))),
};

function obstacleOf(result: Result<unknown>): string | null {
  return result.ok ? null : result.refusal.detail;
}

/**
 * Retries at once every letter and message that waits for its next attempt. If the workflow itself
 * is stopped, it starts again from the record.
 */
async function tryAgain(
  { records, clock }: RepairPorts,
  { record, blocker: { cause, repair, authorization } }: Target,
  actor: Actor,
): Promise<null> {
  const { id: caseId } = record;
  const at = await clock.now();
  await records.commit({
    events: [{ caseId, at, type: 'repaired', actor, details: { action: repair, cause } }],
    audit: auditEntries([record], actor, repair ?? 'repair', at),
    outbox: repair === 'restart-workflow' ? [restarted(caseId, authorization)] : [],
    notices: [],
    triedAgain: [caseId],
    goneBlockers: [goneByTryingAgain(caseId)],
  });
  await records.makeMemberLettersAgain(caseId);
  return null;
}

function restarted(caseId: string, authorization: string | null): OutboxMessage {
  return authorization === null
    ? { topic: 'case-restarted', subject: caseId }
    : { topic: 'authorization-restarted', subject: authorization };
}

/**
 * What a repair would do by what is known of the case, without checking it.
 * @returns whether the person could do it, and a sentence for people
 */
export function foreseenRepair(
  stuck: Stuck | null,
  actor: Actor,
): { readonly ok: boolean; readonly detail: string } {
  if (!stuck) return { ok: true, detail: 'The case is not stuck.' };
  const { repair, detail } = stuck;
  if (repair === null) return { ok: false, detail: `No automatic fix is available. ${detail}` };
  const obstacle = repair === 'claim' ? obstacleToReview(actor) : null;
  return { ok: obstacle === null, detail: obstacle ?? `${WOULD_DO[repair]}. ${detail}` };
}

const WOULD_DO: Readonly<Record<Repair, string>> = {
  'restart-workflow': 'The workflow would be restarted',
  'send-again': 'Pending messages would be sent again',
  remind: 'A reminder would be sent',
  claim: 'The case would be assigned to you',
};

const DONE: Readonly<Record<Repair, string>> = {
  'restart-workflow': 'Workflow restarted',
  'send-again': 'Sent again',
  remind: 'Reminder sent',
  claim: 'Assigned to you',
};

/** What was done, whether it helped, and what still blocks the case. */
function sentence(did: Repair, moved: boolean, stuck: Stuck | null): string {
  if (!moved) {
    const begun = did === 'send-again' ? 'It will be sent again now' : DONE[did];
    return `${begun}, but the case is still stuck. ${stuck?.detail ?? 'The result is not known yet; check again in a moment.'}`;
  }
  return `${DONE[did]}. ${stuck ? stillSo(stuck) : 'The case is no longer stuck.'}`;
}

function stillSo({ cause, detail }: Stuck): string {
  if (cause === 'deadline-missed') return 'Still past due.';
  return cause === 'deadline-near' ? 'The decision is due soon.' : detail;
}
