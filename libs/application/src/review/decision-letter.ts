import type { Refusal } from '@assent/domain';
import { APPEAL_WINDOW, undatedWords, wordsOfLetter } from '../correspondence/letters';
import { clausesUnder, determinationOf } from '../evaluation/evaluation';
import type { Step } from '../life-cycle/step';
import type { CaseRecord } from '../ports/case-record';
import type { DueNotice } from '../ports/notice-record';
import type { Ports } from '../ports/ports';
import { lackingElements, type DenialElements } from './denial-elements';
import { letterDigestOf } from './letter-digest';

/** The letter that a decision sends, with what it takes to write it. */
export function letterDue({ record, issued, notices }: Step): DueNotice {
  const [letter] = notices;
  if (!letter) throw new Error('a decision sends a letter');
  return { ...letter, case: record, authorizationRecord: issued ?? null };
}

/** What the denial that a step makes is signed with. */
export async function digestOfLetter({ records, settings }: Ports, step: Step): Promise<string> {
  const due = letterDue(step);
  const documents = await records.documents(due.caseId);
  return letterDigestOf(step.record, documents, undatedWords(due, settings, due.dueAt));
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
  if (signed === undefined || signed === (await digestOfLetter(ports, step))) return null;
  return {
    code: 'letter-changed',
    detail:
      'the letter or the information behind it has changed since it was previewed; preview it again before you deny',
    caseId,
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
