import { openApiDocument, operations, type Operation } from '@assent/contracts';
import { z } from 'zod';

const part = z.looseObject({
  $ref: z.string().optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
});
const { components } = z
  .object({ components: z.object({ schemas: z.record(z.string(), part) }) })
  .parse(openApiDocument(Object.values(operations)));

/** Where something is in a body. */
export type Path = readonly (string | number)[];

/** Where a body of such a schema has texts that are no words of a list. */
function textsIn(schema: unknown, path: Path = []): readonly Path[] {
  const { $ref, anyOf = [], properties = {}, items, type, enum: words } = part.parse(schema);
  const named = $ref === undefined ? [] : [components.schemas[$ref.split('/').at(-1) ?? '']];
  return [
    ...([type].flat().includes('string') && words === undefined ? [path] : []),
    ...[...named, ...anyOf].flatMap((each) => textsIn(each, path)),
    ...Object.entries(properties).flatMap(([name, each]) => textsIn(each, [...path, name])),
    ...(items === undefined ? [] : textsIn(items, [...path, 0])),
  ];
}

/** A body that has nothing but one text. */
export function bodyWith(path: Path, text: string): unknown {
  return path.reduceRight<unknown>(
    (inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }),
    text,
  );
}

/** Each call that accepts texts, with the places of its texts. */
export const taking = Object.values<Operation>(operations).flatMap((operation) => {
  const { id, body } = operation;
  const paths = body === undefined ? [] : textsIn(components.schemas[body]);
  return paths.length === 0 ? [] : [{ id, operation, paths: distinct(paths) }];
});

/** A text may be described in two ways, as a date or as an instant. */
function distinct(paths: readonly Path[]): readonly Path[] {
  return [...new Map(paths.map((path) => [path.join('.'), path])).values()];
}
