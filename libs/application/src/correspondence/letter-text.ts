import type { LetterBlock, LetterContent } from '../ports/letter-content';

/** The version of all wordings before versions were recorded. */
const UNRECORDED_VERSION = 1;

const BETWEEN_BLOCKS = '\n\n';

/** The letter as plain text. Its subject is not repeated: a message has it in its header. */
export function letterText({ blocks }: Pick<LetterContent, 'blocks'>): string {
  return blocks
    .filter(({ type }) => type !== 'subject')
    .map((block) => lines(...linesOf(block)))
    .join(BETWEEN_BLOCKS);
}

/** The words of a letter without the line that dates it. */
export function undated<Letter extends { readonly content: LetterContent }>(
  letter: Letter,
): Letter & { readonly text: string } {
  const blocks = letter.content.blocks.filter(({ type }) => type !== 'date');
  return { ...letter, text: letterText({ blocks }) };
}

/** The content of a letter of which only the text is known. */
export function contentOfText(subject: string, text: string): LetterContent {
  const paragraphs = text.split(BETWEEN_BLOCKS);
  return {
    recipient: 'prescriber',
    language: 'en',
    version: UNRECORDED_VERSION,
    blocks: [
      { type: 'subject', text: subject },
      ...paragraphs.map((words) => ({ type: 'paragraph', text: words }) as const),
    ],
  };
}

function linesOf(block: LetterBlock): readonly string[] {
  switch (block.type) {
    case 'letterhead':
      return [block.name, ...block.lines];
    case 'addressee':
      return block.lines;
    case 'reference':
      return block.entries.map(({ label, value }) => `${label}: ${value}`);
    case 'list':
      return [block.introduction, ...block.items.map((item) => `- ${item}`)];
    case 'date':
    case 'subject':
    case 'paragraph':
    case 'signature':
      return [block.text];
  }
}

function lines(...texts: readonly string[]): string {
  return texts.join('\n');
}
