import { savedWhen } from './saved-when';

test.each([
  ['2026-11-23T15:00:01Z', 'just now'],
  ['2026-11-23T14:59:30Z', 'just now'],
  ['2026-11-23T14:59:00Z', '1 min ago'],
])('a draft saved at %s was saved %s', (at, when) => {
  expect(savedWhen(at, Date.parse('2026-11-23T15:00:00Z'))).toBe(when);
});
