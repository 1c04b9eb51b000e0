import { z } from 'zod';
import { componentSchemas } from '../openapi/components';
import {
  devOperations,
  operations,
  sandboxOperations,
  type Operation,
} from '../openapi/operations';
import { READ_KINDS, type Reads } from './reads';

const everything: readonly Operation[] = [operations, devOperations, sandboxOperations].flatMap(
  (calls) => Object.values<Operation>(calls),
);
const reading = everything.flatMap((operation) =>
  operation.reads ? [{ operation, reads: operation.reads }] : [],
);

type Schema = Readonly<Record<string, unknown>>;
const schema = z.record(z.string(), z.unknown());
const components = componentSchemas();

/** What a schema may be: each of its alternatives, without references. */
function alternativesOf(given: unknown): readonly Schema[] {
  const parsed = schema.safeParse(given);
  if (!parsed.success) return [];
  const { $ref: reference, anyOf, oneOf, allOf } = parsed.data;
  const name = typeof reference === 'string' ? reference.split('/').at(-1) : undefined;
  const others = [anyOf, oneOf, allOf].flatMap((each): readonly unknown[] =>
    Array.isArray(each) ? each : [],
  );
  return [
    parsed.data,
    ...(name === undefined ? [] : alternativesOf(components[name])),
    ...others.flatMap(alternativesOf),
  ];
}

/** The schemas at a path into what a schema describes. */
function schemasAt(given: unknown, path: string): readonly Schema[] {
  return path
    .split('.')
    .reduce<readonly Schema[]>(
      (found, name) =>
        found.flatMap((each) =>
          alternativesOf(
            name === '*' ? each['items'] : schema.safeParse(each['properties']).data?.[name],
          ),
        ),
      alternativesOf(given),
    );
}

/** Every name of a property in what a schema describes. */
function namesIn(given: unknown, seen: ReadonlySet<string> = new Set()): readonly string[] {
  if (Array.isArray(given)) return given.flatMap((each) => namesIn(each, seen));
  const parsed = schema.safeParse(given);
  if (!parsed.success) return [];
  const { $ref: reference, properties, ...others } = parsed.data;
  const name = typeof reference === 'string' ? (reference.split('/').at(-1) ?? '') : '';
  const referred = seen.has(name) ? [] : namesIn(components[name], new Set([...seen, name]));
  const own = schema.safeParse(properties).data ?? {};
  return [
    ...Object.keys(own),
    ...Object.values({ ...own, ...others }).flatMap((each) => namesIn(each, seen)),
    ...referred,
  ];
}

const placesOf = (reads: Reads) => [
  ...READ_KINDS.flatMap((kind) => [reads[kind] ?? []].flat()),
  ...(reads.rows === undefined ? [] : [reads.rows]),
];

const PLACES = reading.flatMap(({ operation, reads }) =>
  placesOf(reads).map((place) => [operation.id, place, operation] as const),
);

test.each(PLACES)('%s has ids at %s', (_, place, { answer, path, query }) => {
  if (place.startsWith('{')) expect(path).toContain(place);
  else if (place.startsWith('?')) {
    expect(schemasAt(z.toJSONSchema(query, { io: 'input' }), place.slice(1))).not.toEqual([]);
  } else expect(schemasAt(components[answer], place)).not.toEqual([]);
});

const IDS = reading.flatMap(({ operation, reads }) =>
  READ_KINDS.flatMap((kind) => [reads[kind] ?? []].flat())
    .filter((place) => !/^[{?]/.test(place))
    .map((place) => [operation.id, place, operation] as const),
);

test.each(IDS)('%s answers with ids of ours at %s', (_, place, { answer }) => {
  const formats = schemasAt(components[answer], place).map(({ format }) => format);
  expect(formats).toContain('uuid');
});

/** Names under which answers hold what is a member's. */
const OF_MEMBERS = [
  'memberId',
  'memberName',
  'birthDate',
  'givenName',
  'facts',
  'caseId',
  'request',
];

/** An invented case is no member's, and the facts of a guideline are questions. */
const WITHOUT_MEMBERS = ['previewLetterTemplate', 'describeGuideline'];

test('every call whose answer holds what is a member’s says what it reads', () => {
  // Files are not described by names.
  const holding = everything.filter(
    ({ id, answer, answerAs }) =>
      !WITHOUT_MEMBERS.includes(id) &&
      (answerAs !== undefined ||
        namesIn(components[answer]).some((name) => OF_MEMBERS.includes(name))),
  );
  expect(holding.length).toBeGreaterThan(50);
  expect(holding.filter(({ reads }) => reads === null).map(({ id }) => id)).toEqual([]);
});

test('these calls read nothing of a member', () => {
  const others = everything.filter(({ reads }) => reads === null).map(({ id }) => id);
  expect(others.sort()).toEqual([
    'batchCases',
    'changeLetterTemplates',
    'checkAudit',
    'checkHealth',
    'checkReadiness',
    'countQueues',
    'describe',
    'describeGuideline',
    'endSessions',
    'issueToken',
    'listLetterTemplates',
    'listViews',
    'makeCalendarFeed',
    'moveClock',
    'previewLetterTemplate',
    'readClock',
    'removeCalendarFeed',
    'removeDraft',
    'removeView',
    'saveView',
    'showAudit',
    'showOverview',
    'showSession',
    'showSignIn',
    'signOut',
    'suggestAgents',
    'suggestPeople',
    'suggestPrescribers',
    'takeLogout',
    'viewCalendarFeed',
  ]);
});
