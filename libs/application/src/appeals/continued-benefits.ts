import {
  addDays,
  canOutlast,
  continuedAskBy,
  dateIn,
  expiryOf,
  isForFewerMonths,
  lastCoveredDay,
  type Appeal,
  type AppealRule,
  type Appellant,
  type CalendarDate,
  type ContinuedBenefits,
  type ContinuedRefusal,
} from '@assent/domain';
import { boundOf, lookAt } from '../life-cycle/continued-coverage';
import { cancelling, SOFTWARE, withEvent, type Step } from '../life-cycle/step';
import { withoutReminders } from '../life-cycle/renewal-reminders';
import { isAnothers } from '../member-coverage/case-placement';
import type { Moment } from '../member-coverage/moment';
import type { AuthorizationRecord, Dosing } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';

/** Someone asked that coverage continues while an appeal is open. */
export type BenefitsRequest = NonNullable<ContinuedBenefits['request']>;

/** What an appeal does for ongoing coverage, and which authorization is to continue now, if any. */
export interface FoundBenefits {
  readonly benefits: ContinuedBenefits;
  readonly toContinue: AuthorizationRecord | null;
  /** The last day that nothing else covers, if something follows later. */
  readonly until?: CalendarDate | undefined;
  /** The approval with a lower dose, during which the dose of before continues. */
  readonly lowered?: AuthorizationRecord | undefined;
}

/** What was asked of the coverage of an appeal. */
interface AskedBenefits {
  readonly rule: AppealRule;
  readonly receivedAt: Date;
  /** When the appeal is due. */
  readonly dueAt: Date;
  /** Null where no letter said what is appealed. */
  readonly noticeSentAt: Date | null;
  readonly request: BenefitsRequest | null;
}

/** Finds whether coverage continues while an appeal of a case is open: by the rule, or if it is asked for. */
export async function findBenefits(
  { records, settings }: Pick<Ports, 'records' | 'settings'>,
  record: CaseRecord,
  { rule: { continued }, receivedAt, dueAt, noticeSentAt, request }: AskedBenefits,
): Promise<FoundBenefits> {
  const { timeZone } = settings;
  const { member, drug, lineOfBusiness } = record;
  const all = (await records.authorizationsOf(member.memberId, drug)).filter(
    (one) => one.lineOfBusiness === lineOfBusiness,
  );
  const old = all.find(({ number }) => number === record.renews) ?? null;
  const shortened = old && shortenedBy(record, old, all);
  const last = old && lastInChain(shortened ?? old, all);
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
  const [next] = all
    .filter(
      (one) =>
        one.number !== last.number &&
        lastCoveredDay(one) >= one.period.start &&
        lastCoveredDay(one) > lastDay,
    )
    .sort((a, b) => (a.period.start < b.period.start ? -1 : 1));
  const isNext = next !== undefined && next.period.start <= addDays(lastDay, 1);
  const isLowered = isNext && next.caseId === record.id && isLower(next.dosing, old.dosing);
  if (isNext && !isLowered) return not('covered');
  if (shortened && !canOutlast(dateIn(dueAt, timeZone), lastDay)) return not('covered');
  const askBy = continuedAskBy(continued, lastDay, noticeSentAt, timeZone);
  const askedAt = continued.by === 'rule' ? receivedAt : (request?.receivedAt ?? null);
  const benefits = { ...kept, of: (shortened ?? old).number, askBy, refusal: null };
  if (askedAt === null) return { benefits, toContinue: null };
  if (askBy !== null && askedAt >= askBy) {
    return { benefits: { ...kept, askBy, refusal: 'late' }, toContinue: null };
  }
  return {
    benefits,
    toContinue: last,
    ...(next && { until: addDays(next.period.start, -1) }),
    ...(isLowered && { lowered: next }),
  };
}

/**
 * What a case approved for fewer months than it asked; null for any other. With a lower dose as well, the
 * dose of before continues in its days, and not the days.
 */
function shortenedBy(
  record: CaseRecord,
  old: AuthorizationRecord,
  all: readonly AuthorizationRecord[],
): AuthorizationRecord | null {
  if (!isForFewerMonths(record.decision)) return null;
  const own = all.find(
    (one) => one.caseId === record.id && one.continues === undefined && one.status !== 'ended',
  );
  return own && !isLower(own.dosing, old.dosing) ? own : null;
}

function isLower(one: Dosing, other: Dosing): boolean {
  return Object.entries(one).some(([term, number]) => {
    const before = other[term];
    return number !== null && before !== null && before !== undefined && number < before;
  });
}

/** What covers the last day of this one, or of what continued it before. */
function lastInChain(
  old: AuthorizationRecord,
  all: readonly AuthorizationRecord[],
): AuthorizationRecord {
  return all
    .filter(({ continues, status }) => continues === old.number && status !== 'ended')
    .reduce((last, one) => (lastCoveredDay(one) > lastCoveredDay(last) ? one : last), old);
}

/**
 * Continues the coverage of an authorization from the day after its last one while an appeal is open, in
 * an authorization of its own, with its dose. A gap that was there by then is closed.
 */
function continuing(
  before: Step,
  appeal: Appeal,
  { benefits, until }: FoundBenefits,
  of: AuthorizationRecord,
  moment: Moment,
): { readonly step: Step; readonly benefits: ContinuedBenefits } {
  const { now, ids, settings } = moment;
  const { record } = before;
  const number = ids.authorizationNumber();
  const from = addDays(lastCoveredDay(of), 1);
  const bound = boundOf(from, appeal, now, settings);
  const end = until !== undefined && until < bound ? until : bound;
  const issued: AuthorizationRecord = {
    number,
    version: 1,
    status: 'active',
    caseId: record.id,
    appealId: appeal.id,
    continues: of.continues ?? of.number,
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
    nextStepAt:
      end === until ? expiryOf({ start: from, end }, settings.timeZone) : lookAt(end, settings),
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
        ...(until === undefined && { renewedBy: number, isContinued: true as const }),
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

/** The dose of before is covered in the days of an approval that lowered it, from today or its first. */
function keepingDose(
  before: Step,
  appeal: Appeal,
  { benefits, toContinue }: FoundBenefits,
  lowered: AuthorizationRecord,
  { now, settings }: Moment,
): { readonly step: Step; readonly benefits: ContinuedBenefits } {
  const { number, period, version } = lowered;
  const today = dateIn(now, settings.timeZone);
  const from = period.start > today ? period.start : today;
  const told = withEvent(before, 'benefits-continued', SOFTWARE, now, {
    appeal: appeal.number,
    appealId: appeal.id,
    authorization: number,
    continues: toContinue?.number,
    from,
    isDose: true,
    source: benefits.rule?.source,
  });
  const dosing = toContinue?.dosing ?? lowered.dosing;
  const kept = { ...lowered, version: version + 1, continuedDosing: { dosing, lastDay: null } };
  return {
    step: { ...told, authorizations: [...told.authorizations, kept] },
    benefits: { ...benefits, given: { authorization: number, from, lastDay: null, isDose: true } },
  };
}

/** What follows for coverage from an appeal that is opened, or from a request. */
export function withBenefits(
  before: Step,
  appeal: Appeal,
  found: FoundBenefits,
  moment: Moment,
): { readonly step: Step; readonly benefits: ContinuedBenefits } {
  const { benefits, lowered, toContinue } = found;
  if (lowered) return keepingDose(before, appeal, found, lowered, moment);
  if (toContinue) return continuing(before, appeal, found, toContinue, moment);
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
