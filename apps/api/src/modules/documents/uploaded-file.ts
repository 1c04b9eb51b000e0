import type { MultipartFile } from '@fastify/multipart';
import type { Fault } from '@assent/domain';
import type { FastifyRequest } from 'fastify';
import { fromRequest } from '../../http/from-request';
import { HttpProblem } from '../../http/http-problem';

/** The one file of a form, as it arrives. */
export interface UploadedFile {
  readonly name: string | undefined;
  /** Ends with an HttpProblem when the form has more than the file, or ends too early. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** How much of a refused body is still read, so that its sender sees the answer, in bytes. */
const MAX_DISCARDED = 100 * 1024 * 1024;

/** Hands a form's one file to its reader. */
export type TakeFile = <Value>(use: (file: UploadedFile) => Promise<Value>) => Promise<Value>;

/** The form sent, as a `TakeFile`; it is unread until that is called. */
export const Upload = fromRequest(fileTaker);

/**
 * Hands the file on, then reads the rest of the body in any case: a sender that is still sending
 * would not see the answer.
 * @throws HttpProblem when the form does not begin with one file in the field `file`
 */
function fileTaker(request: FastifyRequest): TakeFile {
  return async (use) => {
    try {
      const parts = request.parts();
      const first = await nextOf(parts);
      if (!first) throw refusedAt('file', 'required', 'is required: a file in the field `file`');
      if (first.type === 'field' || first.fieldname !== 'file') throw unwanted(first);
      return await use({ name: first.filename, content: contentOf(first, parts) });
    } finally {
      discardRest(request);
    }
  };
}

type Parts = ReturnType<FastifyRequest['parts']>;
type Part = MultipartFile | { readonly type: 'field'; readonly fieldname: string };

async function* contentOf(file: MultipartFile, parts: Parts): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of file.file) yield toBytes(piece);
  } catch {
    throw brokenForm();
  }
  const another = await nextOf(parts);
  if (another) throw unwanted(another);
}

/** Node streams do not declare their type of chunk. */
function toBytes(piece: unknown): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  throw new Error('the form has no content');
}

async function nextOf(parts: Parts): Promise<Part | null> {
  try {
    const next: IteratorResult<Part, unknown> = await parts.next();
    return next.done ? null : next.value;
  } catch {
    throw brokenForm();
  }
}

function unwanted({ type, fieldname }: Part): HttpProblem {
  return type === 'file' && fieldname === 'file'
    ? refusedAt('file', 'too-many', 'must be one file; send other files separately')
    : refusedAt(
        fieldname,
        'unknown-member',
        'is an unknown field; send the file in the field `file`',
      );
}

function refusedAt(path: Fault['path'], code: string, message: string): HttpProblem {
  return new HttpProblem('document-refused', `\`${path}\` ${message}`, {
    errors: [{ path, code, message }],
  });
}

function brokenForm(): HttpProblem {
  return new HttpProblem('malformed-request', 'the form is not well formed, or ends too early');
}

function discardRest({ raw }: FastifyRequest): void {
  let discarded = 0;
  raw.unpipe();
  raw.on('data', (piece: Buffer) => {
    discarded += piece.length;
    if (discarded > MAX_DISCARDED) raw.destroy();
  });
  raw.resume();
}
