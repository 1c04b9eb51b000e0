import {
  modificationWords,
  type CaseRecord,
  type CaseView,
  type FactSource,
  type FactSources,
  type ListedCase,
} from '@assent/application';
import type { CaseJson, ChangesNeededJson, ClocksJson, DeterminationJson } from '@assent/contracts';
import type { Determination } from '@assent/criteria';
import {
  isOpen,
  type Actor,
  type Decision,
  type LedgerClock,
  type Review,
  type SecondOpinion,
} from '@assent/domain';
import type { NeededChange } from '@assent/guidelines';
import { toAuthorizationJson } from '../authorization/authorization.mapper';
import { toStuckJson } from '../stuck/stuck.mapper';

/** A case on the wire; lists leave some of it out. */
export function toCaseJson(
  { record, determination, determinationGap, authorization, clock, snoozed }: ListedCase,
  shownAlone: Pick<CaseView, 'sources' | 'addressChange'> | null = null,
): CaseJson {
  const { informationRequest, stuck } = record;
  const wire = toDeterminationJson(determination);
  return {
    id: record.id,
    number: record.number,
    version: record.version,
    status: record.status,
    openedAt: record.openedAt.toISOString(),
    closedAt: instantOrNull(record.closedAt),
    request: requestOf(record),
    determination: wire,
    determinationGap,
    missing: isOpen(record.status) ? wire.missing : [],
    clock: { dueAt: instantOrNull(clock.dueAt), state: clock.state },
    holds: record.holds.map(({ id, message, authorization: number }) => ({
      id,
      message,
      authorization: number,
    })),
    review: record.review && reviewOf(record.review),
    informationRequest: informationRequest && {
      by: informationRequest.by,
      at: informationRequest.at.toISOString(),
      rationale: informationRequest.rationale,
    },
    decision: record.decision && decisionOf(record.decision, modificationWords(record)),
    authorization: authorization && toAuthorizationJson(authorization),
    stuck: stuck && toStuckJson(stuck),
    assignee: record.assignee,
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
export function toOneCaseJson(view: CaseView): CaseJson {
  return toCaseJson(view, view);
}

/** A determination on the wire, as the evaluation returns it. */
export function toDeterminationJson(determination: Determination): DeterminationJson {
  return determination;
}

function requestOf(record: CaseRecord): CaseJson['request'] {
  const { member, prescriber } = record;
  return {
    requestType: record.requestType,
    urgency: record.urgency,
    lineOfBusiness: record.lineOfBusiness,
    receivedAt: record.receivedAt.toISOString(),
    channel: record.channel,
    member: {
      memberId: member.memberId,
      givenName: member.givenName,
      familyName: member.familyName,
      birthDate: member.birthDate,
      ...(member.language !== undefined && { language: member.language }),
      ...(member.email !== undefined && { email: member.email }),
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
    answer: answer && {
      opinion: answer.opinion,
      text: answer.text,
      by: actorOf(answer.by),
      at: answer.at.toISOString(),
    },
  };
}

function reviewOf({ reason, since, escalatedAt }: Review): CaseJson['review'] {
  return { reason, since: since.toISOString(), escalatedAt: instantOrNull(escalatedAt) };
}

function decisionOf(made: Decision, changes: readonly string[]): CaseJson['decision'] {
  const { decision, by, at, rationale, clauses, license, letterDigest, modification } = made;
  return {
    decision,
    by: actorOf(by),
    at: at.toISOString(),
    rationale,
    clauses: [...clauses],
    license,
    letterDigest,
    modification: modification && {
      reason: modification.reason,
      terms: modification.terms.map(({ term, asked, approved }) => ({ term, asked, approved })),
      text: [...changes],
    },
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

export function actorOf({ subject, role }: Actor): Actor {
  return { subject, role };
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
