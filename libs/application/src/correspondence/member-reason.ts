import type { Decision, Fault } from '@assent/domain';
import type { LetterLanguage } from '../ports/letter-content';
import type { DueNotice } from '../ports/notice-record';
import { foreignSentencesIn } from './language-words';
import { namesIn, type NamedIn } from './letter-names';
import { hardestSentence, isPlain, MAX_GRADE } from './member-letters/readability';

/*
 * The reason of a decision in the member's own language and in plain words. A reviewer may give one
 * beside the rationale, which is for the provider office. Without it, a letter to the member states
 * the rationale if it is plain; if not, it quotes it, and the preview warns.
 */

/** The language in which a member gets letters. */
function languageOf({ case: { member } }: Pick<DueNotice, 'case'>): LetterLanguage {
  return member.language ?? 'en';
}

/** Whether a member who reads English can read what a reviewer wrote: at or below grade 8. */
export function isPlainEnglish(words: string, about: NamedIn): boolean {
  return isPlainTo(words, 'en', about);
}

/** What is wrong with a reason for the member, each at its place in what was sent. */
export function memberReasonFaults(
  memberReason: string | undefined,
  about: NamedIn,
): readonly Fault[] {
  if (memberReason === undefined) return [];
  const language = languageOf(about.due);
  const path = 'memberReason';
  const [foreign] = foreignSentencesIn(memberReason, language, namesIn(about).hide);
  if (foreign) {
    const { [language]: own } = NAME_OF;
    const message = `has a sentence that is not in ${own}, which the member reads: “${foreign.sentence}”; write it in ${own}`;
    return [{ path, code: 'other-language', message }];
  }
  if (isPlainTo(memberReason, language, about)) return [];
  return [
    { path, code: 'hard-to-read', message: `is ${hardWords(memberReason, language, about)}` },
  ];
}

/**
 * What a reviewer should know of the reason that a letter to the member states; none if it is in the
 * member's language and plain, or if the decision states none.
 */
export function memberReasonWarnings(
  { decision }: { readonly decision: Decision | null },
  about: NamedIn,
): readonly string[] {
  const written =
    decision?.decision === 'deny' ? decision.rationale : decision?.modification?.reason;
  if (written === undefined || decision?.memberReason !== undefined) return [];
  const language = languageOf(about.due);
  const what = decision?.decision === 'deny' ? 'rationale' : 'reason for the changes';
  if (language !== 'en') {
    return [
      `the letter to the member is in ${NAME_OF[language]} and quotes the ${what} in English; say it in plain ${NAME_OF[language]} as \`memberReason\``,
    ];
  }
  if (isPlainEnglish(written, about)) return [];
  return [
    `the ${what} is ${hardWords(written, language, about)}, or say it in plain words as \`memberReason\`, which the letter to the member then states instead`,
  ];
}

const NAME_OF: Readonly<Record<LetterLanguage, string>> = { en: 'English', es: 'Spanish' };

function isPlainTo(text: string, language: LetterLanguage, about: NamedIn): boolean {
  return isPlain(withoutNames(text, language, about), language);
}

function hardWords(text: string, language: LetterLanguage, about: NamedIn): string {
  const hide = (sentence: string) => withoutNames(sentence, language, about);
  const hardest = hardestSentence(text, language, hide);
  return `harder to read than grade ${MAX_GRADE}, above all “${hardest}”; use shorter words and sentences`;
}

/** Names count as one short word: no one can choose them. */
function withoutNames(text: string, language: LetterLanguage, about: NamedIn): string {
  return namesIn(about).hide(text, SHORT[language]);
}

const SHORT: Readonly<Record<LetterLanguage, string>> = { en: 'this', es: 'esto' };
