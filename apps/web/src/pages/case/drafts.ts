import { EVIDENCE_OF_CHANNEL, type Channel, type Members } from '@assent/vocabulary';
import type { Clause, Decision, Determination, Information } from '../../client';
import type { Fact } from '../../facts/guideline';
import { withValue } from '../../facts/readings';
import { isSame, saysSame } from '../../facts/same';
import { unreadPaths } from '../../facts/settled';
import type { Fault } from '../../shared/problem';
import type { Unread } from '../../ui/reading';
import { clausesUnder } from '../../verdict/criteria';
import {
  JUST_NOW,
  laterEntryOf,
  withFitEvidence,
  type LaterEntryDraft,
} from '../../work/later-entry';
import type { Command } from './commands';
import { text } from './text';

/** A person's unsent input about a case; in memory only. */
export interface Written {
  readonly information: InformationDraft;
  readonly decision: DecisionDraft;
  readonly reason: string;
  readonly contact: ContactDraft;
}

export interface InformationDraft {
  /** By path; null means not documented, undefined that an answer of the case was cleared. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** What the case had for each of them at the time. */
  readonly known: Readonly<Record<string, unknown>>;
  /** How it was received; null until chosen. */
  readonly channel: Channel | null;
  /** The document with the facts; null for none. */
  readonly document: string | null;
  readonly page: number | Unread | null;
  /** When it reached the plan, and what shows that. */
  readonly received: LaterEntryDraft;
}

type What = Decision['decision'];

export interface DecisionDraft {
  readonly decision: What | null;
  /** One text for each, so that a question never becomes a denial's reason. */
  readonly rationale: Readonly<Record<What, string>>;
  /** For a denial; those met by now no longer count. */
  readonly clauses: readonly string[];
  /** For an approval; undefined for the guideline's own, null once cleared. */
  readonly months: number | Unread | null | undefined;
  /** For an approval: another first day than asked; null for the asked one. */
  readonly start: string | Unread | null;
  /** For an approval: other numbers of the dose, by their names in a decision; null for the asked one. */
  readonly dosing: Readonly<Record<string, number | Unread | null>>;
  /** Why an approval is not as asked. */
  readonly reason: string;
  /** The reason in the letter to the member, of a denial or an approval that is not as asked. */
  readonly memberReason: string;
}

/** The prescriber's contact; undefined for what is unchanged. */
export interface ContactDraft {
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

export const NOTHING_WRITTEN: Written = {
  information: {
    facts: {},
    known: {},
    channel: null,
    document: null,
    page: null,
    received: JUST_NOW,
  },
  decision: {
    decision: null,
    rationale: { approve: '', 'request-information': '', deny: '' },
    clauses: [],
    months: undefined,
    start: null,
    dosing: {},
    reason: '',
    memberReason: '',
  },
  reason: '',
  contact: {},
};

/** Whether anything would be lost. */
export function isAnythingWritten({ information, decision, reason, contact }: Written): boolean {
  return (
    Object.keys(information.facts).length > 0 ||
    Object.values(decision.rationale).some((text) => text.trim() !== '') ||
    decision.clauses.length > 0 ||
    decision.reason.trim() !== '' ||
    decision.memberReason.trim() !== '' ||
    hasOtherTerms(decision) ||
    reason.trim() !== '' ||
    contact.phone !== undefined ||
    contact.email !== undefined
  );
}

/** What each command sends of it. */
const PARTS = {
  'give-information': 'information',
  decide: 'decision',
  withdraw: 'reason',
  'change-prescriber': 'contact',
} as const satisfies Record<Command['kind'], keyof Written>;

/** The input that a command uses, and nothing else. */
function partOf(written: Written, { kind }: Command): Written {
  const part = PARTS[kind];
  return { ...NOTHING_WRITTEN, [part]: written[part] };
}

/** The input that a command sends, and nothing else. */
export function sentOf(written: Written, command: Command): Written {
  const part = partOf(written, command);
  const { information, decision } = part;
  switch (command.kind) {
    case 'give-information': {
      const facts = Object.fromEntries(
        Object.entries(information.facts).sort(([one], [other]) => (one < other ? -1 : 1)),
      );
      return { ...part, information: { ...information, facts, known: {} } };
    }
    case 'decide': {
      const what = command.body.decision;
      const { rationale, clauses, months } = decision;
      return {
        ...part,
        decision: {
          ...decision,
          rationale: { ...NOTHING_WRITTEN.decision.rationale, [what]: rationale[what] },
          clauses: what === 'deny' ? clauses : [],
          months: what === 'approve' ? months : undefined,
          start: what === 'approve' ? decision.start : null,
          dosing: what === 'approve' ? decision.dosing : {},
          reason: what === 'approve' ? decision.reason : '',
          memberReason: what === 'request-information' ? '' : decision.memberReason,
        },
      };
    }
    case 'withdraw':
    case 'change-prescriber':
      return part;
  }
}

/** Whether a form has changed since its command was sent. */
export function isWrittenOn(written: Written, command: Command, then: Written): boolean {
  return !isSame(sentOf(written, command), sentOf(then, command));
}

/** Whether anything of a command's form would be lost. */
export function isLeft(written: Written, command: Command): boolean {
  return isAnythingWritten(partOf(written, command));
}

/**
 * What is left after a command was sent: it clears its own form and no other, and nothing written
 * since.
 * @param then the input when it was sent
 * @param stored the case's values after it; absent if others changed the case too
 */
export function afterSending(
  written: Written,
  command: Command,
  then = written,
  stored?: (fact: string) => unknown,
): Written {
  if (isWrittenOn(written, command, then)) return writtenOn(written, command, then, stored);
  switch (command.kind) {
    case 'give-information':
      return { ...written, information: NOTHING_WRITTEN.information };
    case 'withdraw':
      return { ...written, reason: '' };
    case 'change-prescriber':
      return { ...written, contact: {} };
    case 'decide': {
      if (command.body.decision !== 'request-information')
        return { ...written, decision: NOTHING_WRITTEN.decision };
      const { decision } = written;
      const rationale = { ...decision.rationale, 'request-information': '' };
      return { ...written, decision: { ...decision, decision: null, rationale } };
    }
  }
}

/** What was written since a command was sent, beside what the command recorded. */
function writtenOn(
  written: Written,
  command: Command,
  then: Written,
  stored?: (fact: string) => unknown,
): Written {
  const { information, decision } = written;
  if (command.kind === 'give-information') {
    const facts = { ...information.facts };
    const known = { ...information.known };
    for (const path of Object.keys(then.information.facts)) {
      // One removed since is an answer of the case by now.
      facts[path] = information.facts[path];
      if (stored) known[path] = stored(path);
    }
    return { ...written, information: { ...information, facts, known } };
  }
  if (command.kind !== 'decide' || command.body.decision !== 'request-information') return written;
  const question = decision.rationale['request-information'];
  const isAsked = question === then.decision.rationale['request-information'];
  const rationale = { ...decision.rationale, 'request-information': isAsked ? '' : question };
  return { ...written, decision: { ...decision, rationale } };
}

/**
 * The draft with an answer, or with one less: a cleared question counts as untouched, unless the
 * case has an answer to it, which would silently stay. An outdated answer stays outdated while it
 * is edited.
 * @param stored the case's value, undefined for nothing
 */
export function withAnswer(
  draft: InformationDraft,
  fact: string,
  value: unknown,
  stored: unknown,
): InformationDraft {
  const others = withoutAnswer(draft, fact);
  if (value === undefined && stored === undefined) return others;
  const known = fact in draft.facts ? draft.known[fact] : stored;
  return {
    ...others,
    facts: { ...others.facts, [fact]: value },
    known: { ...others.known, [fact]: known },
  };
}

/** The draft without an answer, so that the case keeps its own. */
export function withoutAnswer(draft: InformationDraft, fact: string): InformationDraft {
  const { [fact]: _answer, ...facts } = draft.facts;
  const { [fact]: _known, ...known } = draft.known;
  return { ...draft, facts, known };
}

/** The draft with an answer kept against the case's current one: it is no longer outdated. */
export function upheld(draft: InformationDraft, fact: string, stored: unknown): InformationDraft {
  return withAnswer(withoutAnswer(draft, fact), fact, draft.facts[fact], stored);
}

/**
 * The draft after others stored answers, if they are equal. A different answer to the same question
 * is outdated, a list as a whole: two versions of one therapy would count as two.
 * @param stored the case's current value
 */
export function caughtUp(
  draft: InformationDraft,
  facts: readonly Pick<Fact, 'path' | 'type'>[],
  stored: (fact: string) => unknown,
): InformationDraft {
  return outdatedIn(draft, stored).reduce((now, path) => {
    const type = facts.find((fact) => fact.path === path)?.type;
    return type && saysSame(type, now.facts[path], stored(path))
      ? upheld(now, path, stored(path))
      : now;
  }, draft);
}

/** The answers written while the case had another value than now. */
export function outdatedIn(
  { facts, known }: InformationDraft,
  stored: (fact: string) => unknown,
): readonly string[] {
  return Object.keys(facts).filter((path) => !isSame(known[path], stored(path)));
}

/** Faults of questions whose answer was cleared and that have no other. */
export function emptiedIn({ facts }: InformationDraft): readonly Fault[] {
  return Object.entries(facts).flatMap(([fact, value]) =>
    value === undefined
      ? [{ path: `facts.${fact}`, code: 'emptied', message: text.information.lacks.emptiedFault }]
      : [],
  );
}

/**
 * Why the information cannot be sent yet, in a sentence; null if it can.
 * @param outdated the labels of answers whose stored answer changed and has not been reviewed
 */
export function lackOf(draft: InformationDraft, outdated: readonly string[] = []): string | null {
  if (outdated.length > 0) return text.information.lacks.outdated({ labels: outdated.join(', ') });
  if (unreadPaths(draft).length > 0) return text.information.lacks.unread;
  if (emptiedIn(draft).length > 0) return text.information.lacks.emptied;
  if (Object.keys(draft.facts).length === 0) return text.information.lacks.answer;
  return draft.channel === null ? text.information.lacks.channel : null;
}

/** The body of the call; null while incomplete. */
export function informationOf(draft: InformationDraft): Information | null {
  const { channel, document, page } = draft;
  if (channel === null || lackOf(draft) !== null) return null;
  return {
    facts: nested(draft.facts),
    channel,
    ...(document !== null && {
      document: { id: document, ...(typeof page === 'number' && { page }) },
    }),
    ...laterEntryOf(withFitEvidence(draft.received, EVIDENCE_OF_CHANNEL[channel])),
  };
}

/** Facts nested by the dots of their paths. */
function nested(answers: Readonly<Record<string, unknown>>): Information['facts'] {
  return Object.entries(answers).reduce<Members>(
    (facts, [path, value]) => withValue(facts, path, value),
    {},
  );
}

/**
 * How many months an approval is for.
 * @param guidelineMonths the guideline's own, used until the person enters others
 */
export function monthsOf(
  { months }: DecisionDraft,
  guidelineMonths: number | null,
): number | Unread | null {
  return months === undefined ? guidelineMonths : months;
}

/** Whether another first day or dose is entered, readable or not. */
export function hasOtherTerms({ start, dosing }: Pick<DecisionDraft, 'start' | 'dosing'>): boolean {
  return start !== null || Object.values(dosing).some((number) => number !== null);
}

/** The other numbers of the dose that can be read. */
export function readDosing({ dosing }: Pick<DecisionDraft, 'dosing'>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(dosing).flatMap(([name, number]) =>
      typeof number === 'number' ? [[name, number]] : [],
    ),
  );
}

/** Whether it approves something else than was asked, or than the guideline's months: it takes a reason. */
export function isModified(draft: DecisionDraft, guidelineMonths: number | null): boolean {
  const months = monthsOf(draft, guidelineMonths);
  const isOtherLength = typeof months === 'number' && months !== guidelineMonths;
  return draft.decision === 'approve' && (isOtherLength || hasOtherTerms(draft));
}

/** Whether it approves for longer than the guideline does. */
export function isLonger(draft: DecisionDraft, guidelineMonths: number | null): boolean {
  const months = monthsOf(draft, guidelineMonths);
  return (
    draft.decision === 'approve' &&
    typeof months === 'number' &&
    guidelineMonths !== null &&
    months > guidelineMonths
  );
}

/** The clauses that a denial may name: all but the root and those met, unless all are met. */
export function groundsIn(root: Clause | null): readonly Clause[] {
  if (root === null) return [];
  const mayBeMet = root.verdict === 'met';
  return clausesUnder(root).filter(
    (clause) => clause !== root && (mayBeMet || clause.verdict !== 'met'),
  );
}

/** The chosen clauses that a denial may still rely on. */
export function chosenGrounds({ clauses }: DecisionDraft, root: Clause | null): readonly string[] {
  const grounds = groundsIn(root);
  return clauses.filter((id) => grounds.some((clause) => clause.id === id));
}

/** The body of the call; an approval states its months, as shown on the screen. */
export function decisionOf(
  draft: DecisionDraft,
  { approvalMonths, clauses: root }: Pick<Determination, 'approvalMonths' | 'clauses'>,
): Decision | null {
  const { decision, rationale } = draft;
  if (decision === null) return null;
  const months = monthsOf(draft, approvalMonths);
  if (decision === 'approve' && typeof months !== 'number') return null;
  const { start, reason } = draft;
  const memberReason = draft.memberReason.trim();
  const statesReason = decision === 'deny' || isModified(draft, approvalMonths);
  const terms = {
    ...(typeof start === 'string' && { start }),
    ...readDosing(draft),
    ...(isModified(draft, approvalMonths) && { reason }),
  };
  return {
    decision,
    rationale: rationale[decision],
    ...(statesReason && memberReason !== '' && { memberReason }),
    clauses: decision === 'deny' ? [...chosenGrounds(draft, root)] : [],
    ...(decision === 'approve' && typeof months === 'number' && { approve: { months, ...terms } }),
  };
}
