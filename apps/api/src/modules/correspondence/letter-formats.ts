import type { LetterForm, SentLetter } from '@assent/application';
import { LETTER_FORMATS, type LetterFormat } from '@assent/contracts';
import { letterHtml, letterPdf, styleHashOf } from '@assent/letters';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptedType } from '../../http/accepted-type';
import { fromRequest } from '../../http/from-request';
import { answeringUnder, NOTHING } from '../../http/security-headers';

interface Format {
  readonly contentType: string;
  readonly extension: string;
  /** The form that is kept of a letter that went out; null for its text, which its row has. */
  readonly form: LetterForm | null;
  /** The letter as it is drawn now. */
  readonly bytesOf: (letter: SentLetter) => Buffer | Promise<Buffer>;
}

const FORMATS: Readonly<Record<LetterFormat, Format>> = {
  'text/plain': {
    contentType: 'text/plain; charset=utf-8',
    extension: 'txt',
    form: null,
    bytesOf: ({ text }) => Buffer.from(text),
  },
  'text/html': {
    contentType: 'text/html; charset=utf-8',
    extension: 'html',
    form: 'text/html',
    bytesOf: (letter) => Buffer.from(letterHtml(letter)),
  },
  'application/pdf': {
    contentType: 'application/pdf',
    extension: 'pdf',
    form: 'application/pdf',
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
export function answerAsLetter(reply: FastifyReply, bytes: Buffer, { form }: Format): void {
  const page = form === 'text/html' ? bytes.toString() : '';
  answeringUnder({ ...NOTHING, styleSrc: [styleHashOf(page)], sandbox: [] })(reply);
}

export type { Format as AnsweredFormat };
