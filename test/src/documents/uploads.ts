import { request } from 'node:http';
import { document, type DocumentJson } from '@assent/contracts';
import { MET } from '../support/facts';
import type { Answer, ApiServer } from '../api/api-server';
import { bodyOf, send } from '../api/bodies';

/** What a form contains besides the file's content. */
export interface Form {
  readonly name?: string;
  /** The media type that the sender states. */
  readonly type?: string;
  readonly field?: string;
  readonly role?: string;
}

export const PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<< >>\nendobj\nxref\n0 1\ntrailer\n<< >>\nstartxref\n31\n%%EOF\n',
);

/** A case that is open, and its id. */
export async function caseOf(api: ApiServer, facts: object = MET): Promise<string> {
  return (await send(api, bodyOf(facts))).shown.id;
}

/** Sends a file as browsers send it. */
export async function upload(
  api: ApiServer,
  caseId: string,
  content: Uint8Array,
  { name = 'letter.pdf', type = '', field = 'file', role }: Form = {},
): Promise<Answer> {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(content)], { type }), name);
  return sendForm(api, caseId, form, role);
}

export async function sendForm(
  api: ApiServer,
  caseId: string,
  form: FormData,
  role = 'intake',
): Promise<Answer> {
  const encoded = new Response(form);
  return api.call('POST', `/v1/cases/${caseId}/documents`, {
    role,
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    body: new Uint8Array(await encoded.arrayBuffer()),
  });
}

/** The document that an upload was answered with. */
export function kept({ status, body }: Answer): DocumentJson {
  expect(status).toBe(201);
  return document.parse(body);
}

/** An upload that waits in its middle for what the test does next. */
export interface HalfUpload {
  /** Breaks the connection. */
  breakOff(): Promise<void>;
  /** Sends the rest, and gives the status of the answer. */
  finish(): Promise<number>;
}

const BOUNDARY = 'half-of-a-form';
const HALF = Buffer.alloc(200_000, 'a');

/** @param hasBegun resolves once the server has begun to keep the content */
export async function uploadHalf(
  api: ApiServer,
  caseId: string,
  hasBegun: () => Promise<boolean>,
): Promise<HalfUpload> {
  const call = request(`${api.url}/v1/cases/${caseId}/documents`, {
    method: 'POST',
    headers: {
      authorization: await api.authorization('intake'),
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
  });
  const answer = new Promise<number>((resolve, reject) => {
    call.on('response', ({ statusCode = 0 }) => resolve(statusCode));
    call.on('error', reject);
  });
  call.write(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="note.txt"\r\n` +
      'Content-Type: text/plain\r\n\r\n',
  );
  call.write(HALF);
  while (!(await hasBegun())) await new Promise((resolve) => setImmediate(resolve));
  return {
    breakOff: async () => {
      call.destroy();
      await answer.catch(() => 0);
    },
    finish: () => {
      call.end(`the end\r\n--${BOUNDARY}--\r\n`);
      return answer;
    },
  };
}
