import { refuse, type Refusal, type Result } from '@assent/domain';
import { inSpanish } from '@assent/guidelines';
import { ownWording } from '../correspondence/criterion-wording';
import { appealWindowWords, officeLetter, type OfficeLetter } from '../correspondence/letters';
import { undated } from '../correspondence/letter-text';
import { memberLetter, type MemberLetter } from '../correspondence/member-letters/member-letter';
import { appealWindow } from '../correspondence/letter-facts';
import { clausesUnder, determinationOf } from '../evaluation/evaluation';
import type { Step } from '../life-cycle/step';
import type { CaseRecord } from '../ports/case-record';
import type { LetterLanguage } from '../ports/letter-content';
import type { DueNotice, NoticeKind } from '../ports/notice-record';
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

function makesMemberLetter({ notices: [letter] }: Step): boolean {
  return letter?.memberLetter !== undefined;
}

/** The letters that a decision makes: to the provider office, and to the member if there is one. */
export interface DecisionLetters {
  readonly office: OfficeLetter;
  readonly member: MemberLetter | null;
}

export function lettersOf(step: Step, { settings }: Pick<Ports, 'settings'>): DecisionLetters {
  const due = letterDue(step);
  const member = makesMemberLetter(step) ? memberLetter(due, settings, due.dueAt) : null;
  return { office: officeLetter(due, settings, due.dueAt), member };
}

/** What the denial that a step makes is signed with. */
export async function digestOfLetters(
  { records }: Pick<Ports, 'records'>,
  { record }: Step,
  { office, member }: DecisionLetters,
): Promise<string> {
  const documents = await records.documents(record.id);
  return letterDigestOf(record, documents, undated(office), member ? undated(member) : undefined);
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
  const letters = lettersOf(step, ports);
  const lacking = officeFaults(letters.office, step.record, settings);
  if (lacking.length > 0) {
    const detail = `the denial letter lacks this: ${lacking.join('; ')}; nothing was saved`;
    return { code: 'letter-incomplete', detail, caseId };
  }
  const unfit = unfitLetter(letters.member, step, settings);
  if (unfit) return unfit;
  if (signed === undefined) return null;
  if (signed === (await digestOfLetters(ports, step, letters))) return unopenedRefusal(ports, step);
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
  if (!makesMemberLetter(step)) return null;
  return unfitLetter(lettersOf(step, ports).member, step, ports.settings);
}

function unfitLetter(letter: MemberLetter | null, step: Step, settings: Settings): Refusal | null {
  if (!letter) return null;
  const { record } = step;
  const faults = memberFaults(letter, letterDue(step).kind, record, settings);
  if (faults.length === 0) return null;
  return {
    code: 'letter-incomplete',
    detail: `the letter to the member can't go out: ${faults.join('; ')}; nothing was saved`,
    caseId: record.id,
  };
}

/** What the letter of a denial to the provider office lacks. */
export function officeFaults(
  letter: OfficeLetter,
  record: CaseRecord,
  settings: Settings,
): readonly string[] {
  return lackingElements(letter, { ...elementsOf(record, settings), ...settings });
}

/** Why a letter to a member can't go out, whatever it is about. */
export function memberFaults(
  letter: MemberLetter,
  kind: NoticeKind,
  record: CaseRecord,
  settings: Settings,
): readonly string[] {
  return memberLetterFaults(letter, {
    names: namesIn(record, settings),
    denial: kind === 'denial' ? memberElements(record, letter, settings) : null,
  });
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
  settings: Settings,
): MemberDenialElements {
  return {
    rationale: record.decision?.rationale ?? '',
    criteria: criteriaIn(language, record, settings),
    appealDays: appealWindow(settings, record)?.days ?? null,
    letterhead: settings.letterhead,
  };
}

function elementsOf(record: CaseRecord, settings: Settings): Omit<DenialElements, 'letterhead'> {
  return {
    rationale: record.decision?.rationale ?? '',
    criteria: criteriaIn('en', record, settings),
    appealWindow: appealWindowWords(settings, record),
  };
}

/** The words of the criteria that a denial names, in a language; null for one without words. */
function criteriaIn(
  language: LetterLanguage,
  record: CaseRecord,
  settings: Settings,
): readonly (string | null)[] {
  const { decision, guideline } = record;
  const known = clausesUnder(determinationOf(record).clauses);
  return (decision?.clauses ?? []).map((id) => {
    const title = known.find((clause) => clause.id === id)?.title ?? null;
    const own = ownWording(settings, guideline, id);
    if (title === null || language === 'en') return own?.en ?? title;
    return own?.es ?? inSpanish(guideline?.id ?? '', title) ?? title;
  });
}
