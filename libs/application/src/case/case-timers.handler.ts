import {
  accept,
  isOpen,
  nextOfCall,
  nextToEscalate,
  owedCall,
  owedOn,
  type Appeal,
  type CallStep,
  type CaseStatus,
  type StuckCause,
} from '@assent/domain';
import { handToReview } from '../life-cycle/hand-to-review';
import { withEvent, SOFTWARE, startStep, type Step } from '../life-cycle/step';
import { stopClock, waitsForExtensionLetter } from '../life-cycle/move-deadline';
import type { Moment } from '../member-coverage/moment';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import { changeCase, momentOf } from './change-case';
import { foundAnew } from './reevaluation';

/** What a case's workflow waits for next. */
export type CaseAction =
  'hand-to-review' | 'escalate' | 'escalate-appeal' | 'escalate-forwarding' | CallStep;

/** The state of a case after a workflow step, and the next planned step, if any. */
export interface CaseStep {
  readonly caseNumber: string;
  readonly status: CaseStatus;
  /** Whether its workflow has to live on: it is open, or the plan owes a call or something on an appeal. */
  readonly open: boolean;
  /**
   * When it must be decided, or what is owed after that is due; null if neither, or before that
   * can be told.
   */
  readonly dueAt: Date | null;
  /** What chiefly holds it up. */
  readonly stuckCause: StuckCause | null;
  readonly next: { readonly action: CaseAction; readonly at: Date } | null;
}

/**
 * Evaluates a case by the reading of its guideline that evaluated it before. If the facts and the
 * date are the same, it only updates which authorizations block the case. A newer reading waits for
 * information. Whoever opened the case or gave information has usually done both already.
 * @throws CaseMissing when there is no such case
 */
export function evaluateCase(ports: Ports) {
  return async (caseId: string): Promise<CaseStep> => {
    const found = await existing(ports, caseId);
    if (!isOpen(found.status)) return stepOf(ports, found);
    const record = waitsForExtensionLetter(found) ? await withClockStopped(ports, found) : found;
    const known = await momentOf(ports, record, await ports.clock.now());
    if (!(await foundAnew(ports, startStep(record), known))) return stepOf(ports, record);
    return stepped(ports, 'evaluate', caseId, (before, moment) => foundAnew(ports, before, moment));
  };
}

/** The case after its clock stopped, if the letter about its extension went out by now. */
async function withClockStopped(ports: Ports, record: CaseRecord): Promise<CaseRecord> {
  const letters = await ports.records.notices(record.id);
  const letter = letters.findLast(({ kind, sentAt }) => kind === 'extension' && sentAt);
  // Only a letter that did not come back shows that the provider office was asked.
  if (!letter || letter.delivery?.outcome === 'bounced') return record;
  const sentAt = letter.resentAt ?? letter.sentAt;
  if (!sentAt) return record;
  await stepped(ports, 'stop-clock', record.id, (before, moment) =>
    stopClock(before, sentAt, moment),
  );
  return existing(ports, record.id);
}

/** Hands a case to a person when its information is late. Calling it early or late does no harm. */
export function passInformationDeadline(ports: Ports) {
  return (caseId: string): Promise<CaseStep> =>
    stepped(ports, 'pass-information-deadline', caseId, (before, moment) => {
      const { status, informationDueAt } = before.record;
      const due = informationDueAt !== null && informationDueAt <= moment.now;
      return due && status === 'pending-information'
        ? handToReview(before, 'information-overdue', moment)
        : null;
    });
}

/** Escalates a case that is still in review at its deadline. Decides nothing. */
export function passDecisionDeadline(ports: Ports) {
  return (caseId: string): Promise<CaseStep> =>
    stepped(ports, 'pass-decision-deadline', caseId, (before, moment) => {
      const { dueAt, review } = before.record;
      const due = dueAt !== null && dueAt <= moment.now;
      return due && review && !review.escalatedAt
        ? withEvent(
            {
              ...before,
              record: {
                ...before.record,
                review: { ...review, escalatedAt: moment.now },
                nextStepAt: null,
              },
            },
            'escalated',
            SOFTWARE,
            moment.now,
          )
        : null;
    });
}

/** Thrown when a workflow follows a case that is not in the record. */
export class CaseMissing extends Error {
  override readonly name = 'CaseMissing';
}

/** Takes a step if there is one, and returns what comes next either way. */
export async function stepped(
  ports: Ports,
  action: string,
  caseId: string,
  take: (before: Step, moment: Moment) => Step | null | Promise<Step | null>,
  takesSteps?: () => boolean,
): Promise<CaseStep> {
  const taken = await changeCase(
    ports,
    action,
    { caseId, actor: SOFTWARE },
    async (...at) => {
      const step = await take(...at);
      return step && accept(step);
    },
    takesSteps,
  );
  return stepOf(ports, taken.ok ? taken.value.record : await existing(ports, caseId));
}

async function stepOf(ports: Ports, record: CaseRecord): Promise<CaseStep> {
  const { id, number, status, dueAt, stuck, nextStepAt } = record;
  const shown = { caseNumber: number, status, stuckCause: stuck?.cause ?? null };
  const isUndecided = isOpen(status);
  const call = owedCall(record);
  const own = sooner(
    isUndecided && nextStepAt
      ? { action: status === 'in-review' ? 'escalate' : 'hand-to-review', at: nextStepAt }
      : null,
    call && nextOfCall(call),
  );
  // An open case can be appealed only after its deadline.
  if (isUndecided && (dueAt === null || dueAt > (await ports.clock.now()))) {
    return { ...shown, open: true, dueAt, next: own };
  }
  const appeals = await ports.records.appealsOfCase(id);
  const owed = appeals.filter((appeal) => owedOn(appeal) !== null).sort(soonestFirst);
  const late = nextToEscalate(owed);
  const escalation: CaseStep['next'] = late && {
    action: late.owed === 'decision' ? 'escalate-appeal' : 'escalate-forwarding',
    at: late.at,
  };
  return {
    ...shown,
    open: isUndecided || call !== null || owed.length > 0,
    dueAt: isUndecided ? dueAt : earliest(owed[0]?.dueAt, call?.dueAt),
    next: sooner(own, escalation),
  };
}

function sooner(one: CaseStep['next'], other: CaseStep['next']): CaseStep['next'] {
  if (!one || !other) return one ?? other;
  return one.at <= other.at ? one : other;
}

function earliest(...instants: readonly (Date | undefined)[]): Date | null {
  const [first] = instants
    .filter((each) => each !== undefined)
    .sort((a, b) => a.getTime() - b.getTime());
  return first ?? null;
}

function soonestFirst(a: Appeal, b: Appeal): number {
  return a.dueAt.getTime() - b.dueAt.getTime();
}

async function existing({ records }: Ports, caseId: string): Promise<CaseRecord> {
  const record = await records.case(caseId);
  if (!record) throw new CaseMissing(`there is no case ${caseId}`);
  return record;
}
