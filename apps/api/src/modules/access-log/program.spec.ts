import { programOf } from './program';

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0',
    'Firefox 128',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
    'Chrome 141',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
    'Edge 141',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'Safari 18',
  ],
  ['curl/8.5.0', 'curl 8'],
  ['node', 'Node'],
  ['Ada Example, born 1961-02-03', 'other'],
  ['Firefox/99999999', 'other'],
])('reads %j as %s', (userAgent, program) => {
  expect(programOf(userAgent)).toBe(program);
});

test('says nothing of a caller that says nothing', () => {
  expect(programOf(undefined)).toBeNull();
});
