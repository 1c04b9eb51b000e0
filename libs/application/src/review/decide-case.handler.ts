import {
  accept,
  lackingKeys,
  MAY_DECIDE,
  NO_GROUNDS,
  refuse,
  type Actor,
  type Decision,
  type Fault,
  type License,
  type Refusal,
  type Result,
  type SinceApproval,
} from '@assent/domain';
import { evaluateCase } from '../case/case-timers.handler';
import { openerIn, type CaseView } from '../case/case-view';
import { changeCase, foreseen, type CaseCommand } from '../case/change-case';
import { foundAnew } from '../case/reevaluation';
import { seenDigestOf, unseenRefusal } from '../case/seen-digest';
import type { LetterWords } from '../correspondence/letters';
import { memberReasonFaults } from '../correspondence/member-reason';
import { letterSettingsAt } from '../correspondence/plan-letters';
import type { MemberLetter } from '../correspondence/member-letters/member-letter';
import { clausesUnder, determinationOf } from '../evaluation/evaluation';
import { approve } from '../life-cycle/approve';
import { askForInformation, missingFacts } from '../life-cycle/ask-for-information';
import { deny } from '../life-cycle/deny-or-withdraw';
import type { Step } from '../life-cycle/step';
import { standsAgainst } from '../member-coverage/duplicate-authorization';
import type { Moment } from '../member-coverage/moment';
import type { CaseRecord } from '../ports/case-record';
import type { LetterLanguage } from '../ports/letter-content';
import type { Ports } from '../ports/ports';
import {
  enginePartOf,
  findingsRefusal,
  isWithheldFrom,
  withoutOwnGrounds,
} from '../evaluation/findings';
import {
  denialRefusal,
  digestOfLetters,
  letterRefusal,
  lettersOf,
  reasonWarnings,
} from './decision-letter';
import { exceptionFaults, secondPersonOf, secondPersonRefusal } from './exception-limits';
import { faultyDecision } from './faulty-decision';
import { handedUpRefusal } from './hand-up.handler';
import { approvalTerms, type GivenTerms } from './modified-approval';
import { notShown } from './outdated-decision';
import { sinceApproval } from './since-approval';

/** An approval states its terms as far as they are not as asked. */
export interface DecideCase extends CaseCommand, GivenTerms {
  /** The version that the reviewer saw. */
  readonly version: number;
  readonly decision: 'approve' | 'deny' | 'request-information';
  readonly rationale: string;
  /** For a denial and an approval with changes: the reason for the member, in their language. */
  readonly memberReason?: string;
  /** Ids of the guideline clauses that support the decision. */
  readonly clauses: readonly string[];
  /** For a denial: what its preview answered. */
  readonly letterDigest?: string;
  /** For a denial: the decider's own. */
  readonly license?: License;
  /** What the reviewer saw; by default the information as it is when they decide. */
  readonly seenDigest?: string;
}

/** The letter that a decision would send. */
export interface DecisionPreview extends LetterWords {
  /** What a denial is signed with; null for another decision. */
  readonly letterDigest: string | null;
  /** The letter to the member; null if the decision makes none. */
  readonly memberLetter: (LetterWords & { readonly language: LetterLanguage }) | null;
  /** What the reviewer should know before they send it; it refuses nothing. */
  readonly warnings: readonly string[];
}

/**
 * Takes a reviewer's decision. Refused: `role-not-allowed` when the role may not take it (only a
 * medical director denies, and decides what was handed up), `own-case` for a denial by who opened the
 * case, `case-changed` when the reviewer saw another version, or the case was
 * out of date: it is then updated, `case-waits-for-information` for a denial while facts are
 * awaited (unknown never denies), `invalid` for clauses that are not the guideline's and for a
 * denial by clauses that are met or without both of its keys, `second-person-needed` for a pharmacist's
 * approval that another person has to agree to, `letter-changed` when the letter of a
 * denial, or what is behind it, is not what the digest was made from, `letter-incomplete` when that
 * letter or another lacks a required element or states something else than the record, or the letter to
 * the member has words that it can't have,
 * `findings-needed` for a denial where the findings of who denies come first and are not complete,
 * `documents-not-opened` for a denial while the decider has not opened a document of the case,
 * `unseen-information` when documents came in that the reviewer was not shown, `duplicate-authorization` for an approval of days that an
 * authorization covers, unless the case names it: then it is replaced; `case-closed` once the case
 * is closed.
 */
export function decideCase(ports: Ports) {
  return async (command: DecideCase): Promise<Result<CaseView>> => {
    const current = await withLettersOfNow(ports);
    return unlessOutdated(current, command, signatureFaults(command), (take) =>
      changeCase(current, command.decision, command, take),
    );
  };
}

/** The plan's letters as they are now. */
async function withLettersOfNow(ports: Ports): Promise<Ports> {
  return { ...ports, settings: await letterSettingsAt(ports, await ports.clock.now()) };
}

/**
 * The letter that a decision would send; it decides nothing and is refused like the decision. Word
 * for word, except what is known only then: the number of an authorization, and the day on which
 * the letter goes out if it is late. A denial is signed with the digest, so it needs no keys yet, but
 * a license where the letter shows its name. What was seen is not looked at.
 */
export function previewDecision(ports: Ports) {
  return async ({
    letterDigest: _digest,
    seenDigest: _seen,
    ...command
  }: DecideCase): Promise<Result<DecisionPreview>> => {
    const current = await withLettersOfNow(ports);
    const step = await unlessOutdated(current, command, [], (take) =>
      foreseen(current, command, take),
    );
    if (!step.ok) return step;
    const letters = lettersOf(step.value, current);
    const { subject, text } = letters.office;
    return accept({
      subject,
      text,
      letterDigest:
        command.decision === 'deny' ? await digestOfLetters(ports, step.value, letters) : null,
      memberLetter: shown(letters.member),
      warnings: letters.member ? reasonWarnings(step.value, current) : [],
    });
  };
}

function shown(letter: MemberLetter | null): DecisionPreview['memberLetter'] {
  if (!letter) return null;
  const { content, subject, text } = letter;
  return { language: content.language, subject, text };
}

/** What a decision lacks to be signed. */
function signatureFaults(command: DecideCase): readonly Fault[] {
  return command.decision === 'deny' ? lackingKeys(command) : [];
}

function roleRefusal({ actor, decision }: DecideCase): Refusal | null {
  if (MAY_DECIDE[decision].some((role) => role === actor.role)) return null;
  return {
    code: 'role-not-allowed',
    detail: `only these roles may ${decision}: ${MAY_DECIDE[decision].join(', ')}`,
  };
}

/** A long approval against the criteria takes a second person. */
function aloneRefusal(command: DecideCase, record: CaseRecord, moment: Moment): Refusal | null {
  if (command.decision !== 'approve') return null;
  const { months } = approvalTerms(record, command, moment).terms;
  return secondPersonRefusal(record, command.actor, months, moment.settings);
}

/** Who opened a case does not deny it. */
async function ownCaseRefusal(
  { records }: Ports,
  { actor, caseId, decision }: DecideCase,
): Promise<Refusal | null> {
  if (decision !== 'deny') return null;
  const opener = openerIn(await records.tellings(caseId));
  return opener?.subject === actor.subject ? { ...OWN_CASE, caseId } : null;
}

const OWN_CASE = {
  code: 'own-case',
  detail: "you opened this case, so you can't deny it; assign it to another medical director",
} as const;

type Take = (before: Step, moment: Moment) => Promise<Result<Step>>;

/** Decides by a step, or takes in what keeps the reviewer from it, to show it next. */
async function unlessOutdated<Value>(
  ports: Ports,
  command: DecideCase,
  unsigned: readonly Fault[],
  decide: (take: Take) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const refusal = roleRefusal(command);
  if (refusal) return refuse(refusal);
  const refused: Refusal[] = [];
  const decision = await decide(async (before, moment) => {
    const left = handedUpRefusal(command.actor, before.record);
    if (left) return refuse(left);
    const own = await ownCaseRefusal(ports, command);
    if (own) return refuse(own);
    const faulty = refusalOf(command, before.record, unsigned, moment);
    if (faulty) return refuse(faulty);
    const alone = aloneRefusal(command, before.record, moment);
    if (alone) return refuse(alone);
    const outdated = await outdatedBy(ports, before, command, moment);
    if (outdated) {
      refused.push(outdated);
      return refuse(outdated);
    }
    const since =
      command.decision === 'deny'
        ? await sinceApproval(ports, before.record, command.clauses)
        : null;
    const { record } = before;
    const documents = await ports.records.documents(record.id);
    const step = decided(before, command, moment, since, seenDigestOf(record, documents));
    const unsound =
      command.decision === 'deny'
        ? await denialRefusal(ports, command, step)
        : letterRefusal(ports, step);
    const unfounded = unsound ?? unseenRefusal(record, documents, command.seenDigest);
    return unfounded ? refuse(unfounded) : accept(step);
  });
  if (refused.length > 0) await evaluateCase(ports)(command.caseId);
  return decision;
}

/** Why a decision would ignore what the reviewer was not shown. */
async function outdatedBy(
  ports: Ports,
  before: Step,
  command: DecideCase,
  moment: Moment,
): Promise<Refusal | null> {
  const { record } = before;
  if (command.decision === 'approve') {
    const { months, placement } = approvalTerms(record, command, moment).terms;
    const against = standsAgainst(record, months, guidelineMonths(record), moment, placement);
    if (against) return against;
  }
  const found = await foundAnew(ports, before, moment);
  return found && notShown(record, found.record);
}

function decided(
  before: Step,
  command: DecideCase,
  moment: Moment,
  since: SinceApproval | null,
  seenDigest: string,
): Step {
  const { record } = before;
  switch (command.decision) {
    case 'approve': {
      const { months, placement, dosing, modified } = approvalTerms(record, command, moment).terms;
      const { reason } = command;
      const decision: Decision = {
        decision: 'approve',
        ...signed(command, command.actor, moment),
        license: null,
        letterDigest: null,
        modification: reason === undefined ? null : { reason, terms: modified },
        enginePart: null,
        seenDigest,
      };
      const agreedBy = secondPersonOf(record, command.actor, months);
      return approve(before, months, moment, decision, { placement, dosing, agreedBy });
    }
    case 'deny': {
      const { license = null, letterDigest: seen = null } = command;
      return deny(before, moment, {
        decision: 'deny',
        ...signed(command, command.actor, moment),
        license,
        letterDigest: seen,
        modification: null,
        enginePart: enginePartOf(record, command.actor),
        ...(since && { sinceApproval: since }),
        seenDigest,
      });
    }
    case 'request-information': {
      const { actor: by, rationale } = command;
      const question = { by, at: moment.now, rationale, seenDigest };
      // What the engine finds missing of a case in review is a result, too (ADR 0050).
      const isUnasked = record.status === 'in-review' || record.informationRequest?.isAlone;
      if (isUnasked && isWithheldFrom(record, by)) {
        return askForInformation(before, [], moment, { ...question, isAlone: true });
      }
      return askForInformation(before, missingFacts(determinationOf(record)), moment, question);
    }
  }
}

function signed(
  { rationale, memberReason, clauses }: DecideCase,
  by: Actor,
  { now: at }: Moment,
): Omit<Decision, 'decision' | 'license' | 'letterDigest' | 'modification' | 'enginePart'> {
  return { by, at, rationale, ...(memberReason !== undefined && { memberReason }), clauses };
}

function guidelineMonths(record: CaseRecord): number {
  const { approvalMonths } = determinationOf(record);
  if (approvalMonths === null) throw new Error('a case in review has a guideline');
  return approvalMonths;
}

function refusalOf(
  command: DecideCase,
  record: CaseRecord,
  unsigned: readonly Fault[],
  moment: Moment,
): Refusal | null {
  if (command.decision === 'deny' && record.status !== 'in-review') {
    return {
      code: 'case-waits-for-information',
      detail:
        'the case is waiting for information; it can be denied once it is in review, never because information is missing',
      caseId: record.id,
    };
  }
  const isDenial = command.decision === 'deny';
  const unfound = isDenial ? findingsRefusal(record, command.actor) : null;
  if (unfound) return unfound;
  const faults = [
    ...clauseFaults(command, record),
    ...(isDenial ? withoutOwnGrounds(record, command.clauses, command.actor) : []),
    ...memberReasonFaults(command.memberReason, {
      due: { case: record },
      settings: moment.settings,
    }),
    ...unsigned,
    ...(command.decision === 'approve' ? approvalFaults(command, record, moment) : []),
  ];
  return faults.length > 0 ? faultyDecision(faults) : null;
}

function approvalFaults(command: DecideCase, record: CaseRecord, moment: Moment): readonly Fault[] {
  const { terms, faults } = approvalTerms(record, command, moment);
  return [...faults, ...exceptionFaults(record, command.actor, terms.months, moment.settings)];
}

/**
 * Every clause must be the guideline's; a denial names at least one and none that is met: nothing
 * is denied for a requirement that it fulfills. If all are met and a person reviews because the
 * facts are in doubt, any clause may be named.
 */
function clauseFaults({ clauses, decision }: DecideCase, record: CaseRecord): Fault[] {
  if (decision === 'deny' && clauses.length === 0) return [NO_GROUNDS];
  const { outcome, clauses: root } = determinationOf(record);
  const known = clausesUnder(root);
  const refusesMet = decision === 'deny' && outcome !== 'criteria-met';
  return clauses.flatMap((id, position) => {
    const path = `clauses.${position}`;
    const clause = known.find((each) => each.id === id);
    if (!clause) {
      const message = `the guideline has no criterion ${id} for this request type`;
      return [{ path, code: 'unknown-clause', message }];
    }
    if (!refusesMet || clause.verdict !== 'met') return [];
    const message = `criterion ${id} is met; a denial lists criteria that are not met or lack information`;
    return [{ path, code: 'clause-met', message }];
  });
}
