import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { accessTo } from './access-table';
import { openApiDocument } from './openapi';
import { devOperations, operations, sandboxOperations, type Operation } from './operations';

const everything: Operation[] = [operations, devOperations, sandboxOperations].flatMap((calls) =>
  Object.values<Operation>(calls),
);
const members = z.record(z.string(), z.unknown());

/** Every schema of a list in a part of the document, and in what it refers to. */
function listsIn(part: unknown, document: unknown): Record<string, unknown>[] {
  if (Array.isArray(part)) return part.flatMap((each) => listsIn(each, document));
  const { success, data } = members.safeParse(part);
  if (!success) return [];
  const { $ref: reference } = data;
  const referred =
    typeof reference === 'string'
      ? reference
          .split('/')
          .slice(1)
          .reduce<unknown>((value, name) => members.parse(value)[name], document)
      : [];
  const isList = [data['type']].flat().includes('array');
  return [...(isList ? [data] : []), ...listsIn([...Object.values(data), referred], document)];
}

const documented = JSON.stringify(openApiDocument(everything));

test('matches the committed file', () => {
  const committed = join(__dirname, '../../../../docs/generated/openapi.json');
  const generated = `${JSON.stringify(openApiDocument(Object.values(operations)), null, 2)}\n`;
  // Update it with: npm run generate
  expect(readFileSync(committed, 'utf8')).toBe(generated);
});

test('describes every call of the contract', () => {
  const { paths } = openApiDocument(Object.values(operations));
  expect(Object.keys(members.parse(paths)).sort()).toEqual([
    '/healthz',
    '/openapi.json',
    '/readyz',
    '/v1/access',
    '/v1/access-log',
    '/v1/activity',
    '/v1/appeals',
    '/v1/appeals/{id}',
    '/v1/appeals/{id}/continued-benefits',
    '/v1/appeals/{id}/decision',
    '/v1/appeals/{id}/expedite',
    '/v1/appeals/{id}/external-outcome',
    '/v1/appeals/{id}/file',
    '/v1/appeals/{id}/findings',
    '/v1/appeals/{id}/forward',
    '/v1/appeals/{id}/good-cause',
    '/v1/appeals/{id}/proof-of-authority',
    '/v1/appeals/{id}/vacate-dismissal',
    '/v1/appeals/{id}/withdraw',
    '/v1/audit',
    '/v1/audit/check',
    '/v1/authorizations',
    '/v1/authorizations/{number}',
    '/v1/authorizations/{number}/end',
    '/v1/back-channel-logout',
    '/v1/calendar-feed',
    '/v1/calendars/{secret}',
    '/v1/cases',
    '/v1/cases/batch',
    '/v1/cases/duplicates',
    '/v1/cases/next',
    '/v1/cases/search',
    '/v1/cases/{id}',
    '/v1/cases/{id}/access',
    '/v1/cases/{id}/appeals',
    '/v1/cases/{id}/assign',
    '/v1/cases/{id}/changes-needed',
    '/v1/cases/{id}/claim',
    '/v1/cases/{id}/clocks',
    '/v1/cases/{id}/clocks/rule',
    '/v1/cases/{id}/decision',
    '/v1/cases/{id}/decision/preview',
    '/v1/cases/{id}/documents',
    '/v1/cases/{id}/documents/{documentId}',
    '/v1/cases/{id}/expedite',
    '/v1/cases/{id}/extension',
    '/v1/cases/{id}/findings',
    '/v1/cases/{id}/hand-back',
    '/v1/cases/{id}/hand-up',
    '/v1/cases/{id}/information',
    '/v1/cases/{id}/letters',
    '/v1/cases/{id}/member-contact',
    '/v1/cases/{id}/notices',
    '/v1/cases/{id}/opinions',
    '/v1/cases/{id}/opinions/{opinionId}/answer',
    '/v1/cases/{id}/oral-notice',
    '/v1/cases/{id}/peer-to-peer',
    '/v1/cases/{id}/prescriber',
    '/v1/cases/{id}/receipt-evidence',
    '/v1/cases/{id}/release',
    '/v1/cases/{id}/repair',
    '/v1/cases/{id}/snooze',
    '/v1/cases/{id}/timeline',
    '/v1/cases/{id}/unsnooze',
    '/v1/cases/{id}/withdraw',
    '/v1/determinations',
    '/v1/drafts',
    '/v1/drafts/{draftId}',
    '/v1/events',
    '/v1/guidelines/{guidelineId}',
    '/v1/letter-templates',
    '/v1/letter-templates/{kind}/preview',
    '/v1/letters',
    '/v1/letters/pdf',
    '/v1/letters/{letterId}',
    '/v1/letters/{letterId}/delivery',
    '/v1/letters/{letterId}/mailed',
    '/v1/members/search',
    '/v1/members/{member}',
    '/v1/overview',
    '/v1/peer-to-peer/{id}/appointment',
    '/v1/peer-to-peer/{id}/outcome',
    '/v1/queues',
    '/v1/reminders',
    '/v1/renewals',
    '/v1/reports/determinations',
    '/v1/session',
    '/v1/session/end',
    '/v1/sessions/end',
    '/v1/sign-in',
    '/v1/stuck',
    '/v1/stuck/check',
    '/v1/suggestions/agents',
    '/v1/suggestions/people',
    '/v1/suggestions/prescribers',
    '/v1/views',
    '/v1/views/{viewId}',
  ]);
});

test('refers only to components that exist', () => {
  const document = openApiDocument(everything);
  const references = [...documented.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
  const missing = references.filter(
    (path) =>
      path.split('/').reduce<unknown>((value, part) => members.parse(value)[part], document) ===
      undefined,
  );
  expect(references.length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

test('describes the values of every parameter', () => {
  const parameter = z.looseObject({ name: z.string(), schema: z.looseObject({}) });
  const { paths } = openApiDocument(everything);
  const parameters = Object.values(members.parse(paths))
    .flatMap((calls) => Object.values(members.parse(calls)))
    .flatMap((call) => z.object({ parameters: z.array(parameter) }).parse(call).parameters);
  expect(parameters.length).toBeGreaterThan(50);
});

test('limits every list that a call accepts', () => {
  const document = openApiDocument(everything);
  const lists = Object.entries(members.parse(document['paths'])).flatMap(([path, calls]) =>
    Object.values(members.parse(calls)).flatMap((call) => {
      const { parameters, requestBody } = members.parse(call);
      return listsIn([parameters, requestBody], document).map(({ maxItems }) => ({
        path,
        maxItems,
      }));
    }),
  );
  expect(lists.filter(({ maxItems }) => typeof maxItems !== 'number')).toEqual([]);
  const paths = new Set(lists.map(({ path }) => path));
  expect([...paths].sort()).toEqual([
    '/dev/token',
    '/v1/appeals',
    '/v1/appeals/{id}/findings',
    '/v1/cases',
    '/v1/cases/batch',
    '/v1/cases/search',
    '/v1/cases/{id}/decision',
    '/v1/cases/{id}/decision/preview',
    '/v1/cases/{id}/findings',
    '/v1/cases/{id}/information',
    '/v1/cases/{id}/peer-to-peer',
    '/v1/determinations',
    '/v1/letter-templates',
    '/v1/views/{viewId}',
  ]);
});

test('requires each parameter of an address that the call requires', () => {
  expect(documented).toContain('"name":"from","in":"query","required":true');
});

test('requires a token everywhere except on public calls', () => {
  const open = everything.filter((call) => accessTo(call).may === 'public').map(({ id }) => id);
  expect(open.sort()).toEqual([
    'checkHealth',
    'checkReadiness',
    'describe',
    'issueToken',
    'moveClock',
    'readCalendar',
    'readClock',
    'showSignIn',
    'takeLogout',
  ]);
});

test('gives every call a name of its own', () => {
  const names = everything.map(({ id }) => id);
  expect(new Set(names).size).toBe(names.length);
});
