import type { LetterSummary, ListedPrintedLetter } from '@assent/application';
import type { LetterListJson, PrintedLetterJson } from '@assent/contracts';

export function toLetterJson(letter: LetterSummary): LetterListJson['items'][number] {
  return {
    id: letter.id,
    kind: letter.kind,
    recipient: letter.recipient,
    language: letter.language,
    version: letter.version,
    planVersion: letter.planVersion,
    state: letter.state,
    sentAt: letter.sentAt?.toISOString() ?? null,
  };
}

export function toPrintedLetterJson({
  isOverdue,
  letter: { caseId, content, id, kind, madeAt, mailed },
  mailBy,
  of,
}: ListedPrintedLetter): PrintedLetterJson {
  return {
    id,
    caseId,
    caseNumber: of.number,
    memberName: of.memberName,
    kind,
    language: content?.language ?? 'en',
    madeAt: (madeAt ?? mailBy).toISOString(),
    mailBy: mailBy.toISOString(),
    isOverdue,
    mailed: mailed && {
      at: mailed.at.toISOString(),
      by: { subject: mailed.by.subject, role: mailed.by.role },
    },
  };
}
