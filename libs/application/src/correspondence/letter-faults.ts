import { inSpanish } from '@assent/guidelines';
import { clausesUnder, determinationOf } from '../evaluation/evaluation';
import type { CaseRecord } from '../ports/case-record';
import type { LetterLanguage } from '../ports/letter-content';
import type { Settings } from '../ports/ports';
import { ownWording } from './criterion-wording';
import { lackingElements, type DenialElements } from './denial-elements';
import { appealWindow } from './letter-facts';
import { appealWindowWords, type OfficeLetter } from './letters';
import { lackingForMember, lackingWords, type MemberDenialElements } from './member-letter-faults';
import type { MemberLetter } from './member-letters/member-letter';
import { planElements } from './plan-elements';
import { missingElements } from './required-elements';
import { staleSentences, type StatementRecord } from './statements';
import { withoutSentence, withSentence, wordFaults } from './word-faults';

/** What a letter to the provider office lacks, whatever it is about. */
export function officeFaults(letter: OfficeLetter, about: StatementRecord): readonly string[] {
  const { due, settings } = about;
  return due.kind === 'denial'
    ? lackingElements(letter, elementsOf(due.case, settings))
    : missingElements(letter.content, about);
}

/** Why a letter to a member can't go out, whatever it is about. */
export function memberFaults(letter: MemberLetter, about: StatementRecord): readonly string[] {
  return [
    ...lackingWords(lackingInMembers(letter, about)),
    ...wordFaults(letter.content, about).map(withSentence),
  ];
}

function lackingInMembers(letter: MemberLetter, about: StatementRecord): readonly string[] {
  const { due, settings } = about;
  return due.kind === 'denial'
    ? lackingForMember(letter, memberElements(due.case, letter, settings))
    : missingElements(letter.content, about);
}

/** The words of a letter to the provider office that keep it from going out. */
export function officeWordFaults(letter: OfficeLetter, about: StatementRecord): readonly string[] {
  return wordFaults(letter.content, about).map(withSentence);
}

/**
 * Why a letter must not go out: it lacks a required element, a sentence states something else than
 * the record, is in another language, or has an abbreviation that the letter does not explain; none
 * if it may. No words of the letter are in it.
 */
export function heldBackBy(
  letter: OfficeLetter | MemberLetter,
  about: StatementRecord,
): readonly string[] {
  const { content } = letter;
  const missing =
    content.recipient === 'member' ? lackingInMembers(letter, about) : officeFaults(letter, about);
  return [
    ...lackingWords(missing),
    ...staleSentences(content, about),
    ...wordFaults(content, about).map(withoutSentence),
  ];
}

function memberElements(
  record: CaseRecord,
  { content: { language } }: MemberLetter,
  settings: Settings,
): MemberDenialElements {
  return {
    rationale: record.decision?.memberReason ?? record.decision?.rationale ?? '',
    criteria: criteriaIn(language, record, settings),
    appealDays: appealWindow(settings, record)?.days ?? null,
    letterhead: settings.letterhead,
    ...planElements(record, settings),
  };
}

function elementsOf(record: CaseRecord, settings: Settings): DenialElements {
  return {
    letterhead: settings.letterhead,
    rationale: record.decision?.rationale ?? '',
    criteria: criteriaIn('en', record, settings),
    appealWindow: appealWindowWords(settings, record),
    ...planElements(record, settings),
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
