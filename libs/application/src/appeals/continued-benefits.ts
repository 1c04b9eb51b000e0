import {
  addDays,
  continuedAskBy,
  dateIn,
  expiryOf,
  lastCoveredDay,
  type Appeal,
  type AppealRule,
  type Appellant,
  type ContinuedBenefits,
  type ContinuedRefusal,
} from '@assent/domain';
import { boundOf, lookAt } from '../life-cycle/continued-coverage';
import { cancelling, SOFTWARE, withEvent, type Step } from '../life-cycle/step';
import { withoutReminders } from '../life-cycle/renewal-reminders';
import { isAnothers } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';

/** Someone asked that coverage continues while an appeal is open. */
export type BenefitsRequest = NonNullable<ContinuedBenefits['request']>;

/** What an appeal does for ongoing coverage, and which authorization is to continue now, if any. */
export interface FoundBenefits {
  readonly benefits: ContinuedBenefits;
  readonly toContinue: AuthorizationRecord | null;
}

/** What was asked of the coverage of an appeal. */
interface AskedBenefits {
  readonly rule: AppealRule;
  readonly receivedAt: Date;
  /** Null where no letter said what is appealed. */
  readonly noticeSentAt: Date | null;
  readonly request: BenefitsRequest | null;
}

/** Finds whether coverage continues while an appeal of a case is open: by the rule, or if it is asked for. */
export async function findBenefits(
  { records, settings }: Pick<Ports, 'records' | 'settings'>,
  record: CaseRecord,
  { rule: { continued }, receivedAt, noticeSentAt, request }: AskedBenefits,
): Promise<FoundBenefits> {
  const { timeZone } = settings;
  const { member, drug, lineOfBusiness } = record;
  const all = (await records.authorizationsOf(member.memberId, drug)).filter(
    (one) => one.lineOfBusiness === lineOfBusiness,
  );
  const old = all.find(({ number }) => number === record.renews) ?? null;
  const last = old && lastInChain(old, all);
  const kept: Pick<ContinuedBenefits, 'rule' | 'of' | 'askBy' | 'request'> = {
    rule: continued
      ? { by: continued.by, source: continued.source, confidence: continued.confidence }
      : null,
    of: old?.number ?? null,
    askBy: null,
    ...(request && { request }),
  };
  const not = (refusal: ContinuedRefusal): FoundBenefits => ({
    benefits: { ...kept, refusal },
    toContinue: null,
  });
  if (!continued || continued.by === 'none') return not('not-provided');
  if (record.requestType !== 'continuation' || !old || !last || isAnothers(record)) {
    return not('not-ongoing');
  }
  if (old.status === 'ended') return not('ended-early');
  const lastDay = lastCoveredDay(last);
  if (dateIn(record.receivedAt, timeZone) > lastCoveredDay(old)) return not('coverage-over');
  const isCovered = all.some(
    (one) =>
      one.number !== last.number &&
      lastCoveredDay(one) >= one.period.start &&
      lastCoveredDay(one) > lastDay,
  );
  if (isCovered) return not('covered');
  const askBy = continuedAskBy(continued, lastDay, noticeSentAt, timeZone);
  const askedAt = continued.by === 'rule' ? receivedAt : (request?.receivedAt ?? null);
  if (askedAt === null) {
    return { benefits: { ...kept, askBy, refusal: null }, toContinue: null };
  }
  if (askBy !== null && askedAt >= askBy) {
    const { benefits } = not('late');
    return { benefits: { ...benefits, askBy }, toContinue: null };
  }
  return { benefits: { ...kept, askBy, refusal: null }, toContinue: last };
}

/** The last of the authorizations that continue this one, one after the other. */
function lastInChain(
  one: AuthorizationRecord,
  all: readonly AuthorizationRecord[],
): AuthorizationRecord {
  const next = all.find(({ continues, status }) => continues === one.number && status !== 'ended');
  return next ? lastInChain(next, all) : one;
}

/**
 * Continues the coverage of an authorization from the day after its last one while an appeal is open, in
 * an authorization of its own, with its dose. A gap that was there by then is closed.
 */
export function continuing(
  before: Step,
  appeal: Appeal,
  benefits: ContinuedBenefits,
  of: AuthorizationRecord,
  moment: Moment,
): { readonly step: Step; readonly benefits: ContinuedBenefits } {
  const { now, ids, settings } = moment;
  const { record } = before;
  const number = ids.authorizationNumber();
  const from = addDays(lastCoveredDay(of), 1);
  const end = boundOf(from, appeal, now, settings);
  const issued: AuthorizationRecord = {
    number,
    version: 1,
    status: 'active',
    caseId: record.id,
    appealId: appeal.id,
    continues: of.number,
    memberId: of.memberId,
    drug: of.drug,
    lineOfBusiness: of.lineOfBusiness,
    period: { start: from, end },
    endedOn: null,
    endReason: null,
    issuedAt: now,
    dosing: of.dosing,
    warnings: [],
    // Nothing renews it: what it continues has its review already, and that is appealed.
    continuationCaseId: record.id,
    renewedBy: null,
    nextStepAt: lookAt(end, settings),
  };
  const { withoutCoverSince: since } = record;
  const told = withEvent(
    cancelling(withoutReminders(before, of), { kinds: ['cover-lapse'], caseId: record.id }),
    'benefits-continued',
    SOFTWARE,
    now,
    {
      appeal: appeal.number,
      appealId: appeal.id,
      authorization: number,
      continues: of.number,
      from,
      source: benefits.rule?.source,
    },
  );
  const restored =
    since === null
      ? told
      : withEvent(
          { ...told, record: { ...told.record, withoutCoverSince: null } },
          'cover-restored',
          SOFTWARE,
          now,
          { withoutCoverSince: since },
        );
  const step: Step = {
    ...restored,
    issued,
    authorizations: [
      ...restored.authorizations,
      {
        ...of,
        version: of.version + 1,
        renewedBy: number,
        nextStepAt: of.status === 'active' ? expiryOf(of.period, settings.timeZone) : null,
      },
    ],
    outbox: [
      ...restored.outbox,
      { topic: 'authorization-issued', subject: number },
      { topic: 'authorization-changed', subject: of.number },
    ],
  };
  return { step, benefits: { ...benefits, given: { authorization: number, from, lastDay: null } } };
}

/** What follows for coverage from an appeal that is opened, or from a request. */
export function withBenefits(
  before: Step,
  appeal: Appeal,
  { benefits, toContinue }: FoundBenefits,
  moment: Moment,
): { readonly step: Step; readonly benefits: ContinuedBenefits } {
  if (toContinue) return continuing(before, appeal, benefits, toContinue, moment);
  const isTold =
    benefits.refusal !== null && (benefits.request !== undefined || benefits.refusal === 'late');
  if (!isTold) return { step: before, benefits };
  const details = { appeal: appeal.number, appealId: appeal.id, reason: benefits.refusal };
  return {
    step: withEvent(before, 'benefits-refused', SOFTWARE, moment.now, details),
    benefits,
  };
}

/** When the letter about the decision went out; null until then, and where nothing was decided. */
export async function noticeSentAt(
  { records }: Pick<Ports, 'records'>,
  { id, status }: CaseRecord,
): Promise<Date | null> {
  const kind = status === 'denied' ? 'denial' : 'approval';
  return (await records.notices(id)).find((each) => each.kind === kind)?.sentAt ?? null;
}

/** A request as it is recorded. */
export function benefitsRequest(
  by: Appellant,
  receivedAt: Date,
  recordedBy: BenefitsRequest['recordedBy'],
): BenefitsRequest {
  return { by, receivedAt, recordedBy };
}
