import type { SentLetter } from '@assent/application';
import { LETTER_FORMATS, type LetterFormat } from '@assent/contracts';
import { LETTER_STYLE_HASH, letterHtml, letterPdf } from '@assent/letters';
import type { FastifyRequest } from 'fastify';
import { acceptedType } from '../../http/accepted-type';
import { fromRequest } from '../../http/from-request';
import { answeringUnder, NOTHING } from '../../http/security-headers';

interface Format {
  readonly contentType: string;
  readonly extension: string;
  /** The same bytes for the same letter, every time. */
  readonly bytesOf: (letter: SentLetter) => Buffer | Promise<Buffer>;
}

const FORMATS: Readonly<Record<LetterFormat, Format>> = {
  'text/plain': {
    contentType: 'text/plain; charset=utf-8',
    extension: 'txt',
    bytesOf: ({ text }) => Buffer.from(text),
  },
  'text/html': {
    contentType: 'text/html; charset=utf-8',
    extension: 'html',
    bytesOf: (letter) => Buffer.from(letterHtml(letter)),
  },
  'application/pdf': {
    contentType: 'application/pdf',
    extension: 'pdf',
    bytesOf: letterPdf,
  },
};

const OFFERED = LETTER_FORMATS.map((format) => FORMATS[format]);

/** The format that a call accepts best; @throws HttpProblem when it accepts none */
export const AcceptedFormat = fromRequest((request: FastifyRequest): Format => {
  const types = OFFERED.map(({ contentType }) => contentType);
  const type = acceptedType(request, types, 'a letter');
  return OFFERED[types.indexOf(type)] ?? FORMATS['text/plain'];
});

/** A name for a download, without anything about the member: everyone sees the names of files. */
export function fileName({ caseNumber, kind }: SentLetter, { extension }: Format): string {
  return `${caseNumber}-${kind}.${extension}`;
}

/** A letter runs nothing on our origin, and only its own style applies. */
export const answerAsLetter = answeringUnder({
  ...NOTHING,
  styleSrc: [LETTER_STYLE_HASH],
  sandbox: [],
});

export type { Format as AnsweredFormat };
