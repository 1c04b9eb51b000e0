import { accessTo, openApiDocument, operations, rolesFor, type Operation } from '@assent/contracts';
import { z } from 'zod';
import { bodyWith, taking } from '../api/text-inputs';
import type { Canaries } from './canaries';

/** A call with canaries in it. */
export interface PlantedCall {
  readonly method: string;
  readonly path: string;
  readonly role: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The caller made up a name for a field or parameter, which a problem may name to them. */
  readonly hasOwnName?: true;
}

const document = z
  .looseObject({
    paths: z.record(
      z.string(),
      z.record(
        z.string(),
        z.looseObject({
          parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
        }),
      ),
    ),
  })
  .parse(openApiDocument(Object.values(operations)));

/**
 * Calls of the whole contract with a canary wherever a caller can put text: in each text of a body,
 * in bodies of another form, in paths, queries and headers.
 * @param idOf what stands in an address for a variable part of it
 */
export function everyInput(words: Canaries, idOf: (part: string) => string): PlantedCall[] {
  return Object.values<Operation>(operations).flatMap((operation) => {
    const { id, method, path } = operation;
    const here = path.replace(/\{(\w+)\}/g, (_, part: string) => idOf(part));
    const roles = rolesFor(accessTo(operation));
    const role =
      roles.find((each) => each === 'medical-director') ?? roles[0] ?? 'medical-director';
    const call = { method, path: here, role };
    return [
      ...bodies(words, operation).map((body) => ({ ...call, ...body })),
      ...paths(words, id, path, idOf).map((each) => ({ ...call, path: each })),
      ...queries(words, operation).map((query) => ({ ...call, ...query, path: here + query.path })),
      { ...call, headers: headers(words, id) },
    ];
  });
}

function bodies(
  words: Canaries,
  { id, body }: Operation,
): readonly Pick<PlantedCall, 'body' | 'hasOwnName'>[] {
  if (body === undefined) return [];
  const places = taking.find((each) => each.id === id)?.paths ?? [];
  const word = (what: string) => words.plant(`${id}: ${what}`);
  return [
    ...places.map((place) => ({
      body: JSON.stringify(bodyWith(place, word(`\`${place.join('.')}\``))),
    })),
    { body: JSON.stringify(word('a text as the body')) },
    { body: JSON.stringify([word('a list as the body')]) },
    { body: `{"reason": "${word('a body that is cut off')}` },
    { body: `{"facts": ${word('a body that is no JSON')}}` },
    {
      body: JSON.stringify({ [word('a name')]: word('a value of an unknown name') }),
      hasOwnName: true,
    },
  ];
}

function paths(
  words: Canaries,
  id: string,
  path: string,
  idOf: (part: string) => string,
): readonly string[] {
  const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, part = '']) => part);
  return parts.map((planted) =>
    path.replace(/\{(\w+)\}/g, (_, part: string) =>
      part === planted ? words.plant(`${id}: \`${part}\` of the address`) : idOf(part),
    ),
  );
}

function queries(
  words: Canaries,
  { id, method, path }: Operation,
): readonly Pick<PlantedCall, 'path' | 'hasOwnName'>[] {
  const { parameters } = document.paths[path]?.[method.toLowerCase()] ?? { parameters: [] };
  const known = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
  const unknown = words.plant(`${id}: a name in the query`);
  const value = words.plant(`${id}: a value of an unknown parameter`);
  return [
    ...known.map((name) => ({
      path: `?${name}=${words.plant(`${id}: \`${name}\` in the query`)}`,
    })),
    { path: `?${unknown}=${value}`, hasOwnName: true },
  ];
}

function headers(words: Canaries, id: string): Record<string, string> {
  const word = (name: string) => words.plant(`${id}: the header ${name}`);
  return {
    'idempotency-key': word('idempotency-key'),
    'user-agent': word('user-agent'),
    referer: `https://example.org/${word('referer')}`,
    cookie: `session=${word('cookie')}`,
    'x-request-id': word('x-request-id'),
    traceparent: word('traceparent'),
    'if-match': `"${word('if-match')}"`,
    'last-event-id': word('last-event-id'),
    [`x-${word('of a made-up name')}`]: 'x',
  };
}
