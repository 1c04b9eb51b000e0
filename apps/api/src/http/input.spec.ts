import { expectedVersion, idempotencyKey, requiredIdempotencyKey, requiredVersion } from './input';

function sent(headers: Readonly<Record<string, string>>) {
  return { headers };
}

test.each(['"3"', '3', 'W/"3"', ' "3" '])('reads the version from `%s`', (stated) => {
  expect(expectedVersion(sent({ 'if-match': stated }))).toBe(3);
});

test.each(['', '*', '"0"', '0', '-1', '"1", "2"', '"a"', '3.5', '"3'])(
  'refuses `%s` as a version and names the header',
  (stated) => {
    expect(() => expectedVersion(sent({ 'if-match': stated }))).toThrow('`If-Match`');
  },
);

test.each(['"9999999999"', '9'.repeat(400)])('accepts a version that no case has: %s', (stated) => {
  expect(expectedVersion(sent({ 'if-match': stated }))).toBeGreaterThan(2 ** 31);
});

test('requires a version where one is needed', () => {
  expect(() => requiredVersion(sent({}))).toThrow('send the header `If-Match`');
});

test('expects no version where the header is absent', () => {
  expect(expectedVersion(sent({}))).toBeUndefined();
});

test.each(['k', 'order 17/a', 'x'.repeat(255)])('accepts `%s` as an idempotency key', (key) => {
  expect(idempotencyKey(sent({ 'idempotency-key': key }))).toBe(key);
});

test.each(['', 'x'.repeat(256), 'schlüssel', 'a\tb'])(
  'refuses `%s` as an idempotency key and names the header',
  (key) => {
    expect(() => idempotencyKey(sent({ 'idempotency-key': key }))).toThrow('`Idempotency-Key`');
  },
);

test('requires an idempotency key where one is needed', () => {
  expect(() => requiredIdempotencyKey(sent({}))).toThrow('send the header `Idempotency-Key`');
});
