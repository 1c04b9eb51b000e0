import { thrownAt } from './crashes';

function failing(message: string): Error {
  return new TypeError(message);
}

test('tells where an error was thrown, and none of its words', () => {
  const frames = thrownAt(failing('cannot read Quillfeather\n    at Zebulon (/a/b.js:1:1)'));
  expect(frames).toMatch(/^failing .*crashes\.spec\.ts:\d+:\d+/);
  expect(frames).not.toMatch(/Quillfeather|Zebulon/);
});

test('tells nothing where the words of an error cannot be told from its stack', () => {
  const error = failing('Zebulon');
  error.stack = 'TypeError: Quillfeather\n    at failing (/a/b.js:1:1)';
  expect(thrownAt(error)).toBe('');
  expect(thrownAt('Quillfeather')).toBe('');
});
