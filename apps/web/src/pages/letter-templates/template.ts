import type { LetterTemplates } from '../../client';
import type { text } from './text';

export type Template = LetterTemplates['templates'][number];

/** Who a letter is for, in which language. */
export function readerOf({
  language,
  recipient,
}: Pick<Template, 'language' | 'recipient'>): keyof typeof text.recipients {
  return recipient === 'prescriber' ? 'prescriber-en' : `member-${language}`;
}

export function isSameLetter(
  one: Pick<Template, 'kind' | 'language' | 'recipient'>,
  other: Template,
): boolean {
  return (
    one.kind === other.kind && one.recipient === other.recipient && one.language === other.language
  );
}
