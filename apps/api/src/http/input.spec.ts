import { expectedVersion, idempotencyKey, requiredIdempotencyKey, requiredVersion } from './input';

function sent(headers: Readonly<Record<string, string>>) {
  return { headers };
}

test.each(['"3"', '3', 'W/"3"', ' "3" '])('reads the version from `%s`', (stated) => {
  expect(expectedVersion(sent({ 'if-match': stated }))).toBe(3);
});

test.each(['', '*', '"0"', '0', '-1', '"1", "2"', '"a"', '3.5', '"3'])(
  'refuses `%s` for a version and names the header',
  (stated) => {
    expect(() => expectedVersion(sent({ 'if-match': stated }))).toThrow('`If-Match`');
  },
);

test.each(['"9999999999"', '9'.repeat(400)])('reads a version that no case has: %s', (stated) => {
  expect(expectedVersion(sent({ 'if-match': stated }))).toBeGreaterThan(2 ** 31);
});

test('asks for the version where it is needed', () => {
  expect(() => requiredVersion(sent({}))).toThrow('send the header `If-Match`');
});

test('expects no version where none is stated', () => {
  expect(expectedVersion(sent({}))).toBeUndefined();
});

test.each(['k', 'order 17/a', 'x'.repeat(255)])('takes `%s` for an idempotency key', (key) => {
  expect(idempotencyKey(sent({ 'idempotency-key': key }))).toBe(key);
});

test.each(['', 'x'.repeat(256), 'schlüssel', 'a\tb'])(
  'refuses `%s` for an idempotency key and names the header',
  (key) => {
    expect(() => idempotencyKey(sent({ 'idempotency-key': key }))).toThrow('`Idempotency-Key`');
  },
);

test('asks for an idempotency key where it is needed', () => {
  expect(() => requiredIdempotencyKey(sent({}))).toThrow('send the header `Idempotency-Key`');
});
