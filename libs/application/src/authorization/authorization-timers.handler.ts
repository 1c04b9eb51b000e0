import {
  addDays,
  clockOf,
  clockOfReview,
  continuationDeadlines,
  continuationOpensAt,
  dateIn,
  expiryOf,
  keepsCoverage,
  lastCoveredDay,
  type AuthorizationStatus,
  type StuckCause,
} from '@assent/domain';
import { withoutFacts } from '@assent/criteria';
import { guidelineInForce } from '@assent/guidelines';
import { changing } from '../case/change-case';
import { AGAIN, retryOnConflict } from '../case/retry-on-conflict';
import { tellingOthers } from '../case/tell-other-cases';
import { evaluateQuestion, ownFacts, withOwnAuthorizations } from '../evaluation/evaluation';
import { jurisdictionFor, newCase, opening, type Asked } from '../intake/new-case';
import { applyEvaluation } from '../life-cycle/apply-evaluation';
import { boundOf, lookAt } from '../life-cycle/continued-coverage';
import { deadlineTold } from '../life-cycle/running-clock';
import { withEvent, notice, SOFTWARE, startStep } from '../life-cycle/step';
import { isAnothers } from '../member-coverage/case-placement';
import { coverageAmong } from '../member-coverage/member-coverage';
import { seenAtOpening, seenMember } from '../member-coverage/same-member';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord, KnownMember } from '../ports/case-record';
import type { CaseRepository } from '../ports/case-repository';
import type { Change } from '../ports/change';
import type { Ports } from '../ports/ports';

/** What the workflow of an authorization waits for next. */
export type AuthorizationAction = 'open-continuation' | 'expire';

/** The state of an authorization and its next planned step; none once it is over. */
export interface AuthorizationStep {
  readonly caseNumber: string;
  readonly status: AuthorizationStatus;
  /** What chiefly holds its case up. */
  readonly stuckCause: StuckCause | null;
  readonly next: { readonly action: AuthorizationAction; readonly at: Date } | null;
}

/** Returns an authorization's next planned step. Changes nothing. */
export function followAuthorization(ports: Ports) {
  return async (number: string): Promise<AuthorizationStep> => {
    const authorization = await existing(ports, number);
    const { status } = authorization;
    const origin = await originOf(ports, authorization);
    const nextStepAt = status === 'active' ? authorization.nextStepAt : null;
    const action = awaitsContinuation(authorization) ? 'open-continuation' : 'expire';
    return {
      caseNumber: origin.number,
      status,
      stuckCause: origin.stuck?.cause ?? null,
      next: nextStepAt && { action, at: nextStepAt },
    };
  };
}

/**
 * Opens the renewal review of an authorization, prefilled with the facts of its case and with
 * itself as the prior authorization; facts that every review asks again stay open. If the member has
 * an open continuation case, that case is the review; if another authorization covers the day
 * after, none is needed. Repeating it, or calling it early, changes nothing.
 */
export function openContinuationReview(ports: Ports) {
  return async (number: string): Promise<AuthorizationStep> => {
    await advance(ports, number, async (authorization, now) => {
      const { settings, records } = ports;
      const opensAt = continuationOpensAt(authorization.period, settings.timeZone);
      if (!awaitsContinuation(authorization) || now < opensAt) return null;
      const known = await records.knownMember(authorization.memberId);
      const successor = await successorOf(ports, authorization);
      if (successor) return followedBy(ports, authorization, successor);
      const open = await openReviewOf(records, authorization);
      const change = open ? null : await continuationOf(ports, authorization, known, now);
      const renewed = change?.authorizations?.find((each) => each.number === number);
      const others = change?.authorizations?.filter((each) => each.number !== number) ?? [];
      return {
        ...(change ?? { ...NOTHING, seen: seenMember(authorization.memberId, known) }),
        authorizations: [
          {
            ...(renewed ?? { ...authorization, version: authorization.version + 1 }),
            continuationCaseId: open?.id ?? change?.opened?.id ?? null,
            nextStepAt: expiryOf(authorization.period, settings.timeZone),
          },
          ...others,
        ],
      };
    });
    return followAuthorization(ports)(number);
  };
}

/**
 * Ends an authorization at the end of its last day (ruling R12). If no renewal follows and a
 * renewal review is still open, that case shows the coverage gap from now on. What continues coverage
 * for an appeal that is open gets more days, well before its last one.
 */
export function expireAuthorization(ports: Ports) {
  return async (number: string): Promise<AuthorizationStep> => {
    await advance(ports, number, async (authorization, now) => {
      const { period } = authorization;
      const kept = await keptGoing(ports, authorization, now);
      if (kept) return { ...NOTHING, authorizations: [kept] };
      if (now < expiryOf(period, ports.settings.timeZone)) return null;
      const renewedBy = authorization.renewedBy ?? (await successorOf(ports, authorization));
      const review = renewedBy ? null : await openReviewOf(ports.records, authorization);
      return {
        ...(review && !review.withoutCoverSince
          ? lapseOfCoverage(ports, review, authorization, now)
          : NOTHING),
        authorizations: [
          {
            ...authorization,
            version: authorization.version + 1,
            status: 'expired' as const,
            renewedBy,
            nextStepAt: null,
          },
          ...(await continuedUntilNow(ports, authorization, renewedBy)),
        ],
      };
    });
    return followAuthorization(ports)(number);
  };
}

/**
 * Continued coverage with a later last day, or what is due at its last day; null if nothing changes
 * before it is over. Another authorization that follows bounds it.
 */
async function keptGoing(
  { records, settings }: Ports,
  authorization: AuthorizationRecord,
  now: Date,
): Promise<AuthorizationRecord | null> {
  const { continues, appealId = '', period, version, nextStepAt } = authorization;
  if (continues === undefined || nextStepAt === null || now < nextStepAt) return null;
  const appeal = await records.appeal(appealId);
  const all = await records.authorizationsOf(authorization.memberId, authorization.drug);
  const [next] = all
    .filter(
      (one) =>
        one.lineOfBusiness === authorization.lineOfBusiness &&
        one.period.start > period.end &&
        lastCoveredDay(one) >= one.period.start,
    )
    .map((one) => addDays(one.period.start, -1))
    .sort();
  const bound = appeal && keepsCoverage(appeal) ? boundOf(period.end, appeal, now, settings) : '';
  const end = next !== undefined && next < bound ? next : bound;
  if (end > period.end) {
    const moved = { start: period.start, end };
    const at = next === end ? expiryOf(moved, settings.timeZone) : lookAt(end, settings);
    return { ...authorization, version: version + 1, period: moved, nextStepAt: at };
  }
  const expiry = expiryOf(period, settings.timeZone);
  return now < expiry ? { ...authorization, version: version + 1, nextStepAt: expiry } : null;
}

/** What expired coverage has continued: it is followed by what follows that, or by nothing. */
async function continuedUntilNow(
  { records }: Ports,
  { continues, number, isContinued }: AuthorizationRecord,
  renewedBy: string | null,
): Promise<readonly AuthorizationRecord[]> {
  const old = continues === undefined ? null : await records.authorization(continues);
  if (old?.renewedBy !== number) return [];
  return [{ ...old, version: old.version + 1, renewedBy, isContinued }];
}

/** Thrown when a workflow follows an authorization that is not in the record. */
export class AuthorizationMissing extends Error {
  override readonly name = 'AuthorizationMissing';
}

const NOTHING: Change = { events: [], audit: [], outbox: [], notices: [] };

/** Commits a step's result on an active authorization. */
async function advance(
  ports: Ports,
  number: string,
  step: (authorization: AuthorizationRecord, now: Date) => Promise<Change | null>,
): Promise<void> {
  await retryOnConflict(async (takeTurn) => {
    const authorization = await existing(ports, number);
    await takeTurn(authorization.memberId);
    if (authorization.status !== 'active') return;
    const change = await step(authorization, await ports.clock.now());
    if (!change || (await ports.records.commit(change)) === 'committed') return;
    return AGAIN;
  });
}

function awaitsContinuation({ continuationCaseId, renewedBy }: AuthorizationRecord): boolean {
  return continuationCaseId === null && renewedBy === null;
}

/** The number of another authorization that covers the member on the day after this one ends. */
async function successorOf(
  { records }: Ports,
  { number, memberId, drug, lineOfBusiness, period }: AuthorizationRecord,
): Promise<string | null> {
  const dayAfter = addDays(period.end, 1);
  const own = await records.authorizationsOf(memberId, drug);
  const successor = own.find(
    (one) =>
      one.number !== number &&
      one.lineOfBusiness === lineOfBusiness &&
      one.status === 'active' &&
      one.period.start <= dayAfter &&
      one.period.end >= dayAfter,
  );
  return successor?.number ?? null;
}

/** Links an authorization to the one that continues it and cancels its renewal reminders. */
function followedBy({ settings }: Ports, authorization: AuthorizationRecord, by: string): Change {
  return {
    ...NOTHING,
    cancelledNotices: [{ kinds: ['renewal-reminder'], authorization: authorization.number }],
    authorizations: [
      {
        ...authorization,
        version: authorization.version + 1,
        renewedBy: by,
        nextStepAt: expiryOf(authorization.period, settings.timeZone),
      },
    ],
  };
}

/** @param knownMember read before everything else this uses */
async function continuationOf(
  ports: Ports,
  authorization: AuthorizationRecord,
  knownMember: KnownMember | null,
  now: Date,
): Promise<Change> {
  const { ids, settings, records } = ports;
  const origin = await originOf(ports, authorization);
  const { lineOfBusiness, coverageType, channel, drugText, member, prescriber } = origin;
  const zone = settings.timeZone;
  const asOf = dateIn(now, settings.timeZone);
  const guideline = guidelineInForce(drugText, asOf);
  const known = guideline ? withoutFacts(origin.facts, guideline.renewal.askedAnew) : origin.facts;
  const own = await records.authorizationsOf(authorization.memberId, authorization.drug);
  const facts = guideline ? withOwnAuthorizations(guideline, known, own, asOf, settings) : known;
  const asked: Asked = {
    requestType: 'continuation',
    urgency: 'standard',
    lineOfBusiness,
    coverageType,
    channel,
    drug: drugText,
    member,
    prescriber,
    receivedAt: now,
    requestedStart: addDays(authorization.period.end, 1),
  };
  const evaluation = evaluateQuestion({ ...asked, drugText, facts, asOf });
  const jurisdiction = jurisdictionFor(settings, asked, asOf);
  const scope = { lineOfBusiness, coverageType, jurisdiction };
  const deadlines = continuationDeadlines(
    settings.clocks,
    scope,
    expiryOf(authorization.period, zone),
    now,
    zone,
  );
  const plans = clockOf(settings.clocks, scope, 'standard');
  const clocks = [clockOfReview(plans, now, deadlines.dueAt)];
  const review = newCase(ports, asked, evaluation, {
    now,
    asOf,
    facts,
    deadlines,
    clocks,
    jurisdiction,
  });
  const record: CaseRecord = {
    ...review,
    renews: authorization.number,
    carriedFrom: origin.id,
  };
  const opened = withEvent(startStep(record), 'continuation-opened', SOFTWARE, now, {
    authorization: authorization.number,
    carriedFrom: origin.id,
    ...deadlineTold(record),
    ...(facts !== known && { ownFacts: ownFacts(evaluation) }),
  });
  const coverage = await coverageAmong(knownMember, own, records, record, asOf);
  const step = applyEvaluation(opened, evaluation, { now, ids, settings, coverage });
  return {
    ...opening(await tellingOthers(ports, step, now), SOFTWARE, now),
    seen: seenAtOpening(seenMember(member.memberId, knownMember), step.record),
  };
}

/** The open case that would renew the authorization, whoever opened it. */
export function openReviewOf(
  records: CaseRepository,
  { memberId, drug, lineOfBusiness }: AuthorizationRecord,
): Promise<CaseRecord | null> {
  return records.openCase({ memberId, drug, lineOfBusiness, requestType: 'continuation' });
}

/** Shows the coverage gap on an open renewal review and tells the provider office. */
function lapseOfCoverage(
  ports: Ports,
  review: CaseRecord,
  { number, period }: AuthorizationRecord,
  now: Date,
): Change {
  const withoutCoverSince = addDays(period.end, 1);
  const lapsed = withEvent(
    startStep({ ...review, withoutCoverSince }),
    'cover-lapsed',
    SOFTWARE,
    now,
    {
      withoutCoverSince,
    },
  );
  return changing(
    {
      ...lapsed,
      // If the case may be another person's, the provider office is unknown.
      notices: isAnothers(review) ? [] : [notice(ports, review, 'cover-lapse', now, number)],
      outbox: [{ topic: 'case-changed', subject: review.id }],
    },
    SOFTWARE,
    'lapse-of-cover',
    now,
  );
}

async function originOf(
  { records }: Ports,
  { number, caseId }: AuthorizationRecord,
): Promise<CaseRecord> {
  const origin = await records.case(caseId);
  if (!origin) throw new AuthorizationMissing(`the case of ${number} is missing`);
  return origin;
}

async function existing({ records }: Ports, number: string): Promise<AuthorizationRecord> {
  const authorization = await records.authorization(number);
  if (!authorization) throw new AuthorizationMissing(`there is no authorization ${number}`);
  return authorization;
}
