/**
 * Reads PDFs as a reader program does, given on standard input as a JSON list of texts in base64, and
 * prints what it found in each as JSON.
 */
import { createHash } from 'node:crypto';
import { json } from 'node:stream/consumers';
import { getDocumentProxy } from 'unpdf';

const found = [];
for (const encoded of await json(process.stdin)) {
  found.push(await read(new Uint8Array(Buffer.from(encoded, 'base64'))));
}
process.stdout.write(JSON.stringify(found));

async function read(bytes) {
  const pdf = await getDocumentProxy(bytes);
  const { info, metadata } = await pdf.getMetadata();
  const { Marked: isTagged } = await pdf.getMarkInfo();
  const { DisplayDocTitle: showsTitle } = await pdf.getViewerPreferences();
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    pages.push({
      size: page.view,
      tree: outlined(await page.getStructTree()),
      ...textsOf(items),
      tops: topsOf(items, page.view[3]),
    });
  }
  const attachments = Object.values((await pdf.getAttachments()) ?? {}).map(attached);
  await pdf.destroy();
  return {
    isTagged,
    showsTitle,
    title: info.Title,
    language: info.Language,
    created: info.CreationDate,
    metadata: metadata.getRaw(),
    pages,
    ...(attachments.length > 0 && { attachments }),
  };
}

/** A file that is attached, with the digest of its content. */
function attached({ filename: name, description, content }) {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name, description, sha256 };
}

/** The words of the document, and those that are no part of it, such as page numbers. */
function textsOf(items) {
  const tags = [];
  let text = '';
  let artifacts = '';
  for (const item of items) {
    if (item.type?.startsWith('beginMarkedContent')) tags.push(item.tag);
    else if (item.type === 'endMarkedContent') tags.pop();
    else if (tags.includes('Artifact')) artifacts += item.str;
    else text += item.str + (item.hasEOL ? '\n' : '');
  }
  return { text, artifacts, isClosed: tags.length === 0 };
}

/** Where each text of the document is, in points from the top of its page. */
function topsOf(items, height) {
  return items
    .filter(({ str }) => str?.trim())
    .map(({ str, transform }) => ({ text: str, top: height - transform[5] }));
}

/** The roles of the structure, as nested lists; a role with a language of its own is followed by it. */
function outlined(node) {
  if (!node?.role) return [];
  const inner = (node.children ?? []).filter(({ role }) => role).map(outlined);
  const role = node.lang ? `${node.role} ${node.lang}` : node.role;
  return inner.length === 0 ? role : [role, inner];
}
