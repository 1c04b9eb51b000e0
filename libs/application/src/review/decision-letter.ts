import { refuse, type Refusal, type Result } from '@assent/domain';
import { inSpanish } from '@assent/guidelines';
import { APPEAL_WINDOW, undatedWords, wordsOfLetter } from '../correspondence/letters';
import {
  memberLetter,
  undatedMemberLetter,
  type MemberLetter,
} from '../correspondence/member-letters/member-letter';
import { APPEAL_DAYS } from '../correspondence/letter-facts';
import { clausesUnder, determinationOf } from '../evaluation/evaluation';
import type { Step } from '../life-cycle/step';
import type { CaseRecord } from '../ports/case-record';
import type { DueNotice } from '../ports/notice-record';
import type { Ports, Settings } from '../ports/ports';
import { lackingElements, type DenialElements } from './denial-elements';
import { letterDigestOf } from './letter-digest';
import { memberLetterFaults, type MemberDenialElements } from './member-letter-faults';

/** The letter that a decision sends, with what it takes to write it. */
export function letterDue({ appeal, record, issued, notices }: Step): DueNotice {
  const [letter] = notices;
  if (!letter) throw new Error('a decision sends a letter');
  return {
    ...letter,
    case: record,
    authorizationRecord: issued ?? null,
    ...(appeal && { appeal }),
  };
}

/** The letter to the member that a decision makes; null if it makes none. */
export function memberLetterOf(
  step: Step,
  { settings }: Pick<Ports, 'settings'>,
): MemberLetter | null {
  if (!makesMemberLetter(step)) return null;
  const due = letterDue(step);
  return memberLetter(due, settings, due.dueAt);
}

function makesMemberLetter({ notices: [letter] }: Step): boolean {
  return letter?.memberLetter !== undefined;
}

/** What the denial that a step makes is signed with. */
export async function digestOfLetter({ records, settings }: Ports, step: Step): Promise<string> {
  const due = letterDue(step);
  const documents = await records.documents(due.caseId);
  return letterDigestOf(
    step.record,
    documents,
    undatedWords(due, settings, due.dueAt),
    makesMemberLetter(step) ? undatedMemberLetter(due, settings, due.dueAt) : undefined,
  );
}

/**
 * Why a denial cannot be taken with its letter: it lacks an element, or is not what was signed.
 * @param signed with what the denial is signed; without it, any letter will do
 */
export async function denialRefusal(
  ports: Ports,
  { letterDigest: signed }: { readonly letterDigest?: string },
  step: Step,
): Promise<Refusal | null> {
  const { settings } = ports;
  const { id: caseId } = step.record;
  const due = letterDue(step);
  const letter = wordsOfLetter(due, settings, due.dueAt);
  const lacking = lackingElements(letter, { ...elementsOf(step.record), ...settings });
  if (lacking.length > 0) {
    const detail = `the denial letter lacks this: ${lacking.join('; ')}; nothing was saved`;
    return { code: 'letter-incomplete', detail, caseId };
  }
  const unfit = memberLetterRefusal(ports, step);
  if (unfit) return unfit;
  if (signed === undefined) return null;
  if (signed === (await digestOfLetter(ports, step))) return unopenedRefusal(ports, step);
  return {
    code: 'letter-changed',
    detail:
      'the letter or the information behind it has changed since it was previewed; preview it again before you deny',
    caseId,
  };
}

/** Why who denies has not seen all of the case; null if each of its documents was opened by them. */
async function unopenedRefusal({ records }: Ports, { record }: Step): Promise<Refusal | null> {
  const { id: caseId, decision } = record;
  if (!decision) throw new Error('a denial has a decision');
  const unopened = await records.unopened(caseId, decision.by.subject);
  if (unopened.length === 0) return null;
  const which = unopened.length === 1 ? 'a document' : `${unopened.length} documents`;
  return {
    code: 'documents-not-opened',
    detail: `you have not opened ${which} of this case; open and read each of them before you deny: ${unopened.map(({ name }) => name).join(', ')}`,
    caseId,
    documents: unopened.map(({ id, name }) => ({ id, name })),
  };
}

/** Why the letter to the member that a decision makes can't go out; null if it can, or there is none. */
export function memberLetterRefusal(ports: Pick<Ports, 'settings'>, step: Step): Refusal | null {
  const letter = memberLetterOf(step, ports);
  if (!letter) return null;
  const { record } = step;
  const { settings } = ports;
  const faults = memberLetterFaults(letter, {
    names: namesIn(record, settings),
    denial: letterDue(step).kind === 'denial' ? memberElements(record, letter, settings) : null,
  });
  if (faults.length === 0) return null;
  return {
    code: 'letter-incomplete',
    detail: `the letter to the member can't go out: ${faults.join('; ')}; nothing was saved`,
    caseId: record.id,
  };
}

/** The same step, or the refusal of one whose letter to the member can't go out. */
export function withFitLetter(ports: Pick<Ports, 'settings'>, step: Result<Step>): Result<Step> {
  const unfit = step.ok ? memberLetterRefusal(ports, step.value) : null;
  return unfit ? refuse(unfit) : step;
}

/** What a letter says in no language: names and addresses. */
function namesIn(
  { drugText, member, prescriber }: CaseRecord,
  settings: Settings,
): readonly string[] {
  const { payerName, letterhead } = settings;
  const { givenName, familyName } = member;
  const { address, portal } = letterhead;
  const names = [payerName, address, drugText, givenName, familyName, prescriber.name];
  return portal === null ? names : [...names, portal];
}

function memberElements(
  record: CaseRecord,
  { content: { language } }: MemberLetter,
  { letterhead }: Settings,
): MemberDenialElements {
  const { criteria, rationale } = elementsOf(record);
  const drug = record.guideline?.id ?? '';
  return {
    rationale,
    criteria: criteria.map((title) =>
      title === null || language === 'en' ? title : (inSpanish(drug, title) ?? title),
    ),
    appealDays: APPEAL_DAYS[record.lineOfBusiness]?.days ?? null,
    letterhead,
  };
}

function elementsOf(record: CaseRecord): Omit<DenialElements, 'letterhead'> {
  const { decision, lineOfBusiness } = record;
  const known = clausesUnder(determinationOf(record).clauses);
  const titleOf = (id: string) => known.find((clause) => clause.id === id)?.title ?? null;
  return {
    rationale: decision?.rationale ?? '',
    criteria: decision?.clauses.map(titleOf) ?? [],
    appealWindow: APPEAL_WINDOW[lineOfBusiness] ?? null,
  };
}
