import type { Verdict } from '@assent/criteria';
import {
  addDays,
  appealRuleOf,
  dateIn,
  lastCoveredDay,
  runningClock,
  valueAt,
  type CalendarDate,
} from '@assent/domain';
import { digestOf, guidelineDescription } from '@assent/guidelines';
import {
  clausesUnder,
  determinationOf,
  evaluateQuestion,
  readingOf,
} from '../evaluation/evaluation';
import type { CaseRecord } from '../ports/case-record';
import type {
  LetterBlock,
  LetterContent,
  LetterList,
  LetterParagraph,
  StatedValue,
  Statement,
  StatementSource,
} from '../ports/letter-content';
import type { DueNotice } from '../ports/notice-record';
import type { Settings } from '../ports/ports';
import { askCoverageBy, askToContinue } from './continued-coverage-facts';
import {
  appealTerms,
  appealWindow,
  expeditedHours,
  guidelineOf,
  outcomeOf,
  renewBy,
  signerOf,
} from './letter-facts';

/*
 * What the sentences of letters state. An author names what a sentence is about, and the record says
 * its value; before the letter goes out, each value is compared with the record as it is then.
 */

/** What a letter is written from, and compared with. */
export interface StatementRecord {
  readonly due: DueNotice;
  readonly settings: Settings;
  /** When the letter is written. */
  readonly now: Date;
}

/** What an author binds a sentence to; the value of a source is looked up. */
export type Bound = StatementSource | Exclude<Statement, { readonly of: StatementSource }>;

/** A sentence with what it states. */
export interface Said {
  readonly text: string;
  readonly states: readonly Bound[];
}

export interface SaidList {
  readonly introduction: Said;
  readonly items: readonly Said[];
}

/** A paragraph or a list; an empty paragraph is omitted. */
export type Part = string | Said | SaidList;

export function said(text: string, ...states: readonly Bound[]): Said {
  return { text, states };
}

export function list(introduction: Said | string, items: readonly (Said | string)[]): SaidList {
  return { introduction: asSaid(introduction), items: items.map(asSaid) };
}

/** The blocks of the parts of a letter, with the value of each statement. */
export function blocksOf(
  parts: readonly Part[],
  record: StatementRecord,
): readonly (LetterParagraph | LetterList)[] {
  const stated = ({ states }: Said): readonly Statement[] =>
    states.map((bound) =>
      typeof bound === 'string' ? { of: bound, value: VALUES[bound](record) } : bound,
    );
  return parts.flatMap((part): (LetterParagraph | LetterList)[] => {
    if (typeof part !== 'string' && 'items' in part) {
      const { introduction, items } = part;
      const [states, itemStates] = [stated(introduction), items.map(stated)];
      return [
        {
          type: 'list',
          introduction: introduction.text,
          items: items.map(({ text }) => text),
          ...(states.length > 0 && { states }),
          ...(itemStates.some(({ length }) => length > 0) && { itemStates }),
        },
      ];
    }
    const sentence = asSaid(part);
    if (sentence.text === '') return [];
    const states = stated(sentence);
    const { text } = sentence;
    return [{ type: 'paragraph', text, ...(states.length > 0 && { states }) }];
  });
}

function asSaid(part: Said | string): Said {
  return typeof part === 'string' ? { text: part, states: [] } : part;
}

/** A sentence of a letter, and where it is in it. */
export interface Sentence {
  /** As in `paragraph 3` or `list 2, item 1`. */
  readonly place: string;
  readonly text: string;
  readonly states: readonly Statement[];
}

/** The paragraphs and the items of lists of a letter, in their order. */
export function sentencesOf({ blocks }: Pick<LetterContent, 'blocks'>): readonly Sentence[] {
  const counts = { paragraph: 0, list: 0 };
  return blocks.flatMap((block: LetterBlock) => {
    if (block.type === 'paragraph') {
      counts.paragraph += 1;
      const { states = [], text } = block;
      return [{ place: `paragraph ${counts.paragraph}`, text, states }];
    }
    if (block.type !== 'list') return [];
    counts.list += 1;
    const { introduction, items, itemStates = [], states = [] } = block;
    const place = `list ${counts.list}`;
    return [
      { place, text: introduction, states },
      ...items.map((text, position) => ({
        place: `${place}, item ${position + 1}`,
        text,
        states: itemStates[position] ?? [],
      })),
    ];
  });
}

/**
 * The sentences of a letter that state something else than the record, each with what that is, for
 * people; none if all are true. It names no values: they are the member's.
 */
export function staleSentences(
  content: Pick<LetterContent, 'blocks'>,
  record: StatementRecord,
): readonly string[] {
  const now = factsNow(record.due.case);
  return sentencesOf(content).flatMap(({ place, states }) =>
    states
      .filter((statement) => !isTrue(statement, record, now))
      .map((statement) => `${place} states ${nameOf(statement)}, which has changed`),
  );
}

function nameOf(statement: Statement): string {
  if ('of' in statement) return statement.of;
  if ('fact' in statement) return statement.fact;
  return 'criterion' in statement ? `criterion ${statement.criterion}` : statement.missing;
}

/** What the facts of a case say now. */
interface FactsNow {
  readonly valueOf: (fact: string) => StatedValue;
  readonly verdictOf: (criterion: string) => Verdict | undefined;
  readonly lacks: (fact: string) => boolean;
}

function isTrue(statement: Statement, record: StatementRecord, now: FactsNow): boolean {
  if ('of' in statement) return valueOf(statement.of, record) === statement.value;
  if ('fact' in statement) return now.valueOf(statement.fact) === statement.value;
  if ('criterion' in statement) return now.verdictOf(statement.criterion) === statement.verdict;
  return now.lacks(statement.missing);
}

/** Undefined for a source that only a later release knows. */
function valueOf(source: StatementSource, record: StatementRecord): StatedValue | undefined {
  const values: Partial<typeof VALUES> = VALUES;
  return values[source]?.(record);
}

/**
 * A determination is of the facts that it was made from. If the case has others by now, they are
 * evaluated again, by the same reading of its guideline.
 */
function factsNow(record: CaseRecord): FactsNow {
  const { decision, facts } = record;
  const terms = decision?.modification?.terms ?? [];
  let made: ReturnType<typeof determinationOf> | undefined;
  const determination = () => (made ??= determinationNow(record));
  return {
    valueOf: (fact) => {
      const changed = terms.find(({ term }) => term === lastPart(fact));
      return changed ? changed.approved : statedValue(valueAt(facts, fact));
    },
    verdictOf: (id) =>
      clausesUnder(determination().clauses).find((clause) => clause.id === id)?.verdict,
    lacks: (fact) => determination().missing.some((each) => each.fact === fact),
  };
}

function determinationNow(record: CaseRecord): ReturnType<typeof determinationOf> {
  const { asOf, drugText, evaluationDigest, facts, guideline, lineOfBusiness, requestType } =
    record;
  const question = { requestType, lineOfBusiness, facts, asOf };
  const digest = digestOf({ ...question, guideline: guideline?.digest ?? null });
  if (digest === evaluationDigest) return determinationOf(record);
  return evaluateQuestion({ ...question, drugText }, readingOf(record)).determination;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** A fact as letters state it: a list or a group as its JSON. */
export function statedValue(value: unknown): StatedValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  return JSON.stringify(value);
}

/** What the dose of an authorization states: itself, and for an approval as asked, the facts behind it. */
export function dosingStatements({
  authorizationRecord: authorization,
  case: { decision, guideline },
}: DueNotice): readonly Bound[] {
  if (!authorization) return [];
  const isOfDecision = authorization.appealId === undefined && decision?.decision === 'approve';
  const described =
    (guideline && guidelineDescription(guideline.id, guideline.version)?.facts) ?? [];
  const facts = Object.entries(isOfDecision ? authorization.dosing : {}).flatMap(
    ([term, value]) => {
      const fact = described.find(({ path }) => lastPart(path) === term)?.path;
      return fact === undefined || value === null ? [] : [{ fact, value }];
    },
  );
  return ['authorization.dosing', ...facts];
}

type Value = (record: StatementRecord) => StatedValue;

const plan = (part: keyof Settings['letterhead']): Value => {
  return ({ settings }) => settings.letterhead[part];
};

const at = (instant: Date | null | undefined): StatedValue => instant?.toISOString() ?? null;

const VALUES: Readonly<Record<StatementSource, Value>> = {
  'plan.address': plan('address'),
  'plan.phone': plan('phone'),
  'plan.fax': plan('fax'),
  'plan.portal': plan('portal'),
  'plan.appealDays': ({ due, settings }) => appealWindow(settings, due.case)?.days ?? null,
  'plan.callDays': ({ settings }) => settings.peerToPeer.businessDays,
  'plan.expeditedHours': ({ due, settings }) => expeditedHours(settings, due.case),
  'plan.reviewWithin': ({ due, settings }) =>
    appealRuleOf(settings.appeals, due.case)?.review.askWithin ?? null,
  'plan.askCoverageDays': ({ due, settings }) => askToContinue(due.case, settings)?.days ?? null,
  'case.number': ({ due }) => due.case.number,
  'case.dueAt': ({ due }) => at(due.case.dueAt),
  'case.informationDueAt': ({ due }) => at(due.case.informationDueAt),
  'case.coverageEndedOn': ({ due }) => dayBefore(due.case.withoutCoverSince),
  'request.drug': ({ due }) => due.case.drugText,
  'request.prescriber': ({ due }) => due.case.prescriber.name,
  'information.question': ({ due }) => due.case.informationRequest?.rationale ?? null,
  'information.answerDays': ({ due }) => extensionIn(due)?.answerDays ?? null,
  'extension.reason': ({ due }) => extensionIn(due)?.reason ?? null,
  'extension.basis': ({ due }) => extensionIn(due)?.basis ?? null,
  'routing.reason': ({ due }) => determinationOf(due.case).routing?.reason ?? null,
  'decision.rationale': ({ due }) => due.case.decision?.rationale ?? null,
  'decision.memberReason': ({ due }) => due.case.decision?.memberReason ?? null,
  'decision.changes': ({ due }) => statedValue(due.case.decision?.modification?.terms),
  'decision.reasonForChanges': ({ due }) => due.case.decision?.modification?.reason ?? null,
  'decision.sinceApproval': ({ due, settings: { timeZone } }) => {
    const since = due.case.decision?.sinceApproval;
    if (!since) return null;
    const { approvedAt, authorization, changes } = since;
    return statedValue({ authorization, on: dateIn(approvedAt, timeZone), changes });
  },
  'decision.physician': ({ due, settings }) => {
    const signer = signerOf(due.case, settings);
    return signer && [signer.name, signer.number, signer.state].join(', ');
  },
  'guideline.title': ({ due }) => guidelineOf(due.case)?.title ?? null,
  'guideline.effective': ({ due }) => guidelineOf(due.case)?.effective ?? null,
  'authorization.number': ({ due }) => due.authorizationRecord?.number ?? null,
  'authorization.firstDay': ({ due }) => due.authorizationRecord?.period.start ?? null,
  'authorization.lastDay': ({ due: { authorizationRecord: authorization } }) =>
    authorization && lastCoveredDay(authorization),
  'authorization.endReason': ({ due }) => due.authorizationRecord?.endReason ?? null,
  'authorization.dosing': ({ due }) => statedValue(due.authorizationRecord?.dosing),
  'authorization.warnings': ({ due }) =>
    statedValue(due.authorizationRecord?.warnings.map(({ message }) => message)),
  'authorization.renewBy': ({ due, settings, now }) =>
    due.authorizationRecord && renewBy(due.authorizationRecord, due.case, settings, now),
  'appeal.number': ({ due }) => due.appeal?.number ?? null,
  'appeal.receivedAt': ({ due }) => at(due.appeal?.receivedAt),
  'appeal.dueAt': ({ due }) => at(due.appeal?.dueAt),
  'appeal.outcome': ({ due: { appeal } }) => (appeal ? outcomeOf(appeal) : null),
  'appeal.changes': ({ due: { appeal } }) => (appeal ? statedValue(appealTerms(appeal)) : null),
  'appeal.reason': ({ due: { appeal } }) =>
    appeal?.external?.note ?? appeal?.decision?.rationale ?? null,
  'appeal.memberReason': ({ due: { appeal } }) => appeal?.decision?.memberReason ?? null,
  'appeal.dismissal': ({ due }) => due.appeal?.goodCause?.reason ?? null,
  'appeal.vacated': ({ due }) => due.appeal?.goodCause?.reason ?? null,
  'appeal.dismissalReviewDays': ({ due }) => due.appeal?.dismissalReview?.days ?? null,
  'appeal.coverageFrom': ({ due }) => due.appeal?.benefits?.given?.from ?? null,
  'appeal.coverageEnds': ({ due }) => due.appeal?.benefits?.given?.lastDay ?? null,
  'appeal.askCoverageBy': ({ due, settings }) => askCoverageBy(due, settings),
};

function extensionIn({ case: { clocks } }: DueNotice) {
  return runningClock(clocks)?.extension;
}

function dayBefore(day: CalendarDate | null): CalendarDate | null {
  return day === null ? null : addDays(day, -1);
}
