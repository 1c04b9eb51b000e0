import { dotted } from '@assent/criteria';
import type { Fault } from '@assent/domain';
import type { FastifyInstance } from 'fastify';
import { HttpProblem, invalid } from './http-problem';

/** Escapes that may stand for a character which no text of the record can hold. */
const SUSPECT = /\\u(0000|d[89a-f])/i;

/** No body of the contract nests deeper than half of this. */
const DEEPEST = 16;

/** Bodies are JSON, and nothing else is read. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (_request, text, done) => {
      try {
        done(null, parseJson(text));
      } catch (error) {
        done(error instanceof Error ? error : null);
      }
    },
  );
}

/** @throws HttpProblem when the text is no JSON, nests too deep or holds what cannot be kept */
export function parseJson(text: string): unknown {
  const value = parse(text);
  const faults = unkeepableParts(value, SUSPECT.test(text));
  if (faults.length > 0) throw invalid(faults);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpProblem('malformed-request', 'the body is not well-formed JSON');
  }
}

/**
 * A fault for each part that nests too deep and, where `suspect`, for each text or member name with
 * a NUL character or half a surrogate pair. It does not recurse: the nesting is the sender's.
 */
function unkeepableParts(body: unknown, suspect: boolean): Fault[] {
  const faults: Fault[] = [];
  const open: { readonly path: readonly PropertyKey[]; readonly value: unknown }[] = [
    { path: [], value: body },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, value } = next;
    if (suspect && typeof value === 'string' && !isKeepable(value)) faults.push(unkeepable(path));
    if (typeof value !== 'object' || value === null) continue;
    if (path.length === DEEPEST) {
      faults.push({ path: dotted(path), code: 'too-deep', message: 'nests too deep' });
      continue;
    }
    for (const [name, member] of Object.entries(value)) {
      if (suspect && !isKeepable(name)) faults.push(unkeepable(path));
      else if (suspect || typeof member === 'object') {
        open.push({ path: [...path, name], value: member });
      }
    }
  }
  return faults;
}

function isKeepable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

function unkeepable(path: readonly PropertyKey[]): Fault {
  return {
    path: dotted(path),
    code: 'unusable-character',
    message: 'holds a NUL character or half a character; leave it out',
  };
}
