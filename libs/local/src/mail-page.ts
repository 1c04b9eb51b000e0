import { escapeUTF8 } from 'entities/escape';
import type { CaughtMessage } from './mailbox';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 1px solid; padding: 1rem 0; }
h2 { font-size: 1.1rem; margin: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .5rem 0; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }`;

/** The caught messages as one page without scripts or outside parts, newest first. */
export function mailPage(messages: readonly CaughtMessage[]): string {
  const count = messages.length === 1 ? '1 message' : `${messages.length} messages`;
  const articles = [...messages].reverse().map(article).join('\n');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Captured mail: ${count}</title><style>${style}</style></head>
<body>
<h1>Captured mail</h1>
<p>${count}. Messages are captured, not sent. Times are real time, not sandbox time. As JSON: <a href="/messages">/messages</a>.</p>
${articles}
</body>
</html>
`;
}

function article(message: CaughtMessage): string {
  const repeated = message.deliveries > 1 ? `, delivered ${message.deliveries} times` : '';
  return `<article>
<h2>${escapeUTF8(message.subject)}</h2>
<dl>
<dt>To</dt><dd>${escapeUTF8(message.to.join(', '))}</dd>
<dt>From</dt><dd>${escapeUTF8(message.from)}</dd>
<dt>Received</dt><dd><time>${escapeUTF8(message.receivedAt)}</time>${repeated}</dd>
</dl>
<pre>${escapeUTF8(message.text)}</pre>
</article>`;
}
