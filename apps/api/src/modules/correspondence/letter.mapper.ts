import type { LetterSummary } from '@assent/application';
import type { LetterListJson } from '@assent/contracts';

export function toLetterJson(letter: LetterSummary): LetterListJson['items'][number] {
  return {
    id: letter.id,
    kind: letter.kind,
    recipient: letter.recipient,
    language: letter.language,
    version: letter.version,
    state: letter.state,
    sentAt: letter.sentAt?.toISOString() ?? null,
  };
}
