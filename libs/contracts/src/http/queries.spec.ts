import { authorizationQuery, caseQuery, reminderQuery } from './queries';

test('lists fifty items by default', () => {
  expect(caseQuery.parse({}).limit).toBe(50);
});

test.each(['0', '201', '-1', '1.5', 'many', ''])('refuses the limit `%s`', (limit) => {
  expect(caseQuery.safeParse({ limit }).success).toBe(false);
});

test.each([
  ['one word', 'in-review', ['in-review']],
  ['words with commas', 'in-review,approved', ['in-review', 'approved']],
  ['a repeated filter', ['in-review', 'routed'], ['in-review', 'routed']],
  ['repeated words', ['in-review,routed', 'routed'], ['in-review', 'routed']],
])('reads statuses from %s', (_, status, expected) => {
  expect(caseQuery.parse({ status }).status).toEqual(expected);
});

test.each(['lost', '', 'in-review,'])('refuses the status `%s`', (status) => {
  expect(caseQuery.safeParse({ status }).success).toBe(false);
});

test('refuses more status filters than there are statuses', () => {
  expect(caseQuery.safeParse({ status: Array(7).fill('approved') }).success).toBe(false);
});

test.each(['yes', '1', 'TRUE', ''])('refuses `%s` as a value for stuck', (stuck) => {
  expect(caseQuery.safeParse({ stuck }).success).toBe(false);
});

test('reads `false` as false', () => {
  expect(caseQuery.parse({ stuck: 'false' }).stuck).toBe(false);
});

test.each(['2026-02-30', 'tomorrow', '2026-12-01T10:00:00', '20261201', '2026-12-01T25:00:00Z'])(
  'refuses the date `%s`',
  (text) => {
    expect(caseQuery.safeParse({ dueBefore: text }).success).toBe(false);
    expect(authorizationQuery.safeParse({ expiringBefore: text }).success).toBe(false);
    expect(reminderQuery.safeParse({ from: text }).success).toBe(false);
  },
);

test('refuses an unknown filter', () => {
  expect(authorizationQuery.safeParse({ member: 'FB1' }).success).toBe(false);
});
