import {
  accept,
  appealClock,
  appealGround,
  appealReviewReasons,
  dateIn,
  filingEndsAt,
  keptDenial,
  nextLevel,
  refuse,
  whyAppealDue,
  type Actor,
  type Appeal,
  type AppealGround,
  type Appellant,
  type Fault,
  type Refusal,
  type Result,
  type Urgency,
} from '@assent/domain';
import { laterEntryTold, type LaterEntry } from '../life-cycle/later-entry';
import { misuseOf } from '../case/command-replay';
import { ANY_CASE, changeCase } from '../case/change-case';
import { notice, withEvent } from '../life-cycle/step';
import type { Moment } from '../member-coverage/moment';
import type { CaseRecord } from '../ports/case-record';
import type { CommandKey } from '../ports/change';
import type { Ports } from '../ports/ports';
import { viewAppeal, type AppealView } from './appeal-view';
import { ruleFor } from './change-appeal';
import { benefitsRequest, findBenefits, noticeSentAt, withBenefits } from './continued-benefits';

export interface OpenAppeal {
  readonly caseId: string;
  readonly actor: Actor;
  readonly command?: CommandKey;
  readonly by: Appellant;
  readonly urgency: Urgency;
  readonly reason: string;
  /** Now if absent. */
  readonly receivedAt?: Date;
  /** What shows when it was received, for one on paper or by phone. */
  readonly receipt?: LaterEntry['receipt'];
  /** The document of the case by which a representative may act for the member. */
  readonly proofOfAuthority?: string;
  /** Asks that coverage continues while it is open, where a rule needs that. */
  readonly continueBenefits?: boolean;
}

/**
 * Opens an appeal of a denial, of an approval with changes, or of a case that was not decided in time,
 * and acknowledges it by letter. A late
 * one, or one whose representative has no proof, goes to a person and is not refused. Refused:
 * `case-not-found`, `not-appealable`, `duplicate-appeal` while another one is open, `invalid`,
 * `no-clock`, `idempotency-key-reused`.
 */
export function openAppeal(ports: Ports) {
  return async (filed: OpenAppeal): Promise<Result<AppealView>> => {
    const { caseId, actor, command } = filed;
    const { records, settings } = ports;
    const opened: string[] = [];
    const changed = await changeCase(
      ports,
      'appeal',
      { caseId, actor, ...(command && { command }) },
      async (before, moment) => {
        const { record } = before;
        const earlier = await records.appealsOfCase(caseId);
        const ground = appealGround(record, moment.now);
        const refusal = barredBy(record, ground, earlier);
        if (refusal) return refuse(refusal);
        const faults = await faultsOf(ports, filed, record, moment);
        if (faults.length > 0) {
          const detail = 'the appeal has errors; nothing was saved';
          return refuse({ code: 'invalid', detail, faults });
        }
        const rule = ruleFor(settings, record);
        if (!rule.ok) return rule;
        const sentAt = await noticeSentAt(ports, record);
        const ends = sentAt && filingEndsAt(rule.value, sentAt, settings.timeZone);
        const appeal = newAppeal(filed, ground ?? 'denial', earlier, ends, moment, (received) =>
          appealClock(rule.value, filed.urgency, received),
        );
        opened.push(appeal.id);
        const { receivedAt, appellant } = appeal;
        const found = await findBenefits(ports, record, {
          rule: rule.value,
          receivedAt,
          dueAt: appeal.dueAt,
          noticeSentAt: sentAt,
          request: filed.continueBenefits ? benefitsRequest(appellant, receivedAt, actor) : null,
        });
        const told = withEvent(before, 'appeal-opened', actor, moment.now, {
          appeal: appeal.number,
          appealId: appeal.id,
          by: appeal.appellant,
          urgency: appeal.urgency,
          reason: appeal.reason,
          ...(filed.receipt && laterEntryTold({ receivedAt, receipt: filed.receipt })),
          ground: appeal.ground,
          dueAt: appeal.dueAt.toISOString(),
          why: whyAppealDue(appeal),
          ...(appeal.reviewReasons.length > 0 && { reviewReasons: appeal.reviewReasons }),
        });
        const letter = notice(moment, record, 'appeal-received', moment.now);
        const { step, benefits } = withBenefits(told, appeal, found, moment);
        return accept({
          ...step,
          openedAppeal: { ...appeal, benefits },
          notices: [...step.notices, { ...letter, appealId: appeal.id }],
        });
      },
      ANY_CASE,
    );
    if (!changed.ok) return changed;
    // Of two calls with one key, this one may have come second.
    const used = command ? await records.command(command.key) : null;
    const misuse = used && command && misuseOf(used, command.digest, actor);
    if (misuse) return refuse(misuse);
    return viewAppeal(ports)(used?.appealId ?? opened.at(-1) ?? '', actor);
  };
}

function newAppeal(
  { caseId, actor, by, urgency, reason, receivedAt, proofOfAuthority }: OpenAppeal,
  ground: AppealGround,
  earlier: readonly Appeal[],
  filingEnds: Date | null,
  { now, ids }: Moment,
  clockFrom: (received: Date) => Appeal['clocks'][number],
): Appeal {
  const received = receivedAt ?? now;
  const clock = clockFrom(received);
  const filed = {
    appellant: by,
    proofOfAuthority: proofOfAuthority ?? null,
    receivedAt: received,
  };
  const reviewReasons = appealReviewReasons(filed, filingEnds);
  return {
    ...filed,
    id: ids.id(),
    number: ids.appealNumber(),
    version: 1,
    caseId,
    level: nextLevel(earlier),
    ground,
    status: reviewReasons.length > 0 ? 'in-review' : 'open',
    urgency,
    reason,
    openedAt: now,
    openedBy: actor,
    reviewReasons,
    clocks: [clock],
    dueAt: clock.dueAt,
    escalatedAt: null,
    closedAt: null,
    decision: null,
    authorization: null,
    forwarding: null,
    external: null,
    withdrawal: null,
  };
}

/** Why a case can't be appealed, or not again for now. */
function barredBy(
  { id }: CaseRecord,
  ground: AppealGround | null,
  earlier: readonly Appeal[],
): Refusal | null {
  const open = earlier.find(({ closedAt }) => closedAt === null);
  if (open) {
    return {
      code: 'duplicate-appeal',
      detail: `this case already has an open appeal, ${open.number}; add new information to that appeal`,
      caseId: id,
      appealId: open.id,
    };
  }
  const detail = notAppealable(ground, earlier);
  return detail === null ? null : { code: 'not-appealable', detail, caseId: id };
}

function notAppealable(ground: AppealGround | null, earlier: readonly Appeal[]): string | null {
  if (earlier.some((each) => each.status === 'overturned')) {
    return 'an appeal has already overturned the denial of this case';
  }
  if (ground === null) {
    return 'only a case that was denied, approved with changes, or not decided in time can be appealed';
  }
  // Outside review has said what it thinks of a case that the plan has yet to decide.
  if (ground === 'no-decision' && earlier.some((each) => keptDenial(each.status))) {
    return 'an appeal of the missing decision is over; the next can follow a decision on the case';
  }
  return null;
}

async function faultsOf(
  { records }: Ports,
  { by, receivedAt, proofOfAuthority, caseId }: OpenAppeal,
  { decision, dueAt }: CaseRecord,
  { now, settings }: Moment,
): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  if (receivedAt && receivedAt > now) {
    faults.push({ path: 'receivedAt', code: 'in-the-future', message: "can't be in the future" });
  }
  const dayOf = (at: Date) => dateIn(at, settings.timeZone);
  if (receivedAt && decision && dayOf(receivedAt) < dayOf(decision.at)) {
    faults.push({
      path: 'receivedAt',
      code: 'before-decision',
      message: "can't be before the decision that is appealed",
    });
  }
  if (receivedAt && !decision && dueAt && receivedAt < dueAt) {
    faults.push({
      path: 'receivedAt',
      code: 'before-deadline',
      message:
        "can't be before the deadline of the decision; until then there was nothing to appeal",
    });
  }
  if (proofOfAuthority === undefined) return faults;
  const path = 'proofOfAuthority';
  if (by !== 'representative') {
    const message = 'is allowed for a representative only; leave it out';
    faults.push({ path, code: 'not-applicable', message });
  } else if (!(await records.document(caseId, proofOfAuthority))) {
    faults.push({ path, code: 'unknown-document', message: 'must be a document of this case' });
  }
  return faults;
}
