import { isUnanswered, isWorthRepeating, problemOf, unreachable } from './problem';

const answered = (status: number) =>
  problemOf('<h1>of a proxy</h1>', new Response(null, { status }));

test.each([502, 503, 504])(
  "a proxy that answers %i doesn't tell what became of the call",
  (status) => {
    expect(isWorthRepeating(answered(status))).toBe(true);
    expect(isUnanswered(answered(status), false)).toBe(true);
  },
);

test('a call without an answer can be retried', () => {
  expect(isWorthRepeating(unreachable())).toBe(true);
});

test.each([400, 403, 404, 409, 422])('an answer of %i is final', (status) => {
  expect(isWorthRepeating(answered(status))).toBe(false);
  expect(isUnanswered(answered(status), true)).toBe(false);
});

test.each([401, 408, 429, 500])(
  'an answer of %i tells nothing about an earlier call that was lost',
  (status) => {
    expect(isUnanswered(answered(status), true)).toBe(true);
    expect(isUnanswered(answered(status), false)).toBe(false);
  },
);
