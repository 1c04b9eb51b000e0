import type { LetterBlock } from '@assent/application';
import { escapeAttribute, escapeText } from 'entities/escape';
import { createHash } from 'node:crypto';
import type { ShownLetter } from './shown-letter';

const STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1b1b1b; font: 11pt/1.45 "Open Sans", "Segoe UI", Arial, sans-serif; }
main { max-width: 6.5in; margin: 0 auto; padding: 1in 0.5in; }
header { border-bottom: 1px solid #1b1b1b; margin-bottom: 2em; padding-bottom: 0.75em; }
header p { margin: 0; }
header p:first-child { font-size: 15pt; font-weight: 700; }
h1 { font-size: 13pt; margin: 1.5em 0 1em; break-after: avoid; }
p, ul { margin: 0 0 1em; }
p, li, h1 { white-space: pre-wrap; overflow-wrap: anywhere; }
.introduction { margin-bottom: 0.25em; break-after: avoid; }
ul { padding-left: 1.25em; }
.signature { margin-top: 2em; }
@page { size: letter; margin: 1in; }
@media print { main { max-width: none; padding: 0; } }
`;

/**
 * The only style of a letter, as a Content Security Policy names it: a letter that was kept may have
 * another than one that is drawn now.
 */
export function styleHashOf(page: string): string {
  const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}

/** The letter as a page that loads and runs nothing. */
export function letterHtml({
  subject,
  content: { language, blocks },
}: Pick<ShownLetter, 'content' | 'subject'>): string {
  return `<!doctype html>
<html lang="${escapeAttribute(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(subject)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${blocks.map(htmlOf).join('\n')}
</main>
</body>
</html>
`;
}

function htmlOf(block: LetterBlock): string {
  switch (block.type) {
    case 'letterhead':
      return `<header>\n<p>${html(block.name)}</p>\n<p>${lines(block.lines)}</p>\n</header>`;
    case 'addressee':
      return `<p>${lines(block.lines)}</p>`;
    case 'reference':
      return `<p>${block.entries
        .map(({ label, value }) => `<strong>${html(label)}:</strong> ${html(value)}`)
        .join('<br>')}</p>`;
    case 'list':
      return [
        `<p class="introduction">${html(block.introduction)}</p>`,
        '<ul>',
        ...block.items.map((item) => `<li>${html(item)}</li>`),
        '</ul>',
      ].join('\n');
    case 'subject':
      return `<h1>${html(block.text)}</h1>`;
    case 'signature':
      return `<p class="signature">${html(block.text)}</p>`;
    case 'date':
    case 'paragraph':
      return `<p>${html(block.text)}</p>`;
  }
}

function lines(texts: readonly string[]): string {
  return texts.map(html).join('<br>');
}

/** Line breaks also show where a mail program drops the style. */
function html(text: string): string {
  return escapeText(text).replaceAll('\n', '<br>');
}
