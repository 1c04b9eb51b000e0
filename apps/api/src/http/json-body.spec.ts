import { HttpProblem } from './http-problem';
import { parseBody } from './json-body';

function problemOf(bytes: Buffer): HttpProblem {
  try {
    parseBody(bytes);
  } catch (error) {
    if (error instanceof HttpProblem) return error;
  }
  throw new Error('the body was read');
}

test('reads JSON in UTF-8', () => {
  expect(parseBody(Buffer.from('{"name":"Zoë"}'))).toEqual({ name: 'Zoë' });
});

test.each([
  ['no JSON', Buffer.from('{"name":"Zoë"'), 'the body is not well-formed JSON'],
  ['another encoding', Buffer.from('{"name":"Zoë"}', 'latin1'), 'the body is not UTF-8 text'],
])('refuses %s without repeating it', (_, bytes, detail) => {
  expect(problemOf(bytes)).toMatchObject({ code: 'malformed-request', detail });
});

test('refuses invalid JSON and names each error', () => {
  const { code, particulars } = problemOf(Buffer.from('{"drug":1,"drug":2}'));
  expect({ code, errors: particulars.errors }).toEqual({
    code: 'invalid',
    errors: [
      {
        path: 'drug',
        code: 'repeated-member',
        message: 'is repeated; send each field once',
      },
    ],
  });
});
