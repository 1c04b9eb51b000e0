import { digestOf } from '@assent/guidelines';
import type { LetterWords } from '../correspondence/letters';
import type { CaseRecord } from '../ports/case-record';
import type { DocumentRecord } from '../ports/document-store';

/**
 * The digest that a denial is signed with: SHA-256, in hexadecimal, over what the decider saw. That
 * is the evaluation, as the digest of the facts and the guideline it was made from; the facts and the
 * contents of the documents; and the words of the letter, and of the member's. Equal digests mean that
 * both still say what was read, for the same reasons.
 * @param letter without the line that dates it, so that midnight changes nothing
 * @param memberLetter the same for the member's; absent if the member gets none
 */
export function letterDigestOf(
  { evaluationDigest, facts }: Pick<CaseRecord, 'evaluationDigest' | 'facts'>,
  documents: readonly Pick<DocumentRecord, 'sha256'>[],
  { subject, text }: LetterWords,
  memberLetter?: LetterWords,
): string {
  return digestOf({
    evaluation: evaluationDigest,
    facts,
    documents: documents.map(({ sha256 }) => sha256).sort(),
    letter: { subject, text },
    ...(memberLetter && {
      memberLetter: { subject: memberLetter.subject, text: memberLetter.text },
    }),
  });
}
