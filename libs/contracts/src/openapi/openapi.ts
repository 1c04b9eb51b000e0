import { DOCUMENT_TYPES, PURPOSES_OF_USE } from '@assent/domain';
import { z } from 'zod';
import { LETTER_FORMATS } from '../correspondence/letters';
import { noticeKind } from '../correspondence/notices';
import { isHealth, needsBody } from '../http/operation';
import { PROBLEMS, type ProblemCode } from '../http/problem';
import { accessTo, namedBy, rolesFor, serviceRolesFor, type AccessRow } from './access-table';
import { componentSchemas } from './components';
import type { HeaderUse, Operation } from './operations';

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of some calls, from the schemas that validate them. */
export function openApiDocument(operations: readonly Operation[]): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Assent',
      version: '1',
      description:
        'Prior-authorization cases for specialty drugs. Times are ISO 8601 in UTC, calendar ' +
        'dates YYYY-MM-DD, both in the years 1900 to 2200. Errors are problem details (RFC 9457). ' +
        'Requests with unknown fields, or with a NUL character in a text, are refused. ' +
        "Calls that read members' data leave an entry in the access log; the header `Purpose-Of-Use` " +
        `may say why they are made: ${PURPOSES_OF_USE.join(', ')}.`,
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: pathsOf(operations),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      headers: HEADERS,
      schemas: componentSchemas(),
    },
  };
}

function pathsOf(operations: readonly Operation[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: operationObject(operation),
    };
  }
  return paths;
}

function operationObject(operation: Operation): Json {
  const row = accessTo(operation);
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(row.may === 'public' ? { security: [] } : { description: whoMay(row) }),
    parameters: [
      ...pathParameters(operation),
      ...queryParameters(operation),
      ...headers(operation),
    ],
    ...bodyOf(operation),
    responses: { [operation.status]: success(operation), ...refusals(operation) },
  };
}

function whoMay(row: AccessRow): string {
  return `Roles: ${rolesFor(row).join(', ')}. ${servicesOf(row)}${limitOf(row)}`;
}

function servicesOf(row: AccessRow): string {
  const roles = serviceRolesFor(row);
  return `Service accounts: ${roles.length === 0 ? 'no' : roles.join(', ')}.`;
}

function limitOf(row: AccessRow): string {
  if (row.about === 'lists') return " Leaves out what is outside the caller's lines of business.";
  if (row.about === 'request') return " Refused outside the caller's lines of business.";
  return isLimited(row)
    ? " Refused outside the caller's lines of business, unless they opened the case with a reason."
    : '';
}

/** Whether a call can be refused for the line of business of what it is about. */
function isLimited(row: AccessRow): boolean {
  const isOfCases = namedBy(row) !== null || row.about === 'several' || row.about === 'request';
  return isOfCases && row.where?.['another-line'] !== 'allowed';
}

function bodyOf({ body, form, upload }: Operation): Json {
  if (upload) return { requestBody: { required: true, content: FORM_WITH_FILE } };
  if (body && form) return { requestBody: { required: true, content: formOf(body) } };
  return body ? { requestBody: { required: needsBody({ body }), content: jsonOf(body) } } : {};
}

function formOf(component: string): Json {
  const schema = { $ref: `#/components/schemas/${component}` };
  return { 'application/x-www-form-urlencoded': { schema } };
}

const FORM_WITH_FILE: Json = {
  'multipart/form-data': {
    schema: {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
      additionalProperties: false,
    },
  },
};

const { $schema: _, ...UUID } = z.toJSONSchema(z.uuid());

const PATH_PARAMETERS: Readonly<Record<string, Json>> = {
  documentId: { description: "The document's id", schema: UUID },
  kind: { description: 'The kind of letter', schema: { enum: noticeKind.options } },
  opinionId: { description: "The second opinion's id", schema: UUID },
  letterId: { description: "The letter's id", schema: UUID },
  viewId: { description: 'The id of the view, chosen by the caller', schema: UUID },
  draftId: { description: 'The id of the draft, chosen by the caller', schema: UUID },
  guidelineId: { description: "The guideline's id", schema: { type: 'string' } },
  member: { description: "The system's own id of the member", schema: UUID },
  id: { description: "The case's id", schema: UUID },
  number: { description: "The authorization's number", schema: { type: 'string' } },
  secret: {
    description: 'The secret at the end of the feed address',
    schema: { type: 'string' },
  },
};

function pathParameters({ path }: Operation): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    ...PATH_PARAMETERS[name],
  }));
}

const parameterSchemas = z.object({
  properties: z.record(z.string(), z.looseObject({})).default({}),
  required: z.array(z.string()).default([]),
});

function queryParameters({ query }: Operation): Json[] {
  const { properties, required } = parameterSchemas.parse(z.toJSONSchema(query, { io: 'input' }));
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
}

const HEADER_PARAMETERS: Readonly<Record<HeaderUse['name'], Json>> = {
  'Idempotency-Key': {
    description: 'Identifies this command: sent again with the same body, it changes nothing',
    schema: {
      type: 'string',
      pattern: '^[\\x21-\\x7e](?:[\\x20-\\x7e]{0,253}[\\x21-\\x7e])?$',
    },
  },
  'If-Match': {
    description: 'The version of the case, from its ETag',
    schema: {
      type: 'string',
      pattern: '^(?:(?:W/)?"[1-9][0-9]*"|[1-9][0-9]*)$',
      examples: ['"3"'],
    },
  },
  'Last-Event-ID': {
    description: 'The id of the last event received: the stream continues after it',
    schema: { type: 'string', pattern: '^[0-9]{0,18}$', examples: ['4711'] },
  },
};

function headers(operation: Operation): Json[] {
  return (operation.headers ?? []).map(({ name, required }) => ({
    name,
    in: 'header',
    required,
    ...HEADER_PARAMETERS[name],
  }));
}

const HEADERS: Readonly<Record<string, Json>> = {
  'X-Request-Id': { description: 'Identifies this call in the log', schema: { type: 'string' } },
  Location: { description: 'The address of what was created', schema: { type: 'string' } },
  ETag: { description: 'The version of the case, for If-Match', schema: { type: 'string' } },
  'Idempotency-Replayed': {
    description: '`true` when this key had already opened the case',
    schema: { type: 'string', enum: ['true'] },
  },
  'Retry-After': {
    description: 'Seconds to wait before trying again',
    schema: { type: 'integer' },
  },
  'WWW-Authenticate': { description: 'How to sign in', schema: { type: 'string' } },
};

function headerRefs(names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function success(operation: Operation): Json {
  return {
    description: operation.summary,
    headers: headerRefs(['X-Request-Id', ...(operation.answerHeaders ?? [])]),
    content: contentOf(operation),
  };
}

function contentOf({ answer, answerAs }: Operation): Json {
  if (answerAs === 'file') return EVERY_DOCUMENT;
  if (answerAs === undefined) return jsonOf(answer);
  if (answerAs === 'letter') return EVERY_LETTER_FORMAT;
  if (answerAs === 'pdf') return { 'application/pdf': { schema: BINARY } };
  if (answerAs === 'report')
    return { ...jsonOf(answer), 'text/csv': { schema: { type: 'string' } } };
  const type = answerAs === 'events' ? 'text/event-stream' : 'text/calendar';
  return { [type]: { schema: { $ref: `#/components/schemas/${answer}` } } };
}

const BINARY: Json = { type: 'string', format: 'binary' };

/** A document has its own type, with the charset of a text. */
const EVERY_DOCUMENT: Json = Object.fromEntries(
  DOCUMENT_TYPES.map((type) => [type.replace(/;.*/, ''), { schema: BINARY }]),
);

const EVERY_LETTER_FORMAT: Json = Object.fromEntries(
  LETTER_FORMATS.map((format) => [
    format,
    {
      schema: { type: 'string', ...(format === 'application/pdf' && { format: 'binary' }) },
    },
  ]),
);

/** Every refusal the call can answer with, by status. */
function refusals(operation: Operation): Json {
  const codes = codesOf(operation);
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort((a, b) => a - b);
  const answers = Object.fromEntries(statuses.map((status) => [status, refusal(status, codes)]));
  return isHealth(operation) ? { ...answers, 503: notReady(operation) } : answers;
}

function codesOf(operation: Operation): ProblemCode[] {
  const { path, body, upload, headers: used, problems } = operation;
  const row = accessTo(operation);
  const codes: readonly ProblemCode[] = [
    ...problems,
    'defect',
    ...(isHealth(operation) ? [] : (['too-many-requests', 'overloaded'] as const)),
    ...(row.may === 'public' ? [] : EVERY_CALL),
    ...(row.onlyPeople ? (['only-people'] as const) : []),
    ...(isLimited(row) ? (['another-line'] as const) : []),
    ...(path.includes('{') ? (['not-found'] as const) : []),
    ...(body || upload ? EVERY_BODY : []),
    ...(used ? (['invalid-header'] as const) : []),
  ];
  return [...new Set(codes)];
}

/** What any call with a permission may be answered with: the address can have faults too. */
const EVERY_CALL = [
  'invalid',
  'unauthenticated',
  'role-not-allowed',
  'unavailable',
  'issuer-unavailable',
] as const;
const EVERY_BODY = [
  'malformed-request',
  'body-timed-out',
  'body-too-large',
  'unsupported-media-type',
] as const;

function refusal(status: number, codes: readonly ProblemCode[]): Json {
  const meant = codes.filter((code) => PROBLEMS[code].status === status);
  return {
    description: meant.map((code) => `${PROBLEMS[code].title} (${code})`).join('; '),
    headers: headerRefs([
      'X-Request-Id',
      ...(status === 401 ? ['WWW-Authenticate'] : []),
      ...(status === 429 || status === 503 ? ['Retry-After'] : []),
    ]),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function notReady({ answer }: Operation): Json {
  return {
    description: 'A dependency that the call checks cannot be reached, or the process is ending',
    headers: headerRefs(['X-Request-Id', 'Retry-After']),
    content: jsonOf(answer),
  };
}

function jsonOf(component: string): Json {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${component}` } } };
}
