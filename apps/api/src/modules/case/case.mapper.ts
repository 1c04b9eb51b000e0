import {
  modificationWords,
  resultsShownTo,
  type CaseRecord,
  type CaseView,
  type FactSource,
  type FactSources,
  type ListedCase,
  type PostalAddress,
} from '@assent/application';
import type { CaseJson, ChangesNeededJson, ClocksJson } from '@assent/contracts';
import {
  lacksReceiptEvidence,
  type Actor,
  type Decision,
  type LedgerClock,
  type Review,
  type SecondOpinion,
} from '@assent/domain';
import type { NeededChange } from '@assent/guidelines';
import { toAuthorizationJson } from '../authorization/authorization.mapper';
import { toStuckJson } from '../stuck/stuck.mapper';
import { actorOf, enginePartJson, findingsJson } from './findings.mapper';

/** A case on the wire, as a person may see it; lists leave some of it out. */
export function toCaseJson(
  { record, determination, determinationGap, authorization, clock, snoozed }: ListedCase,
  reader: Actor,
  shownAlone: Pick<
    CaseView,
    'sources' | 'addressChange' | 'openedBy' | 'onAppeals' | 'seenDigest'
  > | null = null,
): CaseJson {
  const { informationRequest, stuck } = record;
  const shown = resultsShownTo(record, determination, reader, shownAlone?.onAppeals);
  return {
    id: record.id,
    number: record.number,
    version: record.version,
    status: record.status,
    openedAt: record.openedAt.toISOString(),
    openedBy: shownAlone?.openedBy ? actorOf(shownAlone.openedBy) : null,
    closedAt: instantOrNull(record.closedAt),
    seenDigest: shownAlone?.seenDigest ?? null,
    request: requestOf(record),
    determination: shown.determination,
    determinationGap,
    missing: shown.missing,
    jurisdiction: record.jurisdiction && jurisdictionOf(record.jurisdiction),
    findings: shownAlone && shown.findings && findingsJson(shown.findings),
    receiptEvidence: record.receiptEvidence && receiptEvidenceOf(record.receiptEvidence),
    lacksReceiptEvidence: lacksReceiptEvidence(record),
    clock: { dueAt: instantOrNull(clock.dueAt), state: clock.state },
    holds: shown.holds.map(({ id, message, authorization: number }) => ({
      id,
      message,
      authorization: number,
    })),
    review: record.review && reviewOf(record.review, shown.reviewReason),
    informationRequest: informationRequest && {
      by: informationRequest.by,
      at: informationRequest.at.toISOString(),
      rationale: informationRequest.rationale,
      seenDigest: informationRequest.seenDigest ?? null,
    },
    decision:
      record.decision &&
      decisionOf(record.decision, modificationWords(record), shown.findings?.isWithheld ?? false),
    authorization: authorization && toAuthorizationJson(authorization),
    stuck: stuck && toStuckJson(stuck),
    assignee: record.assignee,
    assignedAt: instantOrNull(record.assignedAt),
    snoozed: snoozed && {
      until: snoozed.until.toISOString(),
      reason: snoozed.reason,
      by: actorOf(snoozed.by),
    },
    handedUp: record.handedUp && {
      by: actorOf(record.handedUp.by),
      at: record.handedUp.at.toISOString(),
      reason: record.handedUp.reason,
    },
    opinions: record.opinions.map(opinionOf),
    renews: record.renews,
    carriedFrom: record.carriedFrom,
    withoutCoverSince: record.withoutCoverSince,
    addressChange: shownAlone?.addressChange ?? null,
    factSources: shownAlone && sourcesOf(shownAlone.sources),
  };
}

/** A case on the wire by itself. */
export function toOneCaseJson(view: CaseView, reader: Actor): CaseJson {
  return toCaseJson(view, reader, view);
}

function receiptEvidenceOf({
  kind,
  reference,
  document,
  by,
  at,
}: NonNullable<CaseRecord['receiptEvidence']>): CaseJson['receiptEvidence'] {
  return { evidence: kind, reference, document, by: actorOf(by), at: at.toISOString() };
}

function requestOf(record: CaseRecord): CaseJson['request'] {
  const { member, prescriber } = record;
  return {
    requestType: record.requestType,
    urgency: record.urgency,
    lineOfBusiness: record.lineOfBusiness,
    coverageType: record.coverageType,
    receivedAt: record.receivedAt.toISOString(),
    channel: record.channel,
    member: {
      memberId: member.memberId,
      givenName: member.givenName,
      familyName: member.familyName,
      birthDate: member.birthDate,
      ...(member.language !== undefined && { language: member.language }),
      ...(member.email !== undefined && { email: member.email }),
      ...(member.state !== undefined && { state: member.state }),
      ...(member.address && { address: toAddressJson(member.address) }),
    },
    prescriber: {
      npi: prescriber.npi,
      name: prescriber.name,
      ...(prescriber.phone !== undefined && { phone: prescriber.phone }),
      ...(prescriber.email !== undefined && { email: prescriber.email }),
    },
    drug: record.drugText,
    requestedStart: record.requestedStart,
    facts: record.facts,
  };
}

function reviewOf(
  { reason, since, escalatedAt }: Review,
  shownReason: NonNullable<CaseJson['review']>['reason'] | null,
): CaseJson['review'] {
  return {
    reason: shownReason ?? reason,
    since: since.toISOString(),
    escalatedAt: instantOrNull(escalatedAt),
  };
}

function jurisdictionOf({
  state,
  from,
  findingsFirst,
}: NonNullable<CaseRecord['jurisdiction']>): CaseJson['jurisdiction'] {
  return {
    state,
    from,
    findingsFirst: findingsFirst && {
      source: findingsFirst.source,
      confidence: findingsFirst.confidence,
    },
  };
}

function opinionOf({
  askedBy,
  askedAt,
  answer,
  ...asked
}: SecondOpinion): CaseJson['opinions'][number] {
  return {
    id: asked.id,
    question: asked.question,
    askedBy: actorOf(askedBy),
    askedAt: askedAt.toISOString(),
    person: asked.person,
    role: asked.role,
    approveMonths: asked.approveMonths ?? null,
    answer: answer && {
      opinion: answer.opinion,
      text: answer.text,
      by: actorOf(answer.by),
      at: answer.at.toISOString(),
    },
  };
}

function decisionOf(
  made: Decision,
  changes: readonly string[],
  isWithheld: boolean,
): CaseJson['decision'] {
  const { decision, by, at, rationale, memberReason = null, clauses, license } = made;
  const { letterDigest, seenDigest = null, modification, enginePart } = made;
  return {
    decision,
    by: actorOf(by),
    at: at.toISOString(),
    rationale,
    memberReason,
    clauses: [...clauses],
    license,
    letterDigest,
    seenDigest,
    modification: modification && {
      reason: modification.reason,
      terms: modification.terms.map(({ term, asked, approved }) => ({ term, asked, approved })),
      text: [...changes],
    },
    enginePart: enginePart && !isWithheld ? enginePartJson(enginePart) : null,
  };
}

function sourceOf({ by, at, channel, carriedFrom, document }: FactSource) {
  return {
    by: actorOf(by),
    at: at.toISOString(),
    channel: channel ?? null,
    carriedFrom: carriedFrom ?? null,
    document: document ? { id: document.id, name: document.name, page: document.page } : null,
  };
}

function instantOrNull(instant: Date | null): string | null {
  return instant === null ? null : instant.toISOString();
}

function sourcesOf(sources: FactSources) {
  return Object.fromEntries(
    Object.entries(sources).map(([path, source]) => [path, sourceOf(source)]),
  );
}

export function toChangeJson(
  change: NeededChange,
): ChangesNeededJson['sets'][number]['changes'][number] {
  return { ...change, clauses: [...change.clauses] };
}

export function toClockJson(
  caseId: string,
  { id, startedAt, dueAt, tolled, extension, ...clock }: LedgerClock,
): ClocksJson['items'][number] {
  return {
    id: `${caseId}/${id}`,
    ...clock,
    startedAt: startedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    tolled: tolled.map(({ from, to, reason }) => ({
      from: from.toISOString(),
      to: instantOrNull(to),
      reason,
    })),
    extension: extension && {
      ...extension,
      by: actorOf(extension.by),
      at: extension.at.toISOString(),
    },
  };
}

function toAddressJson({ city, line1, line2, postalCode, state }: PostalAddress) {
  return { line1, ...(line2 !== undefined && { line2 }), city, state, postalCode };
}
