import { HttpProblem } from './http-problem';
import { parseJson } from './json-body';

function problemOf(text: string): HttpProblem {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof HttpProblem) return error;
  }
  throw new Error('the text was read');
}

test('reads JSON', () => {
  expect(parseJson('{"facts":{"setting":"self-administered"}}')).toEqual({
    facts: { setting: 'self-administered' },
  });
});

test.each(['', '{', '{"a":1}}', "{'a':1}", '{"a":NaN}', '\ufeff{}'])(
  'refuses `%s`, which is no JSON, without repeating it',
  (text) => {
    const { code, detail } = problemOf(text);
    expect({ code, detail }).toEqual({
      code: 'malformed-request',
      detail: 'the body is not well-formed JSON',
    });
  },
);

test.each([
  ['a NUL character', String.raw`{"member":{"givenName":"A\u0000na"}}`, 'member.givenName'],
  ['half a character', String.raw`{"list":["fine","\ud83d!"]}`, 'list.1'],
  ['a member name with a NUL character', String.raw`{"facts":{"a\u0000":1}}`, 'facts'],
])('refuses %s, which the record cannot hold', (_, text, path) => {
  expect(problemOf(text).particulars.errors).toEqual([
    expect.objectContaining({ path, code: 'unusable-character' }),
  ]);
});

test('keeps whole characters that are written as escapes', () => {
  expect(parseJson(String.raw`{"name":"\ud83d\ude00 \u00fc"}`)).toEqual({ name: '😀 ü' });
});

test('refuses a body that nests without end', () => {
  const text = `${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`;
  expect(problemOf(text).particulars.errors).toEqual([
    expect.objectContaining({ code: 'too-deep' }),
  ]);
});

test('keeps a member named like a prototype for the schemas to refuse', () => {
  expect(JSON.stringify(parseJson('{"__proto__":{"admin":true}}'))).toBe(
    '{"__proto__":{"admin":true}}',
  );
});
