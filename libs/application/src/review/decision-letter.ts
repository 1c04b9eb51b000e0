import { refuse, type Refusal, type Result } from '@assent/domain';
import { memberFaults, officeFaults, officeWordFaults } from '../correspondence/letter-faults';
import { officeLetter, type OfficeLetter } from '../correspondence/letters';
import { undated } from '../correspondence/letter-text';
import { memberReasonWarnings } from '../correspondence/member-reason';
import { LACKS_PHYSICIAN } from '../correspondence/plan-elements';
import { memberLetter, type MemberLetter } from '../correspondence/member-letters/member-letter';
import { staleSentences, type StatementRecord } from '../correspondence/statements';
import type { Step } from '../life-cycle/step';
import type { DueNotice } from '../ports/notice-record';
import type { Ports } from '../ports/ports';
import { letterDigestOf } from './letter-digest';

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

/** What a reviewer should know of the reason in the letter to the member. */
export function reasonWarnings(
  step: Step,
  { settings }: Pick<Ports, 'settings'>,
): readonly string[] {
  return memberReasonWarnings(step.record, { due: letterDue(step), settings });
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
  const { id: caseId } = step.record;
  const letters = lettersOf(step, ports);
  const about = aboutLetter(step, ports);
  const lacking = officeFaults(letters.office, about);
  if (lacking.length > 0) {
    const remedy = lacking.includes(LACKS_PHYSICIAN) ? NAME_LICENSE : '';
    const detail = `the denial letter is missing: ${lacking.join('; ')}${remedy}; nothing was saved`;
    return { code: 'letter-incomplete', detail, caseId };
  }
  const unfit = unfitOfficeLetter(letters.office, about) ?? unfitLetter(letters.member, about);
  if (unfit) return unfit;
  if (signed === undefined) return null;
  if (signed === (await digestOfLetters(ports, step, letters)))
    return unopenedRefusal(ports, caseId, signerOf(step), 'deny');
  return {
    code: 'letter-changed',
    detail:
      'the letter or the information behind it has changed since it was previewed; preview it again before you deny',
    caseId,
  };
}

/** What to do if a state asks for the name of who denies. */
const NAME_LICENSE =
  '; the state of this case asks for them, so send the name on your license as `license.name`, with the preview, too';

function signerOf({ record: { decision } }: Step): string {
  if (!decision) throw new Error('a denial has a decision');
  return decision.by.subject;
}

/**
 * Why who denies, or upholds a denial, has not seen all of the case; null if each of its documents was
 * opened by them.
 * @param act what they want to do, after "before you"
 */
export async function unopenedRefusal(
  { records }: Pick<Ports, 'records'>,
  caseId: string,
  person: string,
  act: string,
): Promise<Refusal | null> {
  const unopened = await records.unopened(caseId, person);
  if (unopened.length === 0) return null;
  const which = unopened.length === 1 ? 'a document' : `${unopened.length} documents`;
  return {
    code: 'documents-not-opened',
    detail: `you have not opened ${which} of this case; open and read each of them before you ${act}: ${unopened.map(({ name }) => name).join(', ')}`,
    caseId,
    documents: unopened.map(({ id, name }) => ({ id, name })),
  };
}

/** Why a letter that a decision makes can't go out; null if all can, or there is none. */
export function letterRefusal(ports: Pick<Ports, 'settings'>, step: Step): Refusal | null {
  if (step.notices.length === 0) return null;
  const { member, office } = lettersOf(step, ports);
  const about = aboutLetter(step, ports);
  return incompleteRefusal(office, about) ?? unfitLetter(member, about);
}

function aboutLetter(step: Step, { settings }: Pick<Ports, 'settings'>): StatementRecord {
  const due = letterDue(step);
  return { due, settings, now: due.dueAt };
}

function incompleteRefusal(letter: OfficeLetter, about: StatementRecord): Refusal | null {
  const lacking = officeFaults(letter, about);
  if (lacking.length === 0) return unfitOfficeLetter(letter, about);
  const detail = `the letter to the provider office is missing: ${lacking.join('; ')}; nothing was saved`;
  return { code: 'letter-incomplete', detail, caseId: about.due.caseId };
}

/** What keeps a complete letter to the provider office from going out. */
function unfitOfficeLetter(letter: OfficeLetter, about: StatementRecord): Refusal | null {
  const { caseId } = about.due;
  const stale = staleSentences(letter.content, about);
  if (stale.length > 0) {
    const detail = `the letter to the provider office does not agree with the record: ${stale.join('; ')}; nothing was saved`;
    return { code: 'letter-incomplete', detail, caseId };
  }
  const unread = officeWordFaults(letter, about);
  if (unread.length === 0) return null;
  const detail = `the letter to the provider office can't go out: ${unread.join('; ')}; nothing was saved`;
  return { code: 'letter-incomplete', detail, caseId };
}

function unfitLetter(letter: MemberLetter | null, about: StatementRecord): Refusal | null {
  if (!letter) return null;
  const faults = [...memberFaults(letter, about), ...staleSentences(letter.content, about)];
  if (faults.length === 0) return null;
  return {
    code: 'letter-incomplete',
    detail: `the letter to the member can't go out: ${faults.join('; ')}; nothing was saved`,
    caseId: about.due.caseId,
  };
}

/** The same step, or the refusal of one whose letters can't go out. */
export function withFitLetter(ports: Pick<Ports, 'settings'>, step: Result<Step>): Result<Step> {
  const unfit = step.ok ? letterRefusal(ports, step.value) : null;
  return unfit ? refuse(unfit) : step;
}
