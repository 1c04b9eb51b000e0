import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const page = z.object({
  text: z.string(),
  /** The roles of its structure, nested. */
  tree: z.unknown(),
});

const found = z.object({
  isTagged: z.boolean(),
  title: z.string(),
  language: z.string(),
  pages: z.array(page),
  /** None if absent. */
  attachments: z
    .array(z.object({ name: z.string(), description: z.string(), sha256: z.string() }))
    .optional(),
});

/** A PDF as a reader program finds it. */
export type ReadPdf = z.infer<typeof found>;

/** The reader is an ES module that Jest can't load. */
const READER = join(__dirname, '../../../libs/letters/reader/read-pdf.mjs');

export function readPdf(bytes: Buffer): ReadPdf {
  const [only] = z.tuple([found]).parse(readPdfs([bytes]));
  return only;
}

/** Reads several at once. */
export function readPdfs(files: readonly Buffer[]): readonly ReadPdf[] {
  const printed = execFileSync(process.execPath, [READER], {
    input: JSON.stringify(files.map((bytes) => bytes.toString('base64'))),
    maxBuffer: 2 ** 26,
  });
  return z.array(found).parse(JSON.parse(printed.toString()));
}

/** Words on one line, as they can be compared between formats. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
