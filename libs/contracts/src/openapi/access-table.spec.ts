import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RELATIONS, ROLES } from '@assent/domain';
import { accessMatrixPage } from './access-page';
import { ACCESS, accessTo, cellOf, refusalIn } from './access-table';
import { devOperations, operations, sandboxOperations, type Operation } from './operations';

const everything: Operation[] = [operations, devOperations, sandboxOperations].flatMap((calls) =>
  Object.values<Operation>(calls),
);

test('has one row for every call, and no other', () => {
  expect(Object.keys(ACCESS).sort()).toEqual(everything.map(({ id }) => id).sort());
});

test('refuses to start with a call that has no row', () => {
  expect(() => accessTo({ id: 'readEverything' })).toThrow('has no row');
});

test('matches the committed page', () => {
  const committed = join(__dirname, '../../../../docs/generated/access.md');
  // Update it with: npm run generate
  expect(readFileSync(committed, 'utf8')).toBe(accessMatrixPage(Object.values(operations)));
});

test('lets auditors only read', () => {
  const changing = everything.filter(
    (operation) =>
      operation.method !== 'GET' &&
      cellOf(accessTo(operation), 'auditor', 'own-line') === 'allowed',
  );
  const ofCases = changing.filter((operation) =>
    ['case', 'appeal', 'authorization', 'letter', 'peer-to-peer', 'several', 'request'].includes(
      accessTo(operation).about,
    ),
  );
  expect(ofCases).toEqual([]);
});

test('lets only people with credentials decide, and only physicians decide appeals', () => {
  const rolesOf = (id: keyof typeof ACCESS) =>
    ROLES.filter((role) => cellOf(accessTo({ id }), role, 'own-line') === 'allowed').sort();
  expect(rolesOf('decideCase')).toEqual(['medical-director', 'pharmacist']);
  expect(rolesOf('decideAppeal')).toEqual(['medical-director']);
  expect(rolesOf('listAccess')).toEqual(['auditor']);
});

test('refuses everything about a case of another line of business but opening it with a reason', () => {
  const allowed = everything.filter((operation) => {
    const row = accessTo(operation);
    const isAllowed = ROLES.some((role) => cellOf(row, role, 'another-line') === 'allowed');
    return row.may !== 'public' && isAllowed;
  });
  expect(allowed.map(({ id }) => id)).toEqual(['openWithReason']);
});

test('is refused by the first relation that refuses', () => {
  const row = accessTo({ id: 'decideAppeal' });
  expect(refusalIn(row, 'medical-director', ['own-line'])).toBeNull();
  expect(refusalIn(row, 'medical-director', ['own-line', 'appeal-of-my-decision'])).toBe(
    'took-part',
  );
  expect(refusalIn(row, 'medical-director', ['another-line', 'appeal-of-my-decision'])).toBe(
    'another-line',
  );
  expect(RELATIONS.map((relation) => cellOf(row, 'pharmacist', relation))).toEqual(
    RELATIONS.map(() => 'role-not-allowed'),
  );
});
